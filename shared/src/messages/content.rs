//! What one block of an e-mail is, and its fields: the only place that takes a block's content apart to read or change it.

use super::columns::{Background, Layout};
use super::document::{Block, BlockId};
use crate::ids::{EventId, MediaId, SegmentId, SharedBlockId};
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
        /// Describes the picture for people who can't see it.
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
    /// One to three columns of blocks on a background. No section stands in another.
    Section {
        #[serde(default)]
        layout: Layout,
        #[serde(default)]
        background: Background,
        /// Only members of this segment see it; `None`: everybody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        show_to: Option<SegmentId>,
        /// What the others read instead; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        otherwise: String,
        #[serde(default)]
        columns: Vec<Vec<Block>>,
    },
    /// What a shared block says.
    Shared {
        block: SharedBlockId,
    },
    /// What somebody says, and who.
    Quote {
        #[serde(default)]
        text: String,
        #[serde(default)]
        by: String,
    },
    /// A code that a phone's camera opens.
    Qr {
        #[serde(default)]
        url: String,
        /// Below the code.
        #[serde(default)]
        label: String,
    },
    /// Where else to find us: a name and an address a line.
    Social {
        #[serde(default)]
        text: String,
    },
    /// An event: name, time, place and a button. Nothing where it is gone. The first one's values are the message's `event.*`.
    EventCard {
        #[serde(default)]
        event: Option<EventId>,
        /// The words on the button.
        #[serde(default)]
        label: String,
    },
    /// The recipient's next visit. Where there is none, the text instead.
    AppointmentCard {
        #[serde(default)]
        text: String,
    },
    /// The organization's logo and name.
    Masthead,
    /// The organization's postal address and "Manage your preferences or unsubscribe", both filled in at sending.
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
    /// Who said it.
    By,
    Event,
    /// What those read who do not see a section.
    Otherwise,
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
            Self::By => "by",
            Self::Event => "event",
            Self::Otherwise => "otherwise",
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
            Self::Button { label: "Learn more".into(), url: String::new(), align: Align::Start },
            Self::Divider,
            Self::Spacer { height: 24 },
            Self::Section {
                layout: Layout::Halves,
                background: Background::Tint,
                show_to: None,
                otherwise: String::new(),
                columns: vec![
                    vec![Block::new(1, Self::Text { text: "The first column.".into(), align: Align::Start })],
                    vec![Block::new(2, Self::Text { text: "The second column.".into(), align: Align::Start })],
                ],
            },
            Self::EventCard { event: None, label: "Register".into() },
            Self::AppointmentCard { text: "Call us to choose a time that suits you.".into() },
            Self::Quote { text: "What somebody says about us.".into(), by: String::new() },
            Self::Qr { url: "{{links.events}}".into(), label: "Scan with your phone".into() },
            Self::Social {
                text: "Facebook https://facebook.com/example\nInstagram https://instagram.com/example".into(),
            },
            Self::Masthead,
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
            Self::Section { .. } => "Columns",
            Self::Shared { .. } => "Shared block",
            Self::Quote { .. } => "Quote",
            Self::Qr { .. } => "QR code",
            Self::Social { .. } => "Social links",
            Self::EventCard { .. } => "Event",
            Self::AppointmentCard { .. } => "Visit",
            Self::Masthead => "Logo",
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
            Self::Section { .. } => "columns-2",
            Self::Shared { .. } => "copy",
            Self::Quote { .. } => "message-square",
            Self::Qr { .. } => "qr-code",
            Self::Social { .. } => "link",
            Self::EventCard { .. } => "ticket",
            Self::AppointmentCard { .. } => "calendar",
            Self::Masthead => "image",
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
            Self::Quote { text, by } => vec![(BlockField::Text, text), (BlockField::By, by)],
            Self::Qr { url, label } => vec![(BlockField::Label, label), (BlockField::Link, url)],
            Self::Social { text } | Self::AppointmentCard { text } => vec![(BlockField::Text, text)],
            Self::EventCard { label, .. } => vec![(BlockField::Label, label)],
            Self::Section { otherwise, .. } => vec![(BlockField::Otherwise, otherwise)],
            Self::Divider | Self::Spacer { .. } | Self::Shared { .. } | Self::Masthead => vec![],
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
            Self::Quote { text, by } => vec![(BlockField::Text, text), (BlockField::By, by)],
            Self::Qr { url, label } => vec![(BlockField::Label, label), (BlockField::Link, url)],
            Self::Social { text } | Self::AppointmentCard { text } => vec![(BlockField::Text, text)],
            Self::EventCard { label, .. } => vec![(BlockField::Label, label)],
            Self::Section { otherwise, .. } => vec![(BlockField::Otherwise, otherwise)],
            Self::Divider | Self::Spacer { .. } | Self::Shared { .. } | Self::Masthead => vec![],
        };
        texts.into_iter().find(|(of, _)| *of == field).map(|(_, text)| text)
    }

    /// Where its text stands, if that can be chosen.
    pub fn align_mut(&mut self) -> Option<&mut Align> {
        match self {
            Self::Heading { align, .. } | Self::Text { align, .. } | Self::Button { align, .. } => Some(align),
            Self::Image { .. }
            | Self::Divider
            | Self::Spacer { .. }
            | Self::Section { .. }
            | Self::Shared { .. }
            | Self::Quote { .. }
            | Self::Qr { .. }
            | Self::Social { .. }
            | Self::EventCard { .. }
            | Self::AppointmentCard { .. }
            | Self::Masthead
            | Self::Footer { .. } => None,
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
            | Self::Section { .. }
            | Self::Shared { .. }
            | Self::Quote { .. }
            | Self::Qr { .. }
            | Self::Social { .. }
            | Self::EventCard { .. }
            | Self::AppointmentCard { .. }
            | Self::Masthead
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
            | Self::Section { .. }
            | Self::Shared { .. }
            | Self::Quote { .. }
            | Self::Qr { .. }
            | Self::Social { .. }
            | Self::EventCard { .. }
            | Self::AppointmentCard { .. }
            | Self::Masthead
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
            | Self::Section { .. }
            | Self::Shared { .. }
            | Self::Quote { .. }
            | Self::Qr { .. }
            | Self::Social { .. }
            | Self::EventCard { .. }
            | Self::AppointmentCard { .. }
            | Self::Masthead
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
            | Self::Section { .. }
            | Self::Shared { .. }
            | Self::Quote { .. }
            | Self::Qr { .. }
            | Self::Social { .. }
            | Self::EventCard { .. }
            | Self::AppointmentCard { .. }
            | Self::Masthead
            | Self::Footer { .. } => {}
        }
    }
}

