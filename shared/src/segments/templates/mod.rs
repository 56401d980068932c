//! Rules to start from: every care gap, everyday groups, and health profiles. Each is an ordinary rule, to be changed freely.

use super::care_gap::Period;
use super::{CareGapTest, GapState, Rule, Test, care_gaps};
use std::sync::LazyLock;

mod allergies;
mod course;
mod departments;
mod everyday;
mod parts;
mod profiles;
mod risks;
mod supporters;
mod visits;

pub use parts::ongoing;

/// A rule to start from.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    pub key: &'static str,
    pub topic: Topic,
    pub name: &'static str,
    /// Who is in it, in words for non-clinicians.
    pub summary: &'static str,
    /// The guideline it follows, if it follows one.
    pub citation: Option<&'static str>,
    pub rule: Rule,
}

/// What a template is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    CareGap,
    Everyday,
    /// People who are no patients.
    Supporters,
    HealthProfile,
    Risk,
    /// How a disease goes.
    Course,
    /// How often somebody comes.
    Visits,
    Department,
    Allergy,
}

impl Topic {
    pub const ALL: [Self; 9] = [
        Self::CareGap,
        Self::Everyday,
        Self::HealthProfile,
        Self::Risk,
        Self::Course,
        Self::Visits,
        Self::Department,
        Self::Allergy,
        Self::Supporters,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::CareGap => "Care gaps",
            Self::Everyday => "Everyday",
            Self::Supporters => "Donors and community",
            Self::HealthProfile => "Health profiles",
            Self::Risk => "Health risks",
            Self::Course => "Course of disease",
            Self::Visits => "How often they come",
            Self::Department => "Departments",
            Self::Allergy => "Allergies",
        }
    }
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let gaps = care_gaps::all(Period::Rolling).iter().map(|gap| Template {
        key: gap.key,
        topic: Topic::CareGap,
        name: gap.name,
        summary: gap.summary,
        citation: Some(gap.citation),
        rule: parts::all([Test::CareGap(CareGapTest {
            gap: gap.key.to_owned(),
            period: Period::Rolling,
            states: vec![GapState::OpenGap],
        })]),
    });
    let groups = [
        everyday::templates(),
        profiles::templates(),
        risks::templates(),
        course::templates(),
        visits::templates(),
        departments::templates(),
        allergies::templates(),
        supporters::templates(),
    ];
    gaps.chain(groups.into_iter().flatten()).collect()
});

/// All of them, in the order a gallery shows them.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// The one of that key.
pub fn template(key: &str) -> Option<&'static Template> {
    templates().iter().find(|template| template.key == key)
}
