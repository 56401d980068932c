//! What server and browser tell each other about segments.

use super::listed::Listed;
use super::{BlockId, CodeRef, Explanation, Gender, RecordType, Rule, SegmentKind, SegmentStatus};
use crate::ids::{PatientId, SegmentId, SegmentTemplateId};
use crate::phi::Phi;
use crate::records::CodedFact;
use crate::time::{Date, UtcMillis};
use crate::used_by::UsedBy;
use serde::{Deserialize, Serialize};

/// A line of the list of segments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentRow {
    pub id: SegmentId,
    pub name: String,
    pub kind: SegmentKind,
    pub status: SegmentStatus,
    pub members: u64,
    /// When membership was last compared with the whole rule or a change.
    pub refreshed_at: Option<UtcMillis>,
    pub updated_at: UtcMillis,
    /// Why the last refresh failed; membership may be out of date while it stands.
    pub error: Option<String>,
    pub used_by: u64,
}

/// One segment with everything its page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentDetail {
    pub row: SegmentRow,
    /// What is being edited; empty for a static segment.
    pub draft: Rule,
    /// What membership follows; `None` before the first Go live.
    pub live: Option<Rule>,
    /// Counts saves: a save based on an older one is refused.
    pub revision: i64,
    pub live_at: Option<UtcMillis>,
    /// How long the last whole refresh took.
    pub refresh_millis: Option<i64>,
    /// How many are on the lists of a dynamic segment that are kept by hand.
    pub included: u64,
    pub excluded: u64,
    pub uses: Vec<UsedBy>,
}

/// A live segment as a journey chooses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentChoice {
    pub key: i64,
    pub id: SegmentId,
    pub name: String,
    pub members: u64,
}

/// What the live count says about a rule that is being edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    pub members: u64,
    /// All patients there are, for "of N".
    pub patients: u64,
    /// How many patients each block lets through by itself; a row of a related record together with the rows above it.
    pub blocks: Vec<(BlockId, u64)>,
    /// In a rule that goes step by step: how many are left after each step. Empty otherwise.
    pub steps: Vec<(BlockId, u64)>,
    pub by_email: u64,
    pub by_phone: u64,
    /// How old the members are, by gender.
    pub ages: Vec<AgeBand>,
    /// Why a row can match nothing, although nothing is wrong with it: a code that no record carries, a unit that can't be
    /// compared with what is written.
    pub notes: Vec<(BlockId, String)>,
    /// Rows that are not filled in yet and were left out of the count.
    pub unfinished: usize,
    pub micros: u64,
    /// Empty for those who may not see patients.
    pub sample: Vec<MemberRow>,
    /// The figures are rounded, for somebody who may not see patients.
    pub coarse: bool,
}

/// The smallest number of people that is told to those who may not see patients (the cell size of CMS's data release policy).
pub const SMALLEST_CELL: u64 = 11;

/// A count for somebody who may not see patients: in tens, and nothing of a few.
const fn coarse(count: u64) -> u64 {
    if count < SMALLEST_CELL { 0 } else { count / 10 * 10 }
}

impl RuleCount {
    /// The same for somebody who may not see patients: nothing that is said of a few people, and no two figures whose difference
    /// would say it.
    #[must_use]
    pub fn rounded(self) -> Self {
        let all = |counts: Vec<(BlockId, u64)>| counts.into_iter().map(|(id, count)| (id, coarse(count))).collect();
        let band = |band: AgeBand| AgeBand {
            female: coarse(band.female),
            male: coarse(band.male),
            other: coarse(band.other),
            ..band
        };
        Self {
            members: coarse(self.members),
            blocks: all(self.blocks),
            steps: all(self.steps),
            by_email: coarse(self.by_email),
            by_phone: coarse(self.by_phone),
            ages: self.ages.into_iter().map(band).collect(),
            // They say what no record carries.
            notes: Vec::new(),
            sample: Vec::new(),
            coarse: true,
            ..self
        }
    }
}

/// Ten years of age, and how many of each gender are in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeBand {
    /// The youngest age in it; `None` for those whose birth date is not known.
    pub from: Option<u16>,
    pub female: u64,
    pub male: u64,
    /// Of other or unknown gender.
    pub other: u64,
}

impl AgeBand {
    /// The bands from 0 to 90 and older, then the unknown, with nobody in them.
    pub fn all() -> Vec<Self> {
        let empty = |from| Self { from, female: 0, male: 0, other: 0 };
        (0..=9).map(|band| Some(band * 10)).chain([None]).map(empty).collect()
    }

    /// Adds patients of this age in whole years to their band. `bands` are those of [`Self::all`].
    pub fn add(bands: &mut [Self], age: Option<i32>, gender: Option<Gender>, patients: u64) {
        let band = age.map(|years| (years.clamp(0, 90) / 10 * 10) as u16);
        let Some(found) = bands.iter_mut().find(|found| found.from == band) else { return };
        match gender {
            Some(Gender::Female) => found.female += patients,
            Some(Gender::Male) => found.male += patients,
            _ => found.other += patients,
        }
    }

    pub const fn total(&self) -> u64 {
        self.female + self.male + self.other
    }
}

