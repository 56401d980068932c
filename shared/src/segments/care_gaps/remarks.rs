//! Not wanted and not advised: a documented reason why what a gap asks for is not done, in the patient's records or by hand, for all gaps
//! alike. While it holds nobody is asked again.

use super::super::care_gap::{CareGap, GapState, Period};
use super::super::{CodeRef, Content, DateTest, Group, RecordConditionTest, RecordType, Test, Unit, content::Part};
use super::parts::{any, nest, ongoing, some};
use crate::code_sets::system::CVX;
use crate::records::CodedFact;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The code system of care gaps' keys, in remarks that staff make.
pub const SYSTEM: &str = "urn:waypost:care-gap";

/// What says in the records that something was not done.
const SAYING: [RecordType; 8] = [
    RecordType::Observation,
    RecordType::Procedure,
    RecordType::ServiceRequest,
    RecordType::DeviceRequest,
    RecordType::MedicationRequest,
    RecordType::MedicationStatement,
    RecordType::MedicationDispense,
    RecordType::Immunization,
];

/// Gaps of several things, of which a refused one does not settle the others: only a remark by hand counts.
const OF_MANY: [&str; 3] = ["childhood-immunisations", "childhood-immunizations-due", "adolescent-immunizations"];

/// What a gap is also refused by, beyond what closes it.
const ALSO: [(&str, &[&str]); 3] = [
    ("influenza-vaccination", &["influenza-vaccine"]),
    ("pneumococcal-vaccination", &["pneumococcal-vaccine"]),
    ("zoster-vaccination", &["zoster-vaccine"]),
];

/// RSV vaccines, by CVX: no set that ships holds them.
const RSV: [&str; 4] = ["303", "304", "305", "326"];

type Key = (&'static str, GapState);

static REMARKS: LazyLock<BTreeMap<Key, Group>> = LazyLock::new(|| {
    let of_gap = |gap: &'static CareGap| {
        let concern = Concern::of(gap);
        GapState::REMARKS.map(|state| ((gap.key, state), concern.remark(gap.key, state)))
    };
    super::all(Period::Rolling).iter().flat_map(of_gap).collect()
});

/// Who has a remark on the gap of that key that makes this state.
pub fn remark(gap: &str, state: GapState) -> Option<&'static Group> {
    REMARKS.iter().find(|((key, made), _)| *key == gap && *made == state).map(|(_, group)| group)
}

/// What a gap asks for.
#[derive(Default)]
struct Concern {
    sets: BTreeSet<String>,
    codes: BTreeSet<(String, String)>,
}

impl Concern {
    fn of(gap: &CareGap) -> Self {
        let mut concern = Self::default();
        if OF_MANY.contains(&gap.key) {
            return concern;
        }
        for closer in &gap.closers {
            closer.group.each(&mut |block| {
                // What a vaccine forecast is coded by is the series, which no record of a refusal names.
                if let Test::Record(test) = &block.test
                    && test.records != [RecordType::ImmunizationRecommendation]
                {
                    test.conditions.iter().for_each(|row| concern.add(row.test.content()));
                }
            });
        }
        let also = ALSO.iter().filter(|(key, _)| *key == gap.key).flat_map(|(_, sets)| sets.iter());
        concern.sets.extend(also.map(|key| (*key).to_owned()));
        if gap.key == "rsv-vaccination" {
            concern.codes.extend(RSV.map(|code| (CVX.to_owned(), code.to_owned())));
        }
        concern
    }

    fn add(&mut self, content: Content<'_>) {
        match content {
            Content::Sets(CodedFact::Concept, keys) => self.sets.extend(keys.iter().cloned()),
            Content::Codes(CodedFact::Concept, codes) => {
                self.codes.extend(codes.iter().map(|code| (code.system.clone(), code.code.clone())));
            }
            Content::Sets(..)
            | Content::Codes(..)
            | Content::Done
            | Content::Words(..)
            | Content::Text(_)
            | Content::Window(Part::Start | Part::End | Part::Some | Part::All, _)
            | Content::AgeThen(_)
            | Content::Number(_)
            | Content::Component(_)
            | Content::Sites(_)
            | Content::About(_)
            | Content::Near(_) => {}
        }
    }

    /// A reason in the records holds for a year, one by hand until the day it names.
    fn remark(&self, gap: &str, state: GapState) -> Group {
        let kind = || vec![state.code().to_owned()];
        let said = |what: RecordConditionTest| {
            let year = DateTest::InLast { count: 12, unit: Unit::Months };
            some(&SAYING, [what, RecordConditionTest::Refusal(kind()), RecordConditionTest::Date(year)])
        };
        let coded = |(system, code): (String, String)| CodeRef { system, code, display: String::new() };
        let key = coded((SYSTEM.to_owned(), gap.to_owned()));
        let by_hand = some(
            &[RecordType::CareGapRemark],
            [RecordConditionTest::Code(vec![key]), RecordConditionTest::Status(kind()), ongoing()],
        );
        let mut all = any([by_hand]);
        if !self.sets.is_empty() {
            let sets = RecordConditionTest::CodeSet(self.sets.iter().cloned().collect());
            all.blocks.extend(any([said(sets)]).blocks);
        }
        if !self.codes.is_empty() {
            let codes = RecordConditionTest::Code(self.codes.iter().cloned().map(coded).collect());
            all.blocks.extend(any([nest(any([said(codes)]))]).blocks);
        }
        all
    }
}
