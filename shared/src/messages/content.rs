//! What one block of an e-mail is, and its fields: the only place that takes a block's content apart to read or change it.

use crate::ids::MediaId;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    #[default]
    Start,
    Centre,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadingSize {
    #[default]
    Large,
    Small,
}

/// One block. Texts hold merge fields and the small markup of [`super::parse_markup`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Content {
    Heading {
        #[serde(default)]
        text: String,
        #[serde(default)]
        size: HeadingSize,
        #[serde(default)]
        align: Align,
    },
    Text {
        #[serde(default)]
        text: String,
        #[serde(default)]
        align: Align,
    },
    Image {
        #[serde(default)]
        picture: Option<MediaId>,
        /// What the picture shows, for those who do not see it.
        #[serde(default)]
        alt: String,
        /// Where a click leads; empty for nowhere.
        #[serde(default)]
        link: String,
    },
    Button {
        #[serde(default)]
        label: String,
        #[serde(default)]
        url: String,
        #[serde(default)]
        align: Align,
    },
    Divider,
    Spacer {
        /// Pixels, 4 to 120.
        #[serde(default)]
        height: u16,
    },
    /// The organisation's postal address and "Manage your preferences or unsubscribe", both filled in at sending.
    Footer {
        #[serde(default)]
        text: String,
    },
}

/// A field of a block, for the editor's panel and for problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockField {
    /// A heading's, a text's or a footer's words.
    Text,
    Picture,
    /// What a picture shows, in words.
    Alt,
    /// The words on a button.
    Label,
    /// Where a picture or a button leads.
    Link,
}

impl BlockField {
    /// The field in a key of the editor's history.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Picture => "picture",
            Self::Alt => "alt",
            Self::Label => "label",
            Self::Link => "link",
        }
    }
}

impl Content {
    /// The block kinds in the order of the palette, each as it is first added.
    pub fn palette() -> Vec<Self> {
        vec![
            Self::Heading { text: "A headline".into(), size: HeadingSize::Large, align: Align::Start },
            Self::Text { text: "Write something worth reading.".into(), align: Align::Start },
            Self::Image { picture: None, alt: String::new(), link: String::new() },
            Self::Button { label: "Find out more".into(), url: String::new(), align: Align::Start },
            Self::Divider,
            Self::Spacer { height: 24 },
            Self::Footer { text: String::new() },
        ]
    }

    /// The name on the screen.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Heading { .. } => "Heading",
            Self::Text { .. } => "Text",
            Self::Image { .. } => "Picture",
            Self::Button { .. } => "Button",
            Self::Divider => "Divider",
            Self::Spacer { .. } => "Space",
            Self::Footer { .. } => "Footer",
        }
    }

    /// The icon on the screen.
    pub const fn icon(&self) -> &'static str {
        match self {
            Self::Heading { .. } => "heading",
            Self::Text { .. } => "type",
            Self::Image { .. } => "image",
            Self::Button { .. } => "mouse-pointer-click",
            Self::Divider => "minus",
            Self::Spacer { .. } => "arrow-up-down",
            Self::Footer { .. } => "layout-template",
        }
    }

    /// The texts in which merge fields may stand, the one that names the block first.
    pub fn texts(&self) -> Vec<(BlockField, &str)> {
        match self {
            Self::Heading { text, .. } | Self::Text { text, .. } | Self::Footer { text } => {
                vec![(BlockField::Text, text)]
            }
            Self::Image { alt, link, .. } => vec![(BlockField::Alt, alt), (BlockField::Link, link)],
            Self::Button { label, url, .. } => vec![(BlockField::Label, label), (BlockField::Link, url)],
            Self::Divider | Self::Spacer { .. } => vec![],
        }
    }

    /// The text of one field, if the block has it.
    pub fn text(&self, field: BlockField) -> Option<&str> {
        self.texts().into_iter().find(|(of, _)| *of == field).map(|(_, text)| text)
    }

    /// The same, to change it.
    pub fn text_mut(&mut self, field: BlockField) -> Option<&mut String> {
        let texts = match self {
            Self::Heading { text, .. } | Self::Text { text, .. } | Self::Footer { text } => {
                vec![(BlockField::Text, text)]
            }
            Self::Image { alt, link, .. } => vec![(BlockField::Alt, alt), (BlockField::Link, link)],
            Self::Button { label, url, .. } => vec![(BlockField::Label, label), (BlockField::Link, url)],
            Self::Divider | Self::Spacer { .. } => vec![],
        };
        texts.into_iter().find(|(of, _)| *of == field).map(|(_, text)| text)
    }

    /// Where its text stands, if that can be chosen.
    pub fn align_mut(&mut self) -> Option<&mut Align> {
        match self {
            Self::Heading { align, .. } | Self::Text { align, .. } | Self::Button { align, .. } => Some(align),
            Self::Image { .. } | Self::Divider | Self::Spacer { .. } | Self::Footer { .. } => None,
        }
    }

    /// A heading's size.
    pub fn size_mut(&mut self) -> Option<&mut HeadingSize> {
        match self {
            Self::Heading { size, .. } => Some(size),
            Self::Text { .. }
            | Self::Image { .. }
            | Self::Button { .. }
            | Self::Divider
            | Self::Spacer { .. }
            | Self::Footer { .. } => None,
        }
    }

    /// A space's height in pixels.
    pub fn height_mut(&mut self) -> Option<&mut u16> {
        match self {
            Self::Spacer { height } => Some(height),
            Self::Heading { .. }
            | Self::Text { .. }
            | Self::Image { .. }
            | Self::Button { .. }
            | Self::Divider
            | Self::Footer { .. } => None,
        }
    }

    /// The picture it shows.
    pub fn picture(&self) -> Option<MediaId> {
        match self {
            Self::Image { picture, .. } => *picture,
            Self::Heading { .. }
            | Self::Text { .. }
            | Self::Button { .. }
            | Self::Divider
            | Self::Spacer { .. }
            | Self::Footer { .. } => None,
        }
    }

    /// Shows another picture, with the words that describe it.
    pub fn set_picture(&mut self, id: MediaId, description: &str) {
        match self {
            Self::Image { picture, alt, .. } => {
                *picture = Some(id);
                description.clone_into(alt);
            }
            Self::Heading { .. }
            | Self::Text { .. }
            | Self::Button { .. }
            | Self::Divider
            | Self::Spacer { .. }
            | Self::Footer { .. } => {}
        }
    }
}
