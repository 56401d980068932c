//! How often people come: rarely, for one problem, regularly, no more.

use super::parts::{active, alive, all, chronic, has, made, months, visits};
use super::{Template, Topic};
use crate::segments::{DateTest, Quantifier, RecordConditionTest, RecordType, Unit};

pub fn templates() -> Vec<Template> {
    use Quantifier::{AtLeast, AtMost, Exactly, Exists, None};
    let made = |key, name, summary, rule| made(Topic::Visits, key, name, summary, rule);
    let once = |key, name, summary, window| {
        made(key, name, summary, all([active(), alive(), visits(Exactly(1), months(window))]))
    };
    let ended = |date| RecordConditionTest::Ended(date);
    vec![
        once("one-visit-in-6-months", "One visit in 6 months", "Exactly one visit in the last six months.", 6),
        once("one-visit-in-12-months", "One visit in 12 months", "Exactly one visit in the last twelve months.", 12),
        once("one-visit-in-36-months", "One visit in 36 months", "Exactly one visit in the last three years.", 36),
        made(
            "rare-visitors",
            "Rare visitors",
            "At most one visit in a year, at least one in three years.",
            all([active(), alive(), visits(AtMost(1), months(12)), visits(Exists, months(36))]),
        ),
        made(
            "acute-visitors",
            "Visits for a new problem",
            "Two to five visits in three months, and a condition that began in them.",
            all([
                active(),
                alive(),
                visits(AtLeast(2), months(3)),
                visits(AtMost(5), months(3)),
                has(Exists, RecordType::Condition, [RecordConditionTest::Date(months(3))]),
            ]),
        ),
        made(
            "regular-visitors",
            "Regular visitors",
            "Two visits or more in a year.",
            all([active(), alive(), visits(AtLeast(2), months(12))]),
        ),
        made(
            "regular-with-chronic-disease",
            "Regular visits, chronic disease",
            "Two to five visits in a year, with a chronic disease that is going on.",
            all([active(), alive(), visits(AtLeast(2), months(12)), visits(AtMost(5), months(12)), chronic(Exists)]),
        ),
        made(
            "lapsed-after-care",
            "Not back since care ended",
            "A condition that ended half a year to two years ago, and no visit in the last six months.",
            all([
                active(),
                alive(),
                has(
                    Exists,
                    RecordType::Condition,
                    [ended(months(24)), ended(DateTest::AtLeastAgo { count: 6, unit: Unit::Months })],
                ),
                visits(None, months(6)),
            ]),
        ),
    ]
}
