//! A deck: a base person, and cases that each change a little. Records are lines such as
//! `Condition icd:E11.9 active 2019-05-01..2020-01-01` or `Observation loinc:2089-1 final 2026-05-01 =195 unit=mg/dL`.

use serde::Deserialize;
use shared::code_sets::{CodeSet, built_in, system};
use shared::records::{CodedFact, WordFact};
use shared::segments::{
    ComponentFacts, ConceptFacts, Gender, PatientFacts, RecordFacts, RecordType, care_gaps, search_text,
};
use shared::time::{Date, UtcMillis};
use shared::vaccines::{self, History};
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deck {
    pub gap: String,
    /// What the cases were made from.
    #[serde(rename = "source")]
    _source: String,
    on: String,
    base: Vec<String>,
    cases: Vec<Written>,
}

/// Title, state, reason (empty where the state says it), changes to the base.
#[derive(Deserialize)]
struct Written(String, String, String, Vec<String>);

pub struct Case {
    pub title: String,
    pub state: String,
    pub reason: String,
    pub on: Date,
    pub calendar: bool,
    pub facts: PatientFacts,
}

impl Deck {
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    pub fn cases(&self) -> impl Iterator<Item = Case> {
        self.cases.iter().map(|Written(title, state, reason, changes)| {
            let lines = self.base.iter().chain(changes).map(String::as_str);
            let mut case = case(&self.on, lines);
            (case.title, case.state, case.reason) = (title.clone(), state.clone(), reason.clone());
            add_forecasts(&mut case);
            case
        })
    }
}

/// What the store would have forecast of vaccines on the day of the case.
fn add_forecasts(case: &mut Case) {
    let forecasts = vaccines::stored(&History::of(&case.facts), case.on).into_iter().map(|stretch| {
        let concept = ConceptFacts {
            codings: vec![(vaccines::SYSTEM.into(), stretch.series.code().into())],
            ..ConceptFacts::default()
        };
        RecordFacts {
            concept: Some(concept),
            at: Some(stretch.start),
            end: stretch.end,
            status: Some(stretch.state.code().into()),
            ..RecordFacts::new(RecordType::ImmunizationRecommendation)
        }
    });
    let forecasts: Vec<RecordFacts> = forecasts.collect();
    case.facts.records.extend(forecasts);
}

/// Without the records of a code, `cvx:48`, or those of one day, `cvx:48 2026-06-12`.
fn drop_records(facts: &mut PatientFacts, which: &str) {
    let (code, day) = which.split_once(' ').map_or((which, None), |(code, day)| (code, Some(date(day))));
    let before = facts.records.len();
    facts.records.retain(|record| {
        let of_code = record.concept.as_ref().is_some_and(|concept| concept.text == code);
        let of_day = day.is_none_or(|day| record.at.map(UtcMillis::date_utc) == Some(day));
        !(of_code && of_day)
    });
    assert_ne!(before, facts.records.len(), "there is no {which}");
}

/// A patient of these lines.
pub fn case<'a>(on: &str, lines: impl IntoIterator<Item = &'a str>) -> Case {
    let mut case = Case {
        title: String::new(),
        state: String::new(),
        reason: String::new(),
        on: date(on),
        calendar: false,
        facts: PatientFacts { active: true, ..PatientFacts::default() },
    };
    for line in lines {
        let (head, rest) = line.split_once(' ').unwrap_or((line, ""));
        match head {
            "born" => case.facts.birth_date = Some(date(rest)),
            "female" => case.facts.gender = Some(Gender::Female),
            "male" => case.facts.gender = Some(Gender::Male),
            "dead" => case.facts.deceased = true,
            "inactive" => case.facts.active = false,
            "on" => case.on = date(rest),
            "calendar" => case.calendar = true,
            "no" => {
                let dropped = record_type(rest);
                case.facts.records.retain(|record| record.record != dropped);
            }
            "without" => drop_records(&mut case.facts, rest),
            _ => case.facts.records.push(record(head, rest)),
        }
    }
    // As the store reads them: newest first.
    case.facts.records.sort_by_key(|record| std::cmp::Reverse(record.at));
    case
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text:?} is not a date"))
}

