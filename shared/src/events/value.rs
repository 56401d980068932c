//! The types a field of an event can have: each is read from what was typed, and written as it would be typed.

use super::about::{About, Input};
use super::{Format, Kind, LocalDateTime};
use crate::ids::MediaId;

/// One field's value.
pub(super) trait Value: Sized {
    /// From what was typed, trimmed; `None` when it can't be read.
    fn read(typed: &str, about: &About) -> Option<Self>;

    /// As [`Self::read`] takes it.
    fn text(&self) -> String;
}

impl Value for String {
    fn read(typed: &str, about: &About) -> Option<Self> {
        Some(if about.input.has_lines() { typed.replace("\r\n", "\n") } else { typed.to_owned() })
    }

    fn text(&self) -> String {
        self.clone()
    }
}

impl Value for u32 {
    fn read(typed: &str, about: &About) -> Option<Self> {
        let Input::Number { least, most } = about.input else { return None };
        typed.parse().ok().filter(|number| (least..=most).contains(number))
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

impl Value for bool {
    fn read(typed: &str, _: &About) -> Option<Self> {
        Some(matches!(typed, "true" | "1" | "on" | "yes"))
    }

    fn text(&self) -> String {
        if *self { "true".to_owned() } else { String::new() }
    }
}

impl Value for LocalDateTime {
    fn read(typed: &str, _: &About) -> Option<Self> {
        Self::parse(typed)
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

/// Nothing typed is nothing.
impl<T: Value> Value for Option<T> {
    fn read(typed: &str, about: &About) -> Option<Self> {
        if typed.is_empty() { Some(None) } else { T::read(typed, about).map(Some) }
    }

    fn text(&self) -> String {
        self.as_ref().map(T::text).unwrap_or_default()
    }
}

macro_rules! by_its_code {
    ($($type:ty),+) => {$(
        impl Value for $type {
            fn read(typed: &str, _: &About) -> Option<Self> {
                typed.parse().ok()
            }

            fn text(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

by_its_code!(Kind, Format, MediaId);
