//! The e-mail template as it is stored: a header and a column of blocks. Plain data, safe by construction: no HTML in it.

use super::content::{Align, Content, HeadingSize};
use crate::consent::Purpose;
use crate::ids::MediaId;
use serde::{Deserialize, Serialize};

/// More blocks than this make no e-mail that anybody reads, and would let one template fill the database.
pub const MAX_BLOCKS: usize = 200;

/// The content of an e-mail template. `format` is raised when a change could not be read by older code. What is missing in a
/// stored document takes its default, so that fields can be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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

impl Default for Document {
    /// Without any block.
    fn default() -> Self {
        Self::of(Header::default(), Vec::new())
    }
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

/// A field of the header, for the editor's panel and for problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderField {
    Subject,
    Preheader,
    SenderName,
    SenderAddress,
    ReplyTo,
}

impl HeaderField {
    /// The name of its input on the page, and of complaints about it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Preheader => "preheader",
            Self::SenderName => "sender_name",
            Self::SenderAddress => "sender_address",
            Self::ReplyTo => "reply_to",
        }
    }
}

impl Header {
    pub fn text(&self, field: HeaderField) -> &str {
        match field {
            HeaderField::Subject => &self.subject,
            HeaderField::Preheader => &self.preheader,
            HeaderField::SenderName => &self.sender_name,
            HeaderField::SenderAddress => &self.sender_address,
            HeaderField::ReplyTo => &self.reply_to,
        }
    }

    pub fn text_mut(&mut self, field: HeaderField) -> &mut String {
        match field {
            HeaderField::Subject => &mut self.subject,
            HeaderField::Preheader => &mut self.preheader,
            HeaderField::SenderName => &mut self.sender_name,
            HeaderField::SenderAddress => &mut self.sender_address,
            HeaderField::ReplyTo => &mut self.reply_to,
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
        header.into_iter().chain(self.blocks.iter().flat_map(|block| block.content.texts()).map(|(_, text)| text))
    }

    /// An id that no block has.
    pub fn next_id(&self) -> BlockId {
        BlockId(self.blocks.iter().map(|block| block.id.0).max().unwrap_or(0).saturating_add(1))
    }

    /// The pictures it shows.
    pub fn pictures(&self) -> Vec<MediaId> {
        self.blocks.iter().filter_map(|block| block.content.picture()).collect()
    }
}
