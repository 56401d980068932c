//! What figures mean, and which days a report is about.

use shared::ids::ProgramId;
use shared::outreach::{
    Breakdown, Measure, Report, ReportDays, ReportFigures, ReportLine, ReportPeriod, ReportSum, ServiceLevel, Tally,
    Targets, TouchKind, change, dollars, report_letter, report_lines,
};
use shared::time::Date;
use uuid::Uuid;

fn date(day: u32) -> Date {
    Date::new(2026, 11, day).expect("a day of November")
}

#[test]
fn a_week_is_monday_to_sunday_beside_the_one_before() {
    let days = ReportPeriod::Week.days(date(25), date(1));
    assert_eq!(days, ReportDays { first: date(23), last: date(29) });
    assert_eq!(ReportPeriod::Week.before(days), Some(ReportDays { first: date(16), last: date(22) }));
    let day = ReportPeriod::Day.days(date(25), date(1));
    assert_eq!(ReportPeriod::Day.before(day), Some(ReportDays { first: date(24), last: date(24) }));
    let whole = ReportPeriod::Whole.days(date(25), date(2));
    assert_eq!((whole.first, whole.last, ReportPeriod::Whole.before(whole)), (date(2), date(25), None));
}

#[test]
fn every_figure_has_a_definition_and_something_that_counts_for_it() {
    for measure in Measure::ALL {
        assert!(measure.hint().ends_with('.'), "{measure}");
        assert!(TouchKind::ALL.iter().any(|kind| kind.measures().contains(&measure)), "{measure}");
    }
}

fn sum(label: &str, measure: Measure, events: i64, people: i64, cost_cents: i64) -> ReportSum {
    ReportSum { label: label.into(), measure, tally: Tally { events, people }, cost_cents }
}

#[test]
fn lines_add_up_and_count_people_where_the_definition_says_people() {
    let lines = report_lines(vec![
        sum("Texts", Measure::Touches, 10, 8, 10),
        sum("Texts", Measure::Reached, 10, 8, 0),
        sum("Calls", Measure::Talked, 3, 2, 90),
        sum("Texts", Measure::Touches, 5, 0, 5),
    ]);
    assert_eq!(lines.iter().map(|line| line.label.as_str()).collect::<Vec<_>>(), ["Texts", "Calls"]);
    let texts = &lines[0].figures;
    assert_eq!((texts.value(Measure::Touches), texts.value(Measure::Reached), texts.cost_cents), (15, 8, 15));
    assert_eq!(lines[1].figures.value(Measure::Talked), 2);
    assert_eq!(texts.cost_per(Measure::Booked), None, "nothing is divided by none");
}

fn report() -> Report {
    let mut totals = ReportFigures::default();
    totals.add(Measure::Touches, Tally { events: 120, people: 100 }, 12_345);
    totals.add(Measure::Booked, Tally { events: 5, people: 5 }, 0);
    Report {
        program: ProgramId(Uuid::from_u128(1)),
        name: "New neighbors".into(),
        goal: "First visits.".into(),
        period: ReportPeriod::Week,
        days: ReportPeriod::Week.days(date(25), date(1)),
        before: Some(ReportFigures::default()),
        whole: totals.clone(),
        breakdowns: vec![(Breakdown::Agent, vec![ReportLine { label: "Agnes Agent".into(), figures: totals.clone() }])],
        totals,
        notes: Vec::new(),
        targets: Targets { booked: 10, ..Targets::default() },
        service: ServiceLevel { made: 4, in_time: 3 },
    }
}

#[test]
fn the_table_has_a_cell_for_each_heading_and_costs_per_visit() {
    let report = report();
    for row in report.table() {
        assert_eq!(row.len(), Report::heading().len());
    }
    let total = &report.table()[0];
    assert_eq!(&total[total.len() - 3..], ["123.45", "24.69", ""]);
}

#[test]
fn the_letter_of_monday_compares_and_names_nobody() {
    let letter = report_letter(&report(), "Lamna Healthcare", "https://waypost.example/staff/programs/1/report");
    assert!(letter.text.contains("5 (+5 on the week before), target 10"), "{}", letter.text);
    assert!(letter.text.contains("https://waypost.example/staff/programs/1/report"));
    assert!(!letter.text.contains("Agnes"), "no agent is named either");
}

#[test]
fn a_service_level_is_a_share_of_the_call_backs_there_were() {
    assert_eq!(report().service.percent(), Some(75));
    assert_eq!(ServiceLevel::default().percent(), None);
}

#[test]
fn amounts_and_changes_are_written_as_people_write_them() {
    assert_eq!(["0.05", "12.00", "1,234.50", "1,234,567.89"], [5, 1_200, 123_450, 123_456_789].map(dollars));
    assert_eq!(["+3", "±0", "−2"], [change(5, 2), change(2, 2), change(0, 2)]);
}
