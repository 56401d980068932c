//! The forecaster: a history held against the schedule.

use super::judge::counted;
use super::plan::{self, Begun, Rule};
use super::schedule::{self, Way, ZOSTER_WEAKENED};
use super::span::Span;
use super::{Forecast, History, Product, Series, adults, influenza};
use crate::time::Date;

/// Every series of a person, in the order of the schedule; none where the birth date is not known or they are dead.
/// Seasons of influenza are told for the days of `horizon` ([`super::horizon`]).
pub fn forecasts(history: &History, horizon: (Date, Date)) -> Vec<Forecast> {
    Series::ALL.into_iter().filter_map(|series| forecast(history, series, horizon)).collect()
}

/// One series of a person.
pub fn forecast(history: &History, series: Series, horizon: (Date, Date)) -> Option<Forecast> {
    let born = history.born.filter(|_| !history.deceased)?;
    let given: Vec<_> = history.of_series(series).collect();
    let health = &history.health;
    let mut forecast = match schedule::way(series) {
        Way::Doses(_) if series == Series::Zoster && health.weakened.is_some() => {
            let mut forecast = by_rule(&ZOSTER_WEAKENED, born, &given, history);
            forecast.why.push("recommended from 19: the immune system is weakened".into());
            forecast
        }
        Way::Doses(rule) => by_rule(rule, born, &given, history),
        Way::Influenza(_) => influenza::forecast(born, &given, horizon),
        Way::Tetanus(_) => adults::tetanus(born, &given),
        Way::Pneumococcal(_) => adults::pneumococcal(born, &given, health),
        Way::Covid19(_) => adults::covid_19(&given),
    };
    for (_, since, why) in health.immune.iter().filter(|(of, ..)| *of == series) {
        forecast.immune(*since, why);
    }
    for (_, when, why) in health.against.iter().filter(|(of, ..)| *of == series) {
        forecast.advise_against(*when, why);
    }
    Some(forecast)
}

fn by_rule(rule: &Rule, born: Date, given: &plan::Given, history: &History) -> Forecast {
    let series = rule.series;
    let live: Vec<Date> = live_days(history);
    let judged = |plan| plan::judge(plan, series, born, given, &live);
    let complete = rule.plans.iter().map(|plan| (*plan, judged(plan))).find_map(|(plan, doses)| {
        let days: Vec<Date> = counted(&doses).collect();
        (days.len() == plan.len()).then_some((days, doses))
    });
    if let Some((days, doses)) = complete {
        let on = days.last().copied().unwrap_or(born);
        return Forecast::new(series, doses).complete(on, None);
    }
    let products: Vec<&'static Product> = given.iter().flat_map(|(_, products)| products.iter().copied()).collect();
    let first = given.iter().map(|(on, _)| *on).find(|on| counted_at_all(rule, born, given, &live, *on));
    let chosen = (rule.choose)(&Begun { born, first, products: &products });
    let plan = rule.plans.get(chosen).or_else(|| rule.plans.first()).copied().unwrap_or_default();
    let doses = judged(plan);
    // Whether somebody should begin at all is decided with a clinician.
    let open = series != Series::MenB || counted(&doses).next().is_some();
    let next = plan::next(plan, rule, born, &doses, &live).filter(|_| open);
    let from = given.last().map_or(born, |(on, _)| (*on).max(born));
    let forecast = Forecast::new(series, doses);
    let Some(next) = next else { return forecast };
    let school = Span::Years(7).after(born);
    let missed = next.last.is_some_and(|last| last < school).then_some(school);
    forecast.awaiting(next, from, missed)
}

/// Whether a dose on that day counts in any plan: a dose of a newborn that never counts does not choose the plan.
fn counted_at_all(rule: &Rule, born: Date, given: &plan::Given, live: &[Date], on: Date) -> bool {
    let counts = |plan: &plan::Plan| counted(&plan::judge(plan, rule.series, born, given, live)).any(|day| day == on);
    rule.plans.iter().any(counts)
}

/// The days of live vaccines that must lie 28 days apart.
fn live_days(history: &History) -> Vec<Date> {
    let live = history.given.iter().filter(|given| given.products.iter().any(|product| product.is_spaced_live()));
    live.map(|given| given.on).collect()
}