impl Content {
    /// The blocks that stand in it, column by column.
    pub fn inner(&self) -> impl Iterator<Item = &Block> {
        self.columns().iter().flatten()
    }

    /// The columns of a section; none of anything else.
    pub fn columns(&self) -> &[Vec<Block>] {
        match self {
            Self::Section { columns, .. } => columns,
            Self::Heading { .. }
            | Self::Text { .. }
            | Self::Image { .. }
            | Self::Button { .. }
            | Self::Divider
            | Self::Spacer { .. }
            | Self::Shared { .. }
            | Self::Quote { .. }
            | Self::Qr { .. }
            | Self::Social { .. }
            | Self::EventCard { .. }
            | Self::AppointmentCard { .. }
            | Self::Masthead
            | Self::Footer { .. } => &[],
        }
    }

    /// A section, to change it.
    pub fn section_mut(&mut self) -> Option<(&mut Layout, &mut Background, &mut Vec<Vec<Block>>)> {
        match self {
            Self::Section { layout, background, columns, .. } => Some((layout, background, columns)),
            Self::Heading { .. }
            | Self::Text { .. }
            | Self::Image { .. }
            | Self::Button { .. }
            | Self::Divider
            | Self::Spacer { .. }
            | Self::Shared { .. }
            | Self::Quote { .. }
            | Self::Qr { .. }
            | Self::Social { .. }
            | Self::EventCard { .. }
            | Self::AppointmentCard { .. }
            | Self::Masthead
            | Self::Footer { .. } => None,
        }
    }

    /// Whether it may stand in a column: neither another section nor what stands once in a message.
    pub const fn fits_a_column(&self) -> bool {
        !matches!(self, Self::Section { .. } | Self::Footer { .. } | Self::Masthead)
    }

    /// Gives the blocks in it ids from `next` on; answers the next free one.
    pub(super) fn renumber(&mut self, mut next: u32) -> u32 {
        if let Some((.., columns)) = self.section_mut() {
            for block in columns.iter_mut().flatten() {
                block.id = BlockId(next);
                next = next.saturating_add(1);
            }
        }
        next
    }

    /// The oldest format of the document that has it.
    pub(super) const fn format(&self) -> u16 {
        match self {
            Self::Heading { .. }
            | Self::Text { .. }
            | Self::Image { .. }
            | Self::Button { .. }
            | Self::Divider
            | Self::Spacer { .. }
            | Self::Footer { .. } => 1,
            Self::Section { .. }
            | Self::Shared { .. }
            | Self::Quote { .. }
            | Self::Qr { .. }
            | Self::Social { .. }
            | Self::EventCard { .. }
            | Self::AppointmentCard { .. }
            | Self::Masthead => 2,
        }
    }
}

impl Content {
    /// The event it shows.
    pub fn event(&self) -> Option<EventId> {
        if let Self::EventCard { event, .. } = self { *event } else { None }
    }

    /// Shows another event.
    pub fn set_event(&mut self, id: Option<EventId>) {
        if let Self::EventCard { event, .. } = self {
            *event = id;
        }
    }
}

impl Content {
    /// The segment whose members see it.
    pub fn show_to(&self) -> Option<SegmentId> {
        if let Self::Section { show_to, .. } = self { *show_to } else { None }
    }

    /// Shows it to the members of a segment, or to everybody.
    pub fn set_show_to(&mut self, segment: Option<SegmentId>) {
        if let Self::Section { show_to, .. } = self {
            *show_to = segment;
        }
    }

    /// The shared block that it shows.
    pub fn shared(&self) -> Option<SharedBlockId> {
        if let Self::Shared { block } = self { Some(*block) } else { None }
    }
}
