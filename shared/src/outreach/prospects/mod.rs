//! Prospect lists: names that a practice or a vendor gives for a while. What their columns hold, what a spreadsheet did to their
//! cells, and whom we know already.

mod dates;
mod list;
mod mapping;
mod matching;
mod repair;
mod status;
mod views;

pub use dates::{DateOrder, date};
pub use list::{
    ListDetails, ListSort, MemberFilter, MemberSort, MembersQuery, ProspectListsQuery, RefusalSort, RefusalsQuery,
};
pub use mapping::{MappedColumn, Mapping, OFFERED};
pub use matching::{Alike, Described, Match, compare, decide};
pub use repair::{is_error_value, postcode};
pub use status::{Found, Likeness, ListStatus, Verdict};
pub use views::{
    Candidate, LineShown, ListCounts, ListRow, ListView, LookupPlan, MemberRow, Preview, PreviewLine, Refusal,
    ReviewCase, Understood, UploadedFile,
};
