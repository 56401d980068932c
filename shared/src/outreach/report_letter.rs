//! Monday's report as an e-mail: figures of the week, without anybody's data.

use super::{Breakdown, Measure, Report, change, dollars};
use crate::messages::{Letter, Rendered};

/// The letter to the stakeholders. `page` is where those who may sign in see all of it.
#[must_use]
pub fn report_letter(report: &Report, organization: &str, page: &str) -> Rendered {
    let line = |measure: Measure| {
        let value = report.totals.value(measure);
        let before = report.before.as_ref().map(|before| change(value, before.value(measure)));
        let compared = before.map(|change| format!(" ({change} on the week before)")).unwrap_or_default();
        let target = report.target(measure).map(|target| format!(", target {target}")).unwrap_or_default();
        (measure.label(), format!("{value}{compared}{target}"))
    };
    let mut facts: Vec<(&'static str, String)> = Measure::ALL.into_iter().map(line).collect();
    facts.push(("Cost", format!("${}", dollars(report.totals.cost_cents))));
    for (label, measure) in [("Cost per booked visit", Measure::Booked), ("Cost per seen visit", Measure::Seen)] {
        let cost = report.totals.cost_per(measure);
        facts.push((label, cost.map_or_else(|| "–".to_owned(), |cents| format!("${}", dollars(cents)))));
    }
    let mut letter = Letter::new(&format!("{}: {}", report.name, report.days.words()))
        .paragraph(format!("The week of “{}”. {}", report.name, report.goal))
        .facts(facts);
    for (by, lines) in &report.breakdowns {
        if *by == Breakdown::Channel {
            for line in lines {
                let figures = &line.figures;
                letter = letter.paragraph(format!(
                    "{}: {} touches, {} reached, {} booked, {} seen.",
                    line.label,
                    figures.value(Measure::Touches),
                    figures.value(Measure::Reached),
                    figures.value(Measure::Booked),
                    figures.value(Measure::Seen),
                ));
            }
        }
    }
    for note in &report.notes {
        letter = letter.paragraph(format!("What we learnt: {}", note.text));
    }
    letter.button("Open the report", page).sign(organization)
}
