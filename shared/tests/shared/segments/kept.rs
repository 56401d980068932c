use shared::noun::Thing;
use shared::segments::SegmentStatus;
use shared::segments::kept::*;
use shared::used_by::UsedBy;

fn used(noun: &str, name: &str) -> UsedBy {
    let thing = Thing { noun: noun.parse().expect("a noun"), id: uuid::Uuid::from_u128(1) };
    UsedBy { thing, name: name.into(), live: true }
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
