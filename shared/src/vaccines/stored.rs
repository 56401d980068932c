//! What of forecasts is stored, so that rules can ask for it: the stretches that matter within the horizon.

use super::{Forecast, History, Series, State, forecasts, horizon};
use crate::time::{Date, UtcMillis};

/// A stretch of a series: a row of `immunization_recommendation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    pub series: Series,
    pub state: State,
    pub start: UtcMillis,
    /// The last moment of the last day.
    pub end: Option<UtcMillis>,
}

/// The rows of a person. A series that is not begun and not due before the horizon ends has none.
pub fn stored(history: &History, today: Date) -> Vec<Stored> {
    let horizon = horizon(today);
    let all = forecasts(history, horizon);
    all.iter().flat_map(|forecast| rows(forecast, horizon)).collect()
}

fn rows(forecast: &Forecast, (first, last): (Date, Date)) -> impl Iterator<Item = Stored> {
    let begun = forecast.doses.iter().any(super::Judged::counts);
    let far = !begun && forecast.next.is_some_and(|next| next.due > last);
    let within = move |stretch: &&super::Stretch| {
        stretch.from <= last
            && stretch.until.is_none_or(|until| until >= first)
            && !(far && matches!(stretch.state, State::OnSchedule | State::Contraindicated))
    };
    forecast.stretches.iter().filter(within).map(|stretch| Stored {
        series: forecast.series,
        state: stretch.state,
        start: stretch.from.start_utc(),
        end: stretch.until.map(|until| UtcMillis(until.plus_days(1).start_utc().0 - 1)),
    })
}
