//! What can happen to a record.

use crate::coded;

coded! {
    /// What became of a record, as the queue of changes says it and triggers listen for it.
    pub enum ChangeKind {
        Created = "created", "Created";
        Updated = "updated", "Changed";
        Deleted = "deleted", "Deleted";
    }
}
