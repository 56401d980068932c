//! People who are no patients: donors and community members, as tables bring them in.

use super::parts::{all, made};
use super::{Template, Topic};
use crate::patients::Relationship;
use crate::segments::{AttributeTest, DateTest, PatientTest, Test, Unit};

pub fn templates() -> Vec<Template> {
    let made = |key, name, summary, rule| made(Topic::Supporters, key, name, summary, rule);
    let are = |one| Test::Patient(PatientTest::Relationship(vec![one]));
    let last_gift =
        |date| Test::Patient(PatientTest::Attribute { name: "last donation".into(), is: AttributeTest::Date(date) });
    vec![
        made("donors", "Donors", "Everybody who is kept as a donor.", all([are(Relationship::Donor)])),
        made(
            "lapsed-donors",
            "Lapsed donors",
            "Donors whose last donation was at least 18 months ago, by their attribute “last donation”.",
            all([are(Relationship::Donor), last_gift(DateTest::AtLeastAgo { count: 18, unit: Unit::Months })]),
        ),
        made(
            "recent-donors",
            "Recent donors",
            "Donors who gave in the last twelve months, by their attribute “last donation”.",
            all([are(Relationship::Donor), last_gift(DateTest::InLast { count: 12, unit: Unit::Months })]),
        ),
        made(
            "community-members",
            "Community members",
            "Everybody who is kept as a community member.",
            all([are(Relationship::CommunityMember)]),
        ),
    ]
}
