//! The template of a postcard or a letter as it is stored.

use crate::coded;
use crate::consent::Purpose;
use crate::ids::MediaId;
use crate::language::Language;
use serde::{Deserialize, Serialize};

coded! {
    /// What is mailed. The codes are Lob's too.
    #[derive(Default)]
    pub enum PostKind {
        /// 6 by 4 inches, open to everybody's eyes.
        #[default]
        Postcard = "postcard", "Postcard";
        /// In a closed envelope.
        Letter = "letter", "Letter";
    }
}

impl PostKind {
    /// Whether others read it on its way.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Postcard => true,
            Self::Letter => false,
        }
    }
}

/// `format` is raised when a change could not be read by older code. What the other kind says is kept, so that changing the
/// kind loses nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostDocument {
    pub format: u16,
    pub purpose: Purpose,
    pub kind: PostKind,
    pub language: Language,
    /// On the front of a card.
    pub picture: Option<MediaId>,
    /// The large line on the front of a card.
    pub headline: String,
    /// Below the headline.
    pub front: String,
    /// Beside the address of a card.
    pub back: String,
    /// The pages of a letter.
    pub letter: String,
}

impl Default for PostDocument {
    /// Without a word.
    fn default() -> Self {
        Self {
            format: Self::FORMAT,
            purpose: Purpose::Event,
            kind: PostKind::default(),
            language: Language::default(),
            picture: None,
            headline: String::new(),
            front: String::new(),
            back: String::new(),
            letter: String::new(),
        }
    }
}

impl PostDocument {
    pub const FORMAT: u16 = 1;
    /// More than a few pages, in characters of each part.
    pub const LONGEST: usize = 20_000;

    /// What a new template starts with: whom it is from, and how to answer it.
    pub fn blank() -> Self {
        Self {
            headline: "A headline".into(),
            front: "What it is about, in a sentence.".into(),
            back: "Hi {{patient.first_name|there}},\n\n\n\nCall us at {{organization.phone}}. To get no more mail, tell us at the same number.\n\n{{organization.name}}".into(),
            letter: "Dear {{patient.first_name|patient}},\n\n\n\nCall us at {{organization.phone}}. To get no more mail, tell us at the same number.\n\nSincerely,\n{{organization.name}}".into(),
            ..Self::default()
        }
    }

    /// The texts that are printed, in their order.
    pub fn texts(&self) -> Vec<&str> {
        match self.kind {
            PostKind::Postcard => vec![&self.headline, &self.front, &self.back],
            PostKind::Letter => vec![&self.letter],
        }
    }

    /// The line that stands for it in lists.
    pub fn title(&self) -> &str {
        match self.kind {
            PostKind::Postcard => self.headline.trim(),
            PostKind::Letter => self.letter.trim().lines().next().unwrap_or_default(),
        }
    }
}
