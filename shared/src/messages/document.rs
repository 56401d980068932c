//! The e-mail template as it is stored: a header and a column of blocks. Plain data, safe by construction: no HTML in it.

use crate::consent::Purpose;
use crate::ids::MediaId;
use serde::{Deserialize, Serialize};

/// More blocks than this make no e-mail that anybody reads, and would let one template fill the database.
pub const MAX_BLOCKS: usize = 200;

/// A template's content. `format` is raised when a change could not be read by older code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub format: u16,
    pub header: Header,
    pub blocks: Vec<Block>,
}

/// What surrounds the body. `subject` and `preheader` may hold merge fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Header {
    pub subject: String,
    /// The line that mail programs show after the subject.
    pub preheader: String,
    pub sender_name: String,
    pub sender_address: String,
    /// Empty: replies go to the sender.
    pub reply_to: String,
    pub purpose: Purpose,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            subject: String::new(),
            preheader: String::new(),
            sender_name: String::new(),
            sender_address: String::new(),
            reply_to: String::new(),
            purpose: Purpose::Event,
        }
    }
}

/// Names a block within its document, for the editor's selection and for problems. Never used twice in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockId(pub u32);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub id: BlockId,
    #[serde(flatten)]
    pub content: Content,
}

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
        text: String,
        size: HeadingSize,
        align: Align,
    },
    Text {
        text: String,
        align: Align,
    },
    Image {
        picture: Option<MediaId>,
        /// What the picture shows, for those who do not see it.
        alt: String,
        /// Where a click leads; empty for nowhere.
        link: String,
    },
    Button {
        label: String,
        url: String,
        align: Align,
    },
    Divider,
    Spacer {
        /// Pixels, 4 to 120.
        height: u16,
    },
    /// The organisation's postal address and "Manage your preferences or unsubscribe", both filled in at sending.
    Footer {
        text: String,
    },
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

    /// The texts in which merge fields may stand.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Heading { text, .. } | Self::Text { text, .. } | Self::Footer { text } => vec![text],
            Self::Image { alt, link, .. } => vec![alt, link],
            Self::Button { label, url, .. } => vec![label, url],
            Self::Divider | Self::Spacer { .. } => vec![],
        }
    }
}

impl Document {
    pub const FORMAT: u16 = 1;

    /// What a new template starts with: a headline, a text and the footer that the law asks for.
    pub fn blank() -> Self {
        Self::of(
            Header::default(),
            vec![
                Content::Heading { text: "A headline".into(), size: HeadingSize::Large, align: Align::Start },
                Content::Text { text: "Hi {{patient.first_name|there}},".into(), align: Align::Start },
                Content::Footer { text: String::new() },
            ],
        )
    }

    /// A document of these blocks, numbered from 1.
    pub fn of(header: Header, contents: Vec<Content>) -> Self {
        let blocks = contents.into_iter().zip(1..).map(|(content, id)| Block { id: BlockId(id), content }).collect();
        Self { format: Self::FORMAT, header, blocks }
    }

    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == id)
    }

    pub fn block_mut(&mut self, id: BlockId) -> Option<&mut Block> {
        self.blocks.iter_mut().find(|block| block.id == id)
    }

    pub fn position(&self, id: BlockId) -> Option<usize> {
        self.blocks.iter().position(|block| block.id == id)
    }

    /// The texts in which merge fields may stand, the header's first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let header = [self.header.subject.as_str(), &self.header.preheader, &self.header.sender_name];
        header.into_iter().chain(self.blocks.iter().flat_map(|block| block.content.texts()))
    }

    /// An id that no block has.
    pub fn next_id(&self) -> BlockId {
        BlockId(self.blocks.iter().map(|block| block.id.0).max().unwrap_or(0).saturating_add(1))
    }

    /// The pictures it shows.
    pub fn pictures(&self) -> Vec<MediaId> {
        let picture = |block: &Block| match block.content {
            Content::Image { picture, .. } => picture,
            _ => None,
        };
        self.blocks.iter().filter_map(picture).collect()
    }
}
