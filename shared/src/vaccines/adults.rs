//! The series that are no fixed list of doses: tetanus with its boosters, pneumococcal vaccines of adults by age, risk and
//! product, and COVID-19, about which a clinician decides.

use super::health::Health;
use super::judge::counted;
use super::plan::Given;
use super::span::{GRACE_DAYS, Span};
use super::{Forecast, Judged, Next, Series, Verdict};
use crate::time::Date;

/// One dose of Tdap from 10 years on (recommended at 11 to 12), then Td or Tdap every 10 years.
/// (CDC schedules 2025, notes on tetanus, diphtheria and pertussis)
pub fn tetanus(born: Date, given: &Given) -> Forecast {
    let from_age = Span::Years(10).after(born);
    let mut doses: Vec<Judged> = Vec::with_capacity(given.len());
    for (on, products) in given {
        let begun = counted(&doses).count();
        let verdict = if *on < from_age.plus_days(-GRACE_DAYS) {
            Verdict::No(format!("given at {}, before the minimum age of 10 years", Span::age(born, *on)))
        } else if begun == 0 && products.iter().all(|product| product.cvx != "115") {
            Verdict::No("Td has no pertussis: one dose of Tdap is due all the same".into())
        } else {
            Verdict::Counts(begun + 1)
        };
        doses.push(Judged { on: *on, products: products.clone(), verdict });
    }
    let last = counted(&doses).next_back();
    let begun = counted(&doses).count();
    let forecast = Forecast::new(Series::Tdap, doses);
    match last {
        None => {
            let due = Span::Years(11).after(born);
            let overdue = Span::Years(13).after(born);
            let next = Next { dose: 1, of: None, earliest: from_age, due, overdue, last: None };
            forecast.awaiting(next, born, None)
        }
        Some(last) => {
            let due = Span::Years(10).after(last);
            let overdue = Span::Years(11).after(last);
            let next = Next { dose: begun + 1, of: None, earliest: due, due, overdue, last: None };
            forecast.complete(last, Some(due)).awaiting(next, due, None)
        }
    }
}

/// What the products so far leave to do.
enum Step {
    Done,
    /// A conjugate vaccine so long after the last dose.
    Conjugate(Span),
    /// PPSV23 so long after PCV15.
    Polysaccharide(Span),
}

/// From 50 years, from 19 with a risk: PCV20 or PCV21 alone, or PCV15 and then PPSV23. PPSV23 or PCV13 alone are not enough.
/// (ACIP, Pneumococcal Vaccine Recommendations for Adults, 2024)
pub fn pneumococcal(born: Date, given: &Given, health: &Health) -> Forecast {
    let adult = Span::Years(19).after(born);
    let mut doses: Vec<Judged> = Vec::with_capacity(given.len());
    let mut valid: Vec<(Date, &'static str)> = Vec::new();
    for (on, products) in given {
        let known = products.iter().map(|product| product.cvx);
        let rank = |cvx: &&str| match *cvx {
            "216" | "327" => 0,
            "215" => 1,
            "133" => 2,
            "33" => 3,
            _ => 4,
        };
        let product = known.min_by_key(rank).unwrap_or("109");
        let spaced = || {
            let conjugate = valid.iter().rev().find(|(_, cvx)| *cvx != "33").map(|(day, _)| *day);
            product != "33" || conjugate.is_none_or(|day| *on >= Span::Weeks(8).after(day).plus_days(-GRACE_DAYS))
        };
        let verdict = if *on < adult.plus_days(-GRACE_DAYS) {
            Verdict::No(format!("given at {}: of a child's doses none counts for an adult", Span::age(born, *on)))
        } else if rank(&product) == 4 {
            Verdict::No("the record does not say which pneumococcal vaccine, or it is one no longer given".into())
        } else if !spaced() {
            Verdict::No("PPSV23 was given sooner than 8 weeks after the conjugate vaccine".into())
        } else if matches!(step(born, &valid, health), Step::Done) {
            Verdict::Extra
        } else {
            valid.push((*on, product));
            Verdict::Counts(valid.len())
        };
        doses.push(Judged { on: *on, products: products.clone(), verdict });
    }
    let last = doses.last().map(|dose| dose.on);
    let done = counted(&doses).next_back();
    let mut forecast = Forecast::new(Series::Pneumococcal, doses);
    let risk = match (health.weakened, &health.at_risk) {
        (Some(since), _) => Some((since, "the immune system is weakened")),
        (None, Some((since, words))) => Some((*since, words.as_str())),
        (None, None) => None,
    };
    let fifty = Span::Years(50).after(born);
    let start = match risk {
        Some((since, words)) if since.max(adult) < fifty => {
            forecast.why.push(format!("recommended before 50: {words}"));
            since.max(adult)
        }
        _ => fifty,
    };
    let after = match step(born, &valid, health) {
        Step::Done => return forecast.complete(done.unwrap_or(start), None),
        Step::Conjugate(span) | Step::Polysaccharide(span) => span,
    };
    let due = valid.last().map_or(start, |(day, _)| after.after(*day).max(start));
    let overdue = Span::Years(1).after(due);
    let earliest = due;
    let next = Next { dose: valid.len() + 1, of: None, earliest, due, overdue, last: None };
    forecast.awaiting(next, last.unwrap_or(born).max(born), None)
}

fn step(born: Date, valid: &[(Date, &'static str)], health: &Health) -> Step {
    let has = |cvx: &str| valid.iter().any(|(_, given)| *given == cvx);
    let later = |first: &str, then: &str| {
        let day = valid.iter().find(|(_, cvx)| *cvx == first).map(|(day, _)| *day);
        day.is_some_and(|day| valid.iter().any(|(on, cvx)| *cvx == then && *on > day))
    };
    let at_65 = Span::Years(65).after(born);
    if has("216") || has("327") || later("215", "33") || later("33", "215") {
        return Step::Done;
    }
    if has("215") {
        return Step::Polysaccharide(if health.weakened.is_some() { Span::Weeks(8) } else { Span::Years(1) });
    }
    match (has("133"), has("33")) {
        (true, true) if valid.iter().any(|(on, cvx)| *cvx == "33" && *on >= at_65) => Step::Done,
        (true, true) => Step::Conjugate(Span::Years(5)),
        (true, false) | (false, true) | (false, false) => Step::Conjugate(Span::Years(1)),
    }
}

/// Whether a dose is wanted is decided person by person since the season of 2025: only what was given is shown.
pub fn covid_19(given: &Given) -> Forecast {
    let dose = |(number, (on, products)): (usize, &(Date, Vec<_>))| Judged {
        on: *on,
        products: products.clone(),
        verdict: Verdict::Counts(number + 1),
    };
    Forecast::new(Series::Covid19, given.iter().enumerate().map(dose).collect())
}
