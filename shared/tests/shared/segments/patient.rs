use shared::segments::patient::birthdays;
use shared::time::Date;

fn has(born: &str, today: &str, days: u16) -> bool {
    let day = &born[5..];
    birthdays(Date::parse(today).expect("a date"), days).iter().any(|(from, to)| (&**from..=&**to).contains(&day))
}

#[test]
fn birthdays_go_over_the_end_of_the_year() {
    assert!(has("1980-01-03", "2026-12-30", 4));
    assert!(has("1980-12-31", "2026-12-30", 4));
    assert!(!has("1980-01-04", "2026-12-30", 4));
    assert!(!has("1980-12-29", "2026-12-30", 4));
}

#[test]
fn nobody_waits_four_years() {
    assert!(has("1980-02-29", "2027-02-28", 0));
    assert!(!has("1980-02-29", "2028-02-28", 0));
    assert!(has("1980-02-29", "2028-02-28", 1));
}
