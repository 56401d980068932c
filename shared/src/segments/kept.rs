//! Whether a segment may be deleted: what relies on it comes first.

use super::SegmentStatus;
use super::wire::SegmentUse;

/// Why the segment must stay for now and what to do first; `None` when it may be deleted. `uses` is what relies on it and
/// is not over.
pub fn kept_because(status: SegmentStatus, uses: &[SegmentUse]) -> Option<String> {
    let users = uses.iter().map(|used| format!("the {} “{}”", used.noun, used.name)).collect::<Vec<_>>();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn used(noun: &str, name: &str) -> SegmentUse {
        SegmentUse { noun: noun.into(), id: "1".into(), name: name.into(), live: true }
    }

    #[test]
    fn only_what_is_neither_live_nor_used_goes() {
        assert_eq!(kept_because(SegmentStatus::Stopped, &[]), None);
        assert_eq!(kept_because(SegmentStatus::Draft, &[]), None);
        assert_eq!(kept_because(SegmentStatus::Live, &[]).as_deref(), Some("Stop the segment before deleting it."));
    }

    #[test]
    fn whoever_uses_it_is_named() {
        let uses = [used("journey", "Eye check"), used("segment", "Adults")];
        assert_eq!(
            kept_because(SegmentStatus::Live, &uses[..1]).as_deref(),
            Some("Stop the segment before deleting it. It is used by the journey “Eye check”. Change that first.")
        );
        assert_eq!(
            kept_because(SegmentStatus::Stopped, &uses).as_deref(),
            Some("It is used by the journey “Eye check”, the segment “Adults”. Change those first.")
        );
    }
}
