//! How the background work of this process is doing: what `/readyz` answers and what an operator is told.

use crate::Area;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Cheap to clone; one a process. Empty until a worker runs in this process.
#[derive(Debug, Clone, Default)]
pub struct Pulse(Arc<Mutex<Vec<Beat>>>);

#[derive(Debug)]
struct Beat {
    area: Area,
    /// When the round that is running began.
    began: Option<Instant>,
    /// The end of the last round that did not fail; before the first, when the worker started.
    good: Instant,
    failures: u32,
}

/// An area that needs somebody to look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble {
    pub area: Area,
    pub kind: TroubleKind,
    /// For how long.
    pub lasting: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    /// One round has not ended.
    Stalled,
    /// Each round failed.
    Failing,
}

impl Trouble {
    /// One line for an operator.
    pub fn words(&self) -> String {
        let (area, minutes) = (self.area.code(), self.lasting.as_secs() / 60);
        match self.kind {
            TroubleKind::Stalled => format!("{area}: a round has been running for {minutes} minutes"),
            TroubleKind::Failing => format!("{area}: every round has failed for {minutes} minutes"),
        }
    }
}

impl Pulse {
    pub(crate) fn begins(&self, area: Area) {
        let now = Instant::now();
        self.with(area, |beat| beat.began = Some(now));
    }

    /// A round ended. Returns how many have failed in a row, this one included.
    pub(crate) fn ended(&self, area: Area, failed: bool) -> u32 {
        let now = Instant::now();
        self.with(area, |beat| {
            beat.began = None;
            if failed {
                beat.failures = beat.failures.saturating_add(1);
            } else {
                beat.failures = 0;
                beat.good = now;
            }
            beat.failures
        })
    }

    /// Areas that have been stalled, or failing, for longer than `patience`.
    pub fn troubles(&self, patience: Duration) -> Vec<Trouble> {
        let now = Instant::now();
        let beats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let troubled = beats.iter().filter_map(|beat| {
            let (kind, lasting) = match beat.began {
                _ if beat.failures > 0 => (TroubleKind::Failing, now - beat.good),
                Some(began) => (TroubleKind::Stalled, now - began),
                None => return None,
            };
            (lasting > patience).then_some(Trouble { area: beat.area, kind, lasting })
        });
        troubled.collect()
    }

    fn with<T>(&self, area: Area, change: impl FnOnce(&mut Beat) -> T) -> T {
        let mut beats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = beats.iter().position(|beat| beat.area == area).unwrap_or_else(|| {
            beats.push(Beat { area, began: None, good: Instant::now(), failures: 0 });
            beats.len() - 1
        });
        change(&mut beats[at])
    }
}
