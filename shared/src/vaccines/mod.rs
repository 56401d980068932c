//! Which vaccines somebody has had, which doses count, and what is due when: the immunization schedule as data, and one
//! forecaster over it. Everything that speaks of vaccines asks here: care gaps, the patient's page, messages.
//!
//! The answer is dates, not "today": a forecast is a list of stretches of time, each in one state, so that the state on
//! any day follows from it.

mod adults;
mod forecast;
mod health;
mod history;
mod influenza;
mod judge;
mod plan;
mod product;
mod schedule;
mod series;
mod span;
mod stored;
mod timeline;

pub use forecast::{forecast, forecasts};
pub use health::asks_for;
pub use history::{Given, History};
pub use judge::{Judged, Verdict};
pub use product::{Product, SNOMED_PROCEDURES};
pub use schedule::source;
pub use series::{SYSTEM, Series};
pub use span::Span;
pub use stored::{Stored, stored};
pub use timeline::{Forecast, Next, State, Stretch};

use crate::time::Date;

/// What the schedule was written from, for people who check it.
pub const SOURCE: &str = "CDC, Child and Adolescent and Adult Immunization Schedules (ACIP), United States, 2025";

/// Raised whenever the schedule or the reading of records changes: stored forecasts of another edition are made anew.
const EDITION: u32 = 2;

/// What stored forecasts are made by on `today`: the edition, and the season of influenza that they reach from.
pub fn version(today: Date) -> String {
    format!("{EDITION}/{}", influenza::season_start(today).year())
}

/// The days that stored forecasts speak of: from the start of this season to the end of the next one.
pub fn horizon(today: Date) -> (Date, Date) {
    let start = influenza::season_start(today);
    (start, start.plus_years(2).plus_days(-1))
}
