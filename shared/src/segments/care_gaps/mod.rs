//! The care gaps we ship, each written by us from a public guideline, with its citation.

use super::Dependencies;
use super::care_gap::{CareGap, Period};
use std::sync::LazyLock;

mod cancer;
mod children;
mod diabetes;
mod exclusions;
mod heart;
mod mind;
mod parts;
mod prevention;
mod remarks;
mod vaccines;
mod visits;

static ROLLING: LazyLock<Vec<CareGap>> = LazyLock::new(|| definitions(Period::Rolling));
static CALENDAR: LazyLock<Vec<CareGap>> = LazyLock::new(|| definitions(Period::CalendarYear));

/// All of them, in the order a gallery shows them.
pub fn all(period: Period) -> &'static [CareGap] {
    match period {
        Period::Rolling => &ROLLING,
        Period::CalendarYear => &CALENDAR,
    }
}

pub use remarks::{SYSTEM as REMARK_SYSTEM, remark};

pub fn by_key(key: &str, period: Period) -> Option<&'static CareGap> {
    all(period).iter().find(|gap| gap.key == key)
}

/// The names of those that ask for the code set of that key.
pub fn asking(key: &str) -> Vec<&'static str> {
    let asks = |gap: &&CareGap| {
        let mut found = Dependencies::default();
        found.add_gap(gap);
        found.code_sets.contains(key)
    };
    all(Period::Rolling).iter().filter(asks).map(|gap| gap.name).collect()
}

fn definitions(period: Period) -> Vec<CareGap> {
    vec![
        cancer::breast(period),
        cancer::colorectal(period),
        cancer::cervical(period),
        heart::blood_pressure(period),
        heart::statin(period),
        diabetes::glycaemic_status(period),
        diabetes::eye_exam(period),
        diabetes::kidney_evaluation(period),
        mind::depression_screening(period),
        vaccines::influenza(period),
        vaccines::pneumococcal(period),
        vaccines::zoster(period),
        vaccines::rsv(period),
        vaccines::childhood(period),
        vaccines::childhood_due(period),
        vaccines::adolescent(period),
        children::well_child(period),
        prevention::body_mass_index(period),
        prevention::tobacco(period),
        prevention::fall_risk(period),
        visits::wellness(period),
        visits::after_discharge(period, 7),
        visits::after_discharge(period, 30),
    ]
}
