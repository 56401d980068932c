use proptest::prelude::*;
use shared::events::room::*;

const fn room(capacity: u32, taken: u32) -> Room {
    Room { capacity: Some(capacity), taken, waitlist: true }
}

#[test]
fn the_last_place_is_for_one() {
    assert_eq!(room(10, 9).fits(0), Fit::Registered);
    assert_eq!(room(10, 9).fits(1), Fit::Waitlisted);
    assert_eq!(Room { waitlist: false, ..room(10, 10) }.fits(0), Fit::Full);
    assert_eq!(room(1, 0).fits(1), Fit::Full);
    assert_eq!(Room { capacity: None, taken: 9_999, waitlist: false }.fits(1), Fit::Registered);
}

proptest! {
    #[test]
    fn promotion_never_oversells_and_leaves_nobody_who_fits(
        capacity in 0u32..60, taken in 0u32..60, waiting in proptest::collection::vec(0u32..4, 0..30)
    ) {
        let before = room(capacity, taken.min(capacity));
        let promoted = before.promote(&waiting);
        let after = Room { taken: before.taken + promoted.iter().map(|i| waiting[*i] + 1).sum::<u32>(), ..before };
        prop_assert!(after.taken <= capacity);
        for (index, guests) in waiting.iter().enumerate() {
            prop_assert!(promoted.contains(&index) || after.fits(*guests) != Fit::Registered);
        }
    }
}
