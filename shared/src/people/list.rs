//! What the list of staff shows, and which of them: all come at once, so it is sorted and narrowed here.

use super::{Role, StaffRow};
use crate::paging::{Page, SortBy};
use crate::{coded, list_query};

coded! {
    /// What staff are sorted by.
    #[derive(Default)]
    pub enum StaffSort {
        #[default]
        Name = "name", "Name";
        Role = "role", "Role";
        SignedIn = "signed-in", "Last signed in";
        Sessions = "sessions", "Open sessions";
    }
}

impl SortBy for StaffSort {}

coded! {
    /// Whether somebody may sign in.
    pub enum Access {
        Active = "active", "Active";
        LockedOut = "locked-out", "Locked out";
    }
}

list_query! {
    /// What the list of staff shows. It is searched by name and address.
    pub struct StaffQuery by StaffSort, search in Memory {
        filter role: Role;
        filter status: Access;
    }
}

impl StaffRow {
    #[must_use]
    pub const fn access(&self) -> Access {
        if self.disabled_at.is_some() { Access::LockedOut } else { Access::Active }
    }
}

impl StaffQuery {
    /// The page of `all` that is shown.
    #[must_use]
    pub fn page_of(&self, all: &[StaffRow]) -> Page<StaffRow> {
        let words = self.rows.search.to_lowercase();
        let fits = |row: &&StaffRow| {
            let text = format!("{} {}", row.name, row.email).to_lowercase();
            self.role.is_none_or(|role| role == row.role)
                && self.status.is_none_or(|status| status == row.access())
                && words.split_whitespace().all(|word| text.contains(word))
        };
        let mut rows: Vec<_> = all.iter().filter(fits).cloned().collect();
        let (by, descending) = self.rows.order::<StaffSort>();
        rows.sort_by(|one, other| {
            let order = match by {
                StaffSort::Name => std::cmp::Ordering::Equal,
                StaffSort::Role => one.role.label().cmp(other.role.label()),
                StaffSort::SignedIn => one.last_signed_in_at.cmp(&other.last_signed_in_at),
                StaffSort::Sessions => one.sessions.cmp(&other.sessions),
            };
            let order = order.then_with(|| one.name.to_lowercase().cmp(&other.name.to_lowercase()));
            if descending { order.reverse() } else { order }
        });
        let total = rows.len() as u64;
        let (offset, limit) = (self.rows.offset().unsigned_abs(), self.rows.limit().unsigned_abs());
        let skip = usize::try_from(offset).unwrap_or(usize::MAX);
        let rows = rows.into_iter().skip(skip).take(usize::try_from(limit).unwrap_or(usize::MAX)).collect();
        Page { rows, total }
    }
}
