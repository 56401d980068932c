use proptest::prelude::*;
use shared::events::reminders::*;
use shared::time::{Millis, UtcMillis};

const START: UtcMillis = UtcMillis(1_797_379_200_000);

#[test]
fn a_day_and_an_hour_before() {
    let day = START - Millis::hours(24);
    let hour = START - Millis::hours(1);
    assert_eq!(next(START, START - Millis::days(9)), Some(day));
    assert_eq!(due(START, day, day).map(|r| r.code), Some("24h"));
    assert_eq!(next(START, day), Some(hour));
    assert_eq!(due(START, hour, hour).map(|r| r.code), Some("1h"));
    assert_eq!(next(START, hour), None);
}

#[test]
fn registering_late_skips_what_the_confirmation_already_said() {
    assert_eq!(next(START, START - Millis::hours(24)), Some(START - Millis::hours(1)));
    assert_eq!(next(START, START - Millis::minutes(80)), None);
}

#[test]
fn after_an_outage_one_reminder_and_none_once_it_began() {
    let day = START - Millis::hours(24);
    assert_eq!(due(START, day, START - Millis::minutes(10)).map(|r| r.code), Some("1h"));
    assert_eq!(due(START, day, START), None);
}

proptest! {
    #[test]
    fn whatever_the_worker_does_each_reminder_is_sent_at_most_once(steps in proptest::collection::vec(1i64..400, 1..200)) {
        let mut now = START - Millis::days(3);
        let mut due_at = next(START, now);
        let mut sent = Vec::new();
        for minutes in steps {
            now = now + Millis::minutes(minutes);
            if let Some(at) = due_at && at <= now {
                if let Some(reminder) = due(START, at, now) {
                    prop_assert!(now < START);
                    sent.push(reminder.code);
                }
                due_at = next(START, now);
            }
        }
        let mut once = sent.clone();
        once.dedup();
        prop_assert_eq!(&once, &sent);
        prop_assert!(sent.len() <= DEFAULT.len());
    }
}
