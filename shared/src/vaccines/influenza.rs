//! Influenza is a season, from July 1 to June 30: the vaccine of one season does not protect in the next.
//! (ACIP, Prevention and Control of Seasonal Influenza with Vaccines: from 6 months of age, by the end of October)

use super::judge::{Judged, Verdict};
use super::plan::Given;
use super::span::{GRACE_DAYS, Span};
use super::{Forecast, Next, Series, State};
use crate::time::Date;

/// The first day of the season that `day` is in.
pub fn season_start(day: Date) -> Date {
    let july = day.year_start().plus_months(6);
    if day >= july { july } else { july.plus_years(-1) }
}

/// The seasons that begin in `horizon`, and those in which something was given.
pub fn forecast(born: Date, given: &Given, horizon: (Date, Date)) -> Forecast {
    let from_age = Span::Months(6).after(born);
    let judged = given.iter().map(|(on, products)| {
        let verdict = if *on >= from_age.plus_days(-GRACE_DAYS) {
            Verdict::Counts(1)
        } else {
            Verdict::No(format!("given at {}, before the minimum age of 6 months", Span::age(born, *on)))
        };
        Judged { on: *on, products: products.clone(), verdict }
    });
    let mut judged: Vec<Judged> = judged.collect();
    let mut counted: Vec<Date> = Vec::new();
    for one in judged.iter_mut().filter(|one| one.counts()) {
        let of_season = counted.iter().filter(|day| season_start(**day) == season_start(one.on)).count();
        one.verdict = Verdict::Counts(of_season + 1);
        counted.push(one.on);
    }
    let mut forecast = Forecast::new(Series::Influenza, judged);
    let mut start = season_start(horizon.0);
    while start <= horizon.1 {
        season(&mut forecast, start, (born, from_age), &counted);
        start = start.plus_years(1);
    }
    forecast
}

fn season(forecast: &mut Forecast, start: Date, (born, from_age): (Date, Date), counted: &[Date]) {
    let last = start.plus_years(1).plus_days(-1);
    if from_age > last {
        return;
    }
    let given = counted.iter().find(|day| season_start(**day) == start);
    if let Some(given) = given {
        forecast.add(State::Complete, *given, Some(last));
        return;
    }
    let due = start.plus_months(2).max(from_age);
    let overdue = start.plus_months(4).max(due.plus_days(28));
    let next = Next { dose: 1, of: Some(1), earliest: start.max(from_age), due, overdue, last: Some(last) };
    let (awaited, known) = (forecast.next, std::mem::take(&mut forecast.stretches));
    let season = std::mem::replace(forecast, Forecast::new(Series::Influenza, Vec::new()));
    let mut season = season.awaiting(next, start.max(born), None);
    season.stretches.splice(0..0, known);
    season.next = awaited.or(Some(next));
    *forecast = season;
}