fn record_type(name: &str) -> RecordType {
    if name == "CareGapRemark" {
        return RecordType::CareGapRemark;
    }
    let found = RecordType::ALL.into_iter().find(|record| record.fhir_name() == Some(name));
    found.unwrap_or_else(|| panic!("{name:?} is not a type of record"))
}

fn record(kind: &str, line: &str) -> RecordFacts {
    let kind = record_type(kind);
    let mut facts = RecordFacts::new(kind);
    for word in line.split_whitespace() {
        if let Some(number) = word.strip_prefix('=') {
            facts.number = Some(number.parse().unwrap_or_else(|_| panic!("{number:?} is not a number")));
        } else if let Some((name, value)) = word.split_once('=') {
            match name {
                "unit" => facts.unit = Some(value.into()),
                "value" => *facts.coded_mut(CodedFact::Value) = Some(concept(value)),
                "site" => *facts.coded_mut(CodedFact::BodySite) = Some(concept(value)),
                "verified" => *facts.word_mut(WordFact::Verification) = Some(value.into()),
                "class" => *facts.word_mut(WordFact::Class) = Some(value.into()),
                "to" => *facts.word_mut(WordFact::Disposition) = Some(value.into()),
                "reason" => *facts.coded_mut(CodedFact::Reason) = Some(concept(value)),
                "result" => *facts.word_mut(WordFact::Result) = Some(value.into()),
                "limit" => *facts.word_mut(WordFact::Comparator) = Some(value.into()),
                "refused" => *facts.word_mut(WordFact::Refusal) = Some(value.into()),
                "intent" => *facts.word_mut(WordFact::Intent) = Some(value.into()),
                "part" => facts.components.push(component(value)),
                other => panic!("{other:?} is not known here"),
            }
        } else if word.contains(':') {
            facts.concept = Some(concept(word));
        } else if word.starts_with(|sign: char| sign.is_ascii_digit()) {
            let (from, to) = word.split_once("..").unwrap_or((word, ""));
            facts.at = Some(date(from).start_utc());
            facts.end = (!to.is_empty()).then(|| date(to).start_utc());
        } else if word == "doNotPerform" {
            facts.negated = true;
        } else {
            facts.status = Some(word.into());
        }
    }
    if kind == RecordType::Observation && facts.result.is_none() {
        let given = facts.number.is_some() || facts.value.is_some() || !facts.components.is_empty();
        facts.result = Some(if given { "given" } else { "none" }.into());
    }
    facts
}

/// `8480-6:132` in millimetres of mercury.
fn component(text: &str) -> ComponentFacts {
    let (code, number) = text.split_once(':').expect("code and number");
    ComponentFacts {
        concept: concept(&format!("loinc:{code}")),
        number: Some(number.parse().expect("a number")),
        unit: Some("mm[Hg]".into()),
        comparator: None,
    }
}

static SETS: LazyLock<Vec<CodeSet>> = LazyLock::new(built_in::all);

/// A concept of the codes, `icd:E11.9+sct:44054006`, in the sets that ship.
fn concept(text: &str) -> ConceptFacts {
    let codings: Vec<(String, String)> = text
        .split('+')
        .map(|coding| {
            let (system, code) = coding.split_once(':').expect("system and code");
            let uri = match system {
                "icd" => system::ICD10.to_owned(),
                "rx" => system::RXNORM.to_owned(),
                "pcs" => system::ICD10_PCS.to_owned(),
                "gap" => care_gaps::REMARK_SYSTEM.to_owned(),
                name => system::uri(name).unwrap_or_else(|| panic!("{name:?} is not a code system")),
            };
            (uri, code.to_owned())
        })
        .collect();
    let has = |set: &&CodeSet| codings.iter().any(|(system, code)| set.has(system, code, ""));
    ConceptFacts {
        text: text.into(),
        search_text: search_text(text, []),
        sets: SETS.iter().filter(has).map(|set| set.key.clone()).collect::<BTreeSet<_>>(),
        codings,
    }
}
