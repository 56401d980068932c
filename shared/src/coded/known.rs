//! A stored word that this version may not know, for lists that must be shown all the same.

use super::{Coded, UnknownCode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A value, or the code of one that only a later version knows. Lists read this; decisions read the enum itself and fail.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Known<T> {
    Known(T),
    /// The code as it is stored.
    Unknown(String),
}

impl<T: Coded> Known<T> {
    /// The value with this code, or the code.
    #[must_use]
    pub fn read(code: &str) -> Self {
        T::from_code(code).map_or_else(|| Self::Unknown(code.to_owned()), Self::Known)
    }

    /// The code as it is stored.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Known(value) => value.code(),
            Self::Unknown(code) => code,
        }
    }

    /// The name on the screen: "Unknown" for what this version does not know.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.known().map_or("Unknown", T::label)
    }

    /// The value, where it is known.
    #[must_use]
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Unknown(_) => None,
        }
    }

    /// Whether it is known and this very value.
    #[must_use]
    pub fn is(&self, value: T) -> bool {
        self.known() == Some(value)
    }

    /// The value, for a decision.
    ///
    /// # Errors
    /// When this version does not know it.
    pub fn strict(&self) -> Result<T, UnknownCode> {
        match self {
            Self::Known(value) => Ok(*value),
            Self::Unknown(code) => Err(UnknownCode::new::<T>(code)),
        }
    }
}

impl<T: Coded> PartialEq<T> for Known<T> {
    fn eq(&self, value: &T) -> bool {
        self.is(*value)
    }
}

impl<T: Coded> From<T> for Known<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: Coded> From<String> for Known<T> {
    fn from(code: String) -> Self {
        Self::read(&code)
    }
}

impl<T: Coded> fmt::Display for Known<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl<T: Coded> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de, T: Coded> Deserialize<'de> for Known<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|code| Self::read(&code))
    }
}
