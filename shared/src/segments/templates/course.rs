//! How a disease goes: new, going on, coming back, leaving something behind.

use super::parts::{active, alive, all, chronic, group, has, made, speaks_of, status};
use super::{Template, Topic};
use crate::segments::{Combine, DateTest, Quantifier, RecordConditionTest, RecordType, Test, Unit};

pub fn templates() -> Vec<Template> {
    use Quantifier::{AtLeast, Exists};
    use RecordType::{Condition, DeviceRequest};
    let made = |key, name, summary, test| made(Topic::Course, key, name, summary, all([active(), alive(), test]));
    let begun = |count, unit| RecordConditionTest::Date(DateTest::InLast { count, unit });
    let before = |count, unit| RecordConditionTest::Date(DateTest::AtLeastAgo { count, unit });
    let going_on = |words: &[&str]| speaks_of(Condition, words, [status("active")]);
    let several: Test = chronic(AtLeast(2));
    vec![
        made(
            "disease-acute",
            "Acute",
            "A disease that began in the last four weeks and is going on.",
            has(Exists, Condition, [status("active"), begun(4, Unit::Weeks)]),
        ),
        made(
            "disease-subacute",
            "Subacute",
            "A disease that began four to twelve weeks ago and is going on.",
            has(Exists, Condition, [status("active"), begun(12, Unit::Weeks), before(4, Unit::Weeks)]),
        ),
        made(
            "disease-chronic",
            "Chronic",
            "A disease that has been going on for more than three months.",
            has(Exists, Condition, [status("active"), before(3, Unit::Months)]),
        ),
        made(
            "disease-relapse",
            "Relapse",
            "A disease that has come back.",
            has(Exists, Condition, [RecordConditionTest::Status(vec!["relapse".into(), "recurrence".into()])]),
        ),
        made(
            "disease-in-remission",
            "In remission",
            "A disease that has let go without being over.",
            has(Exists, Condition, [status("remission")]),
        ),
        made(
            "disease-complications",
            "With complications",
            "A disease that is the consequence of another one.",
            going_on(&["complication", "due to diabetes", "due to type 2 diabetes", "secondary to"]),
        ),
        made(
            "disability",
            "Disability",
            "A disability on record, or a wheelchair that was ordered.",
            group(
                Combine::Any,
                [
                    going_on(&[
                        "disability",
                        "paralysis",
                        "paraplegia",
                        "blindness",
                        "impaired mobility",
                        "amputation",
                    ]),
                    speaks_of(DeviceRequest, &["wheelchair"], []),
                ],
            ),
        ),
        made(
            "systematic-monitoring",
            "Needs systematic monitoring",
            "Two or more chronic diseases that are going on.",
            several,
        ),
    ]
}
