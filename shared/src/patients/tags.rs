//! Names that staff give: of tags and of attributes.

use serde::{Deserialize, Serialize};

/// The longest, in characters.
const LONGEST: usize = 60;

/// A tag as it is kept: lower case, single spaces, 1 to 60 characters.
pub fn tag_name(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    (!name.is_empty() && name.chars().count() <= LONGEST).then_some(name)
}

/// The name of an attribute as it is kept: like a tag.
pub fn attribute_name(text: &str) -> Option<String> {
    tag_name(text)
}

/// A change of what is kept about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Telling {
    Tag(String),
    NoTag(String),
    Attribute { name: String, value: String },
    NoAttribute(String),
}