/// What became of a list of patients.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListReport {
    pub added: u32,
    /// Were members before.
    pub already: u32,
    /// Lines that name whom an earlier line named.
    pub repeated: u32,
    /// Left out, because they are on the list of those who are never in.
    pub excluded: u32,
    /// The lines that add nobody, in their order.
    pub refused: Vec<(u32, Phi<String>, NotFound)>,
}

/// Why a line of a list adds nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotFound {
    Nobody,
    /// So many patients share what it says.
    Several(u32),
}

impl NotFound {
    pub fn words(self) -> String {
        match self {
            Self::Nobody => "nobody has this".to_owned(),
            Self::Several(many) => format!("{many} patients share this"),
        }
    }
}

impl ListReport {
    pub fn refuse(&mut self, listed: &Listed, why: NotFound) {
        self.refused.push((listed.line, Phi::new(listed.value.clone()), why));
    }
}

/// What publishing a draft would change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishPreview {
    pub joining: u64,
    pub leaving: u64,
    /// A few of them, by name; none for those who may not see patients.
    pub joiners: Vec<MemberRow>,
    pub leavers: Vec<MemberRow>,
}

/// How a segment's membership went, and what it shares with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentInsights {
    /// The last days, oldest first.
    pub days: Vec<MembersOnDay>,
    /// Live segments with members of this one, most shared first.
    pub overlaps: Vec<Overlap>,
}

/// Members at the end of a UTC day, and who came and went on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersOnDay {
    pub day: Date,
    pub members: u64,
    pub joined: u64,
    pub left: u64,
}

/// Another segment with some of the same members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    pub id: SegmentId,
    pub name: String,
    /// All members of the other one.
    pub members: u64,
    pub shared: u64,
}

/// A patient in a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    pub id: PatientId,
    pub name: Phi<String>,
    pub age: Option<i32>,
    pub gender: Option<String>,
    pub city: Phi<String>,
    pub email: Phi<Option<String>>,
    /// `None` for a patient who is shown as a candidate.
    pub joined_at: Option<UtcMillis>,
    pub member: bool,
}

/// Which coded part of a record the code picker looks among.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodedPart {
    /// What the record is.
    Concept,
    /// The coded result of an observation.
    Value,
    BodySite,
    Reason,
    /// What the components of an observation are.
    Component,
}

impl CodedPart {
    /// Whether records of this type have it.
    pub const fn fits(self, record: RecordType) -> bool {
        match self {
            Self::Concept => CodedFact::Concept.is_of(record),
            Self::Value | Self::Component => CodedFact::Value.is_of(record),
            Self::BodySite => CodedFact::BodySite.is_of(record),
            Self::Reason => CodedFact::Reason.is_of(record),
        }
    }
}

impl From<CodedFact> for CodedPart {
    fn from(fact: CodedFact) -> Self {
        match fact {
            CodedFact::Concept => Self::Concept,
            CodedFact::Value => Self::Value,
            CodedFact::BodySite => Self::BodySite,
            CodedFact::Reason => Self::Reason,
        }
    }
}

/// A concept that occurs in the data, as the code picker offers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConceptChoice {
    pub code: CodeRef,
    /// How many records carry it.
    pub records: u64,
}

impl ConceptChoice {
    /// The same for somebody who may not see patients.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self { records: coarse(self.records), ..self }
    }
}

/// A code set as a rule chooses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSetChoice {
    pub key: String,
    pub name: String,
    pub codes: u64,
}

/// A rule that the segment followed, from when it went live to the next version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentVersion {
    pub version: u32,
    pub at: UtcMillis,
    /// Who made it live; empty where that is not known.
    pub actor: String,
    pub joined: u64,
    pub left: u64,
    pub rule: Rule,
    pub sentence: String,
    /// The text of the rule beside that of the version before: what changed, with a line of what stands around it.
    pub changes: Vec<ChangedLine>,
}

/// A line of a rule's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedLine {
    pub change: LineChange,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineChange {
    Same,
    Added,
    Removed,
}

/// A rule to start from, as the gallery shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateCard {
    /// Of those that ship the key, of the organization's own the id.
    pub key: String,
    /// The organization's own, which can be changed.
    pub own: Option<SegmentTemplateId>,
    /// The heading it stands under.
    pub topic: String,
    pub name: String,
    pub summary: String,
    /// The guideline it follows, or who made it.
    pub source: Option<String>,
    pub sentence: String,
}

/// Which words of the data the builder offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordsOf {
    Languages,
    Races,
    Ethnicities,
    Tags,
    /// The names of the organization's own attributes.
    Attributes,
    /// The values of the attribute of this name.
    Attribute(String),
    /// General practitioners.
    Practitioners,
    /// Managing organizations.
    Sites,
    /// Locations and providing organizations of visits.
    VisitSites,
}

/// A place that is known by name: a location, or where the patients of a city live on average.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnownPlace {
    pub name: String,
    pub latitude: f64,
    pub longitude: f64,
}

/// Why a patient is in or out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    pub name: Phi<String>,
    /// In the segment now.
    pub member: bool,
    pub explanation: Explanation,
}
