//! What the lists of templates and of messages show.

use super::{MessageStatus, TemplateStatus};
use crate::paging::{NewestFirst, SortBy};
use crate::{coded, list_query};

coded! {
    /// What templates are sorted by.
    #[derive(Default)]
    pub enum TemplateSort {
        #[default]
        Updated = "updated", "Changed";
        Name = "name", "Name";
        Status = "status", "Status";
        Subject = "subject", "Subject";
    }
}

impl SortBy for TemplateSort {
    const DESCENDING: bool = true;
}

list_query! {
    /// What the list of templates shows: without a status all but archived ones.
    pub struct TemplatesQuery by TemplateSort, search in Address {
        filter status: TemplateStatus;
    }
}

list_query! {
    /// What the outbox shows. It is searched by recipient.
    pub struct OutboxQuery by NewestFirst, search in Memory {
        filter status: MessageStatus;
    }
}
