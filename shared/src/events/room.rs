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
