//! The e-mail template as it is stored: a header and a column of blocks. Plain data, safe by construction: no HTML in it.

use super::content::{Align, Content, HeadingSize};
use crate::consent::Purpose;
use crate::ids::{EventId, MediaId, SegmentId, SharedBlockId};
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

impl Block {
    pub const fn new(id: u32, content: Content) -> Self {
        Self { id: BlockId(id), content }
    }
}

impl Document {
    pub const FORMAT: u16 = 2;

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
        let mut next = 1;
        let mut blocks = Vec::with_capacity(contents.len());
        for mut content in contents {
            let id = BlockId(next);
            next = content.renumber(next + 1);
            blocks.push(Block { id, content });
        }
        Self { format: Self::FORMAT, header, blocks }
    }

    /// Every block, those in columns after the section they stand in.
    pub fn all(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().flat_map(|block| std::iter::once(block).chain(block.content.inner()))
    }

    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.all().find(|block| block.id == id)
    }

    pub fn block_mut(&mut self, id: BlockId) -> Option<&mut Block> {
        let list = self.list_of_mut(id)?;
        list.iter_mut().find(|block| block.id == id)
    }

    /// The blocks among which this one stands: the message's, or a column's.
    pub fn list_of(&self, id: BlockId) -> Option<&[Block]> {
        let has = |list: &[Block]| list.iter().any(|block| block.id == id);
        if has(&self.blocks) {
            return Some(&self.blocks);
        }
        self.blocks.iter().flat_map(|block| block.content.columns()).find(|list| has(list)).map(Vec::as_slice)
    }

    /// The same, to change it.
    pub(super) fn list_of_mut(&mut self, id: BlockId) -> Option<&mut Vec<Block>> {
        let has = |list: &[Block]| list.iter().any(|block| block.id == id);
        if has(&self.blocks) {
            return Some(&mut self.blocks);
        }
        let sections = self.blocks.iter_mut().filter_map(|block| block.content.section_mut());
        sections.flat_map(|(.., columns)| columns.iter_mut()).find(|list| has(list))
    }

    /// Where it stands among its neighbors.
    pub fn position(&self, id: BlockId) -> Option<usize> {
        self.list_of(id)?.iter().position(|block| block.id == id)
    }

    /// The section in which it stands.
    pub fn section_of(&self, id: BlockId) -> Option<BlockId> {
        self.blocks.iter().find(|block| block.content.inner().any(|inner| inner.id == id)).map(|block| block.id)
    }

    /// The oldest format that can say all of it: what older programs can read, they shall.
    pub fn least_format(&self) -> u16 {
        self.all().map(|block| block.content.format()).max().unwrap_or(1)
    }

    /// The texts in which merge fields may stand, the header's first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let header = [self.header.subject.as_str(), &self.header.preheader, &self.header.sender_name];
        header.into_iter().chain(self.all().flat_map(|block| block.content.texts()).map(|(_, text)| text))
    }

    /// An id that no block has.
    pub fn next_id(&self) -> BlockId {
        BlockId(self.all().map(|block| block.id.0).max().unwrap_or(0).saturating_add(1))
    }

    /// Whether it shows the recipient's next visit.
    pub fn shows_visit(&self) -> bool {
        self.all().any(|block| matches!(block.content, Content::AppointmentCard { .. }))
    }

    /// The segments whose members see a part of it.
    pub fn segments(&self) -> Vec<SegmentId> {
        self.all().filter_map(|block| block.content.show_to()).collect()
    }

    /// The shared blocks it shows.
    pub fn shared_blocks(&self) -> Vec<SharedBlockId> {
        self.all().filter_map(|block| block.content.shared()).collect()
    }

    /// The events it shows; the first is what the message is about.
    pub fn events(&self) -> Vec<EventId> {
        self.all().filter_map(|block| block.content.event()).collect()
    }

    /// The pictures it shows.
    pub fn pictures(&self) -> Vec<MediaId> {
        self.all().filter_map(|block| block.content.picture()).collect()
    }
}
