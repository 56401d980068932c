//! Templates and messages: what they say by channel, merge fields, how an e-mail is rendered to HTML and plain text, what it
//! must contain.

mod body;
mod brand;
mod cards;
mod check;
mod columns;
mod content;
mod delivery;
mod discretion;
mod document;
mod draw;
mod edit;
mod event_values;
mod frame;
mod gallery;
mod history;
mod html;
mod insight;
mod letter;
mod list;
mod markup;
mod merge;
mod origin;
mod personal_links;
mod plain;
mod post;
mod render;
mod sending;
mod shared_block;
mod sms;
mod starters;
mod voice;
mod wire;

pub use body::{Body, Unreadable};
pub use brand::{Brand, BrandFont};
pub use check::{CheckFacts, Part, Place, Problem, Severity, check, check_envelope, is_blocked};
pub use columns::{Background, Layout, fit_columns};
pub use content::{Align, BlockField, Content, HeadingSize};
pub use delivery::{Delivery, DeliveryChange, delivery_change};
pub use discretion::{telling_fields, telling_words};
pub use document::{Block, BlockId, Document, Header, HeaderField, MAX_BLOCKS};
pub use edit::{Direction, insert, insert_below, insert_in_column, move_by, place_at, remove, repeat};
pub use event_values::add_event;
pub use gallery::{GalleryGroup, GalleryItem, GalleryPlace, Words, from_gallery, gallery, gallery_item};
pub use history::History;
pub use html::{escape, safe_url};
pub use insight::{LinkInsight, MessageInsight, without_query};
pub use letter::Letter;
pub use list::{OutboxQuery, TemplateSort, TemplatesQuery};
pub use markup::{Paragraph, Span, parse_markup};
pub use merge::{
    FIELDS, Field, Piece, SAMPLE_PEOPLE, Values, fill, fill_url, pieces, sample_values, unknown_fields,
    with_unknown_marked,
};
pub use origin::OriginKind;
pub use personal_links::{PERSONAL_PATHS, without_secrets};
pub use plain::plain_text;
pub use post::{MailingCode, PostDocument, PostKind, PostalAddress, PrintedMail, check_post, render_post, sample_code};
pub use render::{Links, MEMBER, Rendered, StyleMode, UntouchedLinks, member_path, render, render_block};
pub use sending::{ChannelPause, PauseReason, TRIED_FOR, Tally, Urgency, next_try};
pub use shared_block::SharedBlock;
pub use sms::{
    Answered, Encoding, Inbound, SHORT_TOKEN, SegmentCount, ShortLinks, SmsDocument, answer_to, check_sms,
    count_segments, meaning, render_sms, with_plain_signs,
};
pub use starters::{STARTER_PICTURES, Starter, starters};
pub use voice::{VoiceDocument, VoiceLanguage, check_voice, render_voice, seconds_to_say};
pub use wire::*;
