//! Tests of the patient's own attributes.

use super::{AttributeTest, ConsentTest, DateTest, Distance, StepMessageTest, TravelTest, WordingTest};
use crate::coded;
use crate::outreach::lookup::LineType;
use crate::patients::{ContactSystem, Gender, Relationship};
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// One attribute and what it must be. An attribute that is not known fails its test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PatientTest {
    /// The record's status: active or not.
    Active(bool),
    Age(AgeTest),
    /// Age on another day than that of the evaluation: at the start or the end of a period.
    AgeOn {
        on: AgeDay,
        is: AgeTest,
    },
    /// FHIR administrative gender, or where that is not known the sex at birth: any of these.
    Gender(Vec<Gender>),
    /// BCP 47; `es` takes `es-MX` in.
    Language(Vec<String>),
    /// City, state or postcode, whatever its case (A to Z).
    Place {
        part: PlacePart,
        /// Rules from before there was a choice all ask how it begins.
        #[serde(default)]
        how: WordingTest,
        #[serde(alias = "begins")]
        text: String,
    },
    Deceased(bool),
    /// Has (or has not) a contact point of that kind.
    Reach {
        by: Reach,
        has: bool,
    },
    /// Any of these, as the record words them.
    Race(Vec<String>),
    /// Any of these, as the record words them.
    Ethnicity(Vec<String>),
    /// Has a birthday today or in that many days.
    Birthday {
        in_next: u16,
    },
    /// When the patient came into Waypost.
    Added(DateTest),
    /// What somebody is to us: any of these. A rule that does not ask looks at patients only.
    Relationship(Vec<Relationship>),
    /// Has (or has not) one of these tags, whatever their case.
    Tag {
        any_of: Vec<String>,
        has: bool,
    },
    /// An attribute of the organization's own.
    Attribute {
        name: String,
        is: AttributeTest,
    },
    /// The general practitioner's name, given and family, is one of these.
    Practitioner(Vec<String>),
    /// The name of the managing organization is one of these.
    Site(Vec<String>),
    Distance(Distance),
    Consent(ConsentTest),
    /// One of their numbers is of one of these kinds; a number that was never looked up counts as a landline.
    LineType(Vec<LineType>),
    /// The contact point the source prefers is one of these.
    Prefers(Vec<ContactSystem>),
    Travels(TravelTest),
    /// What a traveller did with the message of an earlier step of the journey that asks. Only a journey can ask this.
    StepMessage(StepMessageTest),
}

/// The birthdays that fall on `today` or the `days` after it: stretches of month and day, both ends included, as
/// `MM-DD`. Who was born on 29 February has a birthday on 1 March of a common year, the day on which they turn a year older
/// ([`Date::age_on`]).
pub fn birthdays(today: Date, days: u16) -> Vec<(String, String)> {
    if days >= 365 {
        return vec![("01-01".into(), "12-31".into())];
    }
    let last = today.plus_days(days.into());
    let from = match today.month_day() {
        from if from == "03-01" && Date::new(today.year(), 2, 29).is_none() => "02-29".to_owned(),
        from => from,
    };
    let end = last.month_day();
    if today.year() == last.year() { vec![(from, end)] } else { vec![(from, "12-31".into()), ("01-01".into(), end)] }
}

coded! {
    /// The day for which an age is asked.
    pub enum AgeDay {
        YearStart = "year-start", "on January 1 of this year";
        YearEnd = "year-end", "on December 31 of this year";
        MonthStart = "month-start", "on the first of this month";
        MonthEnd = "month-end", "on the last of this month";
        /// The start of the last twelve months.
        YearAgo = "year-ago", "twelve months ago";
    }
}

impl AgeDay {
    pub fn day(self, today: Date) -> Date {
        match self {
            Self::YearStart => today.year_start(),
            Self::YearEnd => today.year_end(),
            Self::MonthStart => today.month_start(),
            Self::MonthEnd => today.month_start().plus_months(1).plus_days(-1),
            Self::YearAgo => today.plus_years(-1),
        }
    }
}

/// Age in whole years on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgeTest {
    /// Both ends included.
    Between {
        from: u16,
        to: u16,
    },
    AtLeast(u16),
    Under(u16),
}

impl AgeTest {
    pub fn holds(self, born: Date, on: Date) -> bool {
        let years = born.age_on(on);
        match self {
            Self::Between { from, to } => (i32::from(from)..=i32::from(to)).contains(&years),
            Self::AtLeast(least) => years >= i32::from(least),
            Self::Under(limit) => years < i32::from(limit),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlacePart {
    City,
    State,
    Postcode,
}

impl PlacePart {
    pub const ALL: [Self; 3] = [Self::City, Self::State, Self::Postcode];

    pub const fn label(self) -> &'static str {
        match self {
            Self::City => "City",
            Self::State => "State",
            Self::Postcode => "Postal code",
        }
    }
}

/// A kind of contact point a patient may be reached by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    Email,
    /// A telephone number for calls or text messages.
    Phone,
}

impl Reach {
    /// What counts.
    pub const fn systems(self) -> &'static [ContactSystem] {
        match self {
            Self::Email => &[ContactSystem::Email],
            Self::Phone => &[ContactSystem::Phone, ContactSystem::Sms],
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Email => "e-mail address",
            Self::Phone => "phone number",
        }
    }
}
