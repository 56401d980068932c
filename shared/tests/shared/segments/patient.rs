use shared::segments::PatientTest;
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

#[test]
fn of_a_partial_birth_date_only_what_is_certain_holds() {
    let date = |text: &str| Date::parse(text).expect("a date");
    let (first, last) = Date::parse_partial("1980").expect("a year");
    assert_eq!((first, last, first.partial_text(last)), (date("1980-01-01"), Some(date("1980-12-31")), "1980".into()));
    let (first, last) = Date::parse_partial("1980-02").expect("a month");
    assert_eq!((last, first.partial_text(last)), (Some(date("1980-02-29")), "1980-02".into()));
    assert_eq!(Date::parse_partial("1980-02-03"), Some((date("1980-02-03"), None)));

    let somebody = shared::segments::PatientFacts {
        birth_date: Some(date("1980-01-01")),
        birth_until: Some(date("1980-12-31")),
        ..Default::default()
    };
    let holds = |test: PatientTest, on: &str| {
        let mut rule = shared::segments::Rule::empty();
        rule.add(shared::segments::BlockId::ROOT, shared::segments::Test::Patient(test));
        shared::segments::holds(&rule, &somebody, date(on))
    };
    // On 30 June 2026 they are 45 or 46.
    let at_least = |years| PatientTest::Age(shared::segments::AgeTest::AtLeast(years));
    let under = |years| PatientTest::Age(shared::segments::AgeTest::Under(years));
    assert!(holds(at_least(45), "2026-06-30") && !holds(at_least(46), "2026-06-30"));
    assert!(holds(under(47), "2026-06-30") && !holds(under(46), "2026-06-30"));
    let on = |is| PatientTest::AgeOn { on: shared::segments::AgeDay::YearEnd, is };
    assert!(holds(on(shared::segments::AgeTest::AtLeast(46)), "2026-06-30"), "by the end of the year they are 46");
    assert!(!holds(PatientTest::Birthday { in_next: 400 }, "2026-06-30"), "nobody knows their birthday");
}
