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

/// Input 18: birthday and age follow one rule, so “birthday today and at least 18” is true on one day of each year.
#[test]
fn input_18_who_was_born_on_29_february_turns_older_on_their_birthday() {
    let born = Date::parse("2008-02-29").expect("a date");
    for year in 2024..2033 {
        let mut days = Vec::new();
        for day in ["02-27", "02-28", "02-29", "03-01", "03-02"] {
            let Some(today) = Date::parse(&format!("{year}-{day}")) else { continue };
            if has("2008-02-29", &today.to_string(), 0) {
                days.push(today);
            }
        }
        let [day] = days[..] else { panic!("{year}: {days:?}") };
        assert_eq!(born.age_on(day), born.age_on(day.plus_days(-1)) + 1, "{day}");
    }
    assert!(has("2008-02-29", "2026-02-27", 2));
    assert!(!has("2008-02-29", "2026-02-27", 1));
}
