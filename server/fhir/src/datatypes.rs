//! The FHIR data types that flattening looks at, and of each only the elements it uses. Text is borrowed from the file
//! unless it contains escapes.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use shared::text::clean;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// Text, freed of what no text has ([`clean`]); a type of its own so that serde borrows it inside `Option` and `Vec` too.
#[derive(Debug, Clone)]
pub struct Text<'a>(pub Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Gate<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Gate<'a> {
            type Value = Text<'a>;
            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a string")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'a>, E> {
                Ok(Text(clean(text)))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'a>, E> {
                Ok(Text(Cow::Owned(clean(text).into_owned())))
            }
        }
        deserializer.deserialize_str(Gate(PhantomData))
    }
}

impl Deref for Text<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Text<'_> {
    /// Trimmed; `None` when nothing is left.
    pub fn some(&self) -> Option<String> {
        let text = self.0.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// `Option<Text>` to an owned one that is not empty.
pub fn owned(text: &Option<Text<'_>>) -> Option<String> {
    text.as_ref().and_then(Text::some)
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Meta<'a> {
    #[serde(borrow)]
    pub version_id: Option<Text<'a>>,
    #[serde(borrow)]
    pub last_updated: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Coding<'a> {
    #[serde(borrow)]
    pub system: Option<Text<'a>>,
    #[serde(borrow)]
    pub code: Option<Text<'a>>,
    #[serde(borrow)]
    pub display: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CodeableConcept<'a> {
    #[serde(borrow)]
    pub coding: Vec<Coding<'a>>,
    #[serde(borrow)]
    pub text: Option<Text<'a>>,
}

impl<'a> CodeableConcept<'a> {
    /// One concept with all the codings, worded as the first of them.
    pub fn merged(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut all = all.into_iter();
        let mut merged = all.next()?;
        for other in all {
            if merged.text.is_none() {
                merged.text = merged.label().map(|label| Text(label.into()));
            }
            merged.coding.extend(other.coding);
        }
        Some(merged)
    }
}

impl CodeableConcept<'_> {
    /// The first code: enough where FHIR binds the element to a fixed value set.
    pub fn code(&self) -> Option<String> {
        self.coding.iter().find_map(|coding| owned(&coding.code))
    }

    /// What a person would read.
    pub fn label(&self) -> Option<String> {
        owned(&self.text)
            .or_else(|| self.coding.iter().find_map(|coding| owned(&coding.display)))
            .or_else(|| self.code())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Identifier<'a> {
    #[serde(borrow, rename = "type")]
    pub kind: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    pub system: Option<Text<'a>>,
    #[serde(borrow)]
    pub value: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResourceReference<'a> {
    #[serde(borrow)]
    pub reference: Option<Text<'a>>,
    #[serde(borrow)]
    pub identifier: Option<Identifier<'a>>,
    #[serde(borrow, rename = "type")]
    pub kind: Option<Text<'a>>,
    #[serde(borrow)]
    pub display: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Period<'a> {
    #[serde(borrow)]
    pub start: Option<Text<'a>>,
    #[serde(borrow)]
    pub end: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Quantity<'a> {
    pub value: Option<f64>,
    #[serde(borrow)]
    pub unit: Option<Text<'a>>,
    #[serde(borrow)]
    pub code: Option<Text<'a>>,
    #[serde(borrow)]
    pub comparator: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct HumanName<'a> {
    #[serde(borrow, rename = "use")]
    pub use_code: Option<Text<'a>>,
    #[serde(borrow)]
    pub text: Option<Text<'a>>,
    #[serde(borrow)]
    pub family: Option<Text<'a>>,
    #[serde(borrow)]
    pub given: Vec<Option<Text<'a>>>,
    #[serde(borrow)]
    pub prefix: Vec<Option<Text<'a>>>,
    #[serde(borrow)]
    pub period: Option<Period<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ContactPoint<'a> {
    #[serde(borrow)]
    pub system: Option<Text<'a>>,
    #[serde(borrow)]
    pub value: Option<Text<'a>>,
    #[serde(borrow, rename = "use")]
    pub use_code: Option<Text<'a>>,
    pub rank: Option<i64>,
    #[serde(borrow)]
    pub period: Option<Period<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Address<'a> {
    #[serde(borrow, rename = "use")]
    pub use_code: Option<Text<'a>>,
    #[serde(borrow)]
    pub line: Vec<Option<Text<'a>>>,
    #[serde(borrow)]
    pub city: Option<Text<'a>>,
    #[serde(borrow)]
    pub state: Option<Text<'a>>,
    #[serde(borrow)]
    pub postal_code: Option<Text<'a>>,
    #[serde(borrow)]
    pub country: Option<Text<'a>>,
    #[serde(borrow)]
    pub extension: Vec<Extension<'a>>,
    #[serde(borrow)]
    pub period: Option<Period<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Extension<'a> {
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
    #[serde(borrow)]
    pub value_string: Option<Text<'a>>,
    #[serde(borrow)]
    pub value_code: Option<Text<'a>>,
    pub value_boolean: Option<bool>,
    pub value_decimal: Option<f64>,
    #[serde(borrow)]
    pub value_coding: Option<Coding<'a>>,
    #[serde(borrow)]
    pub value_codeable_concept: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    pub extension: Vec<Extension<'a>>,
}

/// All words of a repeated element, with spaces between.
pub fn joined(parts: &[Option<Text<'_>>], separator: &str) -> Option<String> {
    let words: Vec<&str> = parts.iter().flatten().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(separator))
}
