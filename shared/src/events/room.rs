//! Who fits into an event, and who comes off the waiting list when places come free.

use serde::{Deserialize, Serialize};

/// How full an event is. `capacity` `None` is unlimited; `taken` counts guests too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub capacity: Option<u32>,
    pub taken: u32,
    /// Whether a full event keeps a waiting list.
    pub waitlist: bool,
}

/// What happens to somebody who registers now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Registered,
    Waitlisted,
    Full,
}

impl Room {
    /// Places left; `None` when unlimited.
    pub fn left(self) -> Option<u32> {
        self.capacity.map(|capacity| capacity.saturating_sub(self.taken))
    }

    /// What happens to one person with `guests` guests. A party larger than the whole event can never fit.
    pub fn fits(self, guests: u32) -> Fit {
        let party = guests.saturating_add(1);
        match self.capacity {
            None => Fit::Registered,
            Some(capacity) if self.taken.saturating_add(party) <= capacity => Fit::Registered,
            Some(capacity) if self.waitlist && party <= capacity => Fit::Waitlisted,
            Some(_) => Fit::Full,
        }
    }

    /// Which of the waiting parties (their guests, oldest first) get places now: each in turn that fits, as indexes.
    /// A party too large for the places left keeps its turn and does not hold up smaller ones behind it.
    pub fn promote(self, waiting: &[u32]) -> Vec<usize> {
        let mut room = self;
        let mut promoted = Vec::new();
        for (index, guests) in waiting.iter().enumerate() {
            if room.fits(*guests) == Fit::Registered {
                room.taken = room.taken.saturating_add(guests.saturating_add(1));
                promoted.push(index);
            }
        }
        promoted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
}
