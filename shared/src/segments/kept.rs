//! Whether a segment may be deleted: what relies on it comes first.

use super::SegmentStatus;
use crate::used_by::UsedBy;

/// Why the segment must stay for now and what to do first; `None` when it may be deleted. `uses` is what relies on it and
/// is not over.
pub fn kept_because(status: SegmentStatus, uses: &[UsedBy]) -> Option<String> {
    let users = uses.iter().map(|used| format!("the {} “{}”", used.thing.noun.word(), used.name)).collect::<Vec<_>>();
    let used = match users.as_slice() {
        [] => None,
        [one] => Some(format!("It is used by {one}. Change that first.")),
        all => Some(format!("It is used by {}. Change those first.", all.join(", "))),
    };
    let live = (status == SegmentStatus::Live).then(|| "Stop the segment before deleting it.".to_owned());
    match (live, used) {
        (Some(live), Some(used)) => Some(format!("{live} {used}")),
        (live, used) => live.or(used),
    }
}
