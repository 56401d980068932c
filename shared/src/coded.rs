//! Enums with a code and a label each: the one way in which our lists of words are written down.

mod known;

pub use known::Known;

use serde::de::{Deserializer, Error, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// What [`coded!`](crate::coded!) gives an enum, for code that works with any of them. The enum itself has `ALL`, `code`, `label`
/// and `from_code` as well, so most callers need not import this.
pub trait Coded: Copy + Eq + 'static {
    /// The enum's own name, for error messages.
    const NAME: &'static str;
    /// Every value, in the order of the screen.
    const ALL: &'static [Self];

    /// The name in the database, in JSON and in addresses. It never changes once it was released.
    fn code(self) -> &'static str;

    /// The name on the screen.
    fn label(self) -> &'static str;

    /// The value with this code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// A code that the enum does not have: a typing mistake, or a word from a later version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// The enum's name.
    pub of: &'static str,
    pub code: String,
    /// The codes it has.
    pub codes: Vec<&'static str>,
}

impl UnknownCode {
    /// The complaint about `code`, which is none of `T`'s.
    #[must_use]
    pub fn new<T: Coded>(code: &str) -> Self {
        Self { of: T::NAME, code: code.to_owned(), codes: T::ALL.iter().map(|one| one.code()).collect() }
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a known {}: use {}", self.code, self.of, self.codes.join(", "))
    }
}

impl std::error::Error for UnknownCode {}

/// Reads a code strictly, for `FromStr` and for decisions.
///
/// # Errors
/// When no value has this code.
pub fn read<T: Coded>(code: &str) -> Result<T, UnknownCode> {
    T::from_code(code).ok_or_else(|| UnknownCode::new::<T>(code))
}

/// Reads a value from the text that is its code.
///
/// # Errors
/// When there is no text, or no value has it as its code.
pub fn deserialize<'de, T: Coded, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    struct Code<T>(PhantomData<T>);

    impl<T: Coded> Visitor<'_> for Code<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "the code of a {}", T::NAME)
        }

        fn visit_str<E: Error>(self, code: &str) -> Result<T, E> {
            read(code).map_err(E::custom)
        }
    }

    from.deserialize_str(Code(PhantomData))
}

/// Writes an enum whose values have a code and a label, or gives codes and labels to one that is there already:
///
/// ```ignore
/// coded! {
///     /// Where people take part.
///     pub enum Format {
///         Online = "online", "Online";
///         InPerson = "in-person", "In person";
///     }
/// }
///
/// coded! {
///     impl NodeKind { Wait = "wait", "Wait"; Exit = "exit", "Exit"; }
/// }
/// ```
///
/// Both give `ALL` (an array), `code()`, `label()`, `from_code()`, [`Coded`], `Display`, `FromStr` and serde, all by the code.
/// The first derives `Debug`, `Copy`, `PartialEq`, `Ord` and `Hash` too. The second is for the discriminants that
/// `strum::EnumDiscriminants` makes of an enum with data, and fails to compile when a value is missing.
#[macro_export]
macro_rules! coded {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $code:literal, $label:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$variant_meta])* $variant,)+ }

        $crate::coded! { impl $name { $($variant = $code, $label;)+ } }
    };

    (impl $name:ident { $($variant:ident = $code:literal, $label:literal;)+ }) => {
        impl $name {
            /// Every value, in the order of the screen.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];

            /// The name in the database, in JSON and in addresses.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The name on the screen.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The value with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                <Self as $crate::coded::Coded>::from_code(code)
            }
        }

        impl $crate::coded::Coded for $name {
            const NAME: &'static str = stringify!($name);
            const ALL: &'static [Self] = &Self::ALL;

            fn code(self) -> &'static str {
                Self::code(self)
            }

            fn label(self) -> &'static str {
                Self::label(self)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::coded::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                $crate::coded::read(code)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::coded::deserialize(from)
            }
        }
    };
}
