//! What of a person's health decides about vaccines: reasons against one, immunity by disease, and risks that bring one
//! forward. ICD-10-CM by stems, SNOMED CT by single codes, and the code sets of the organization.

use super::Series;
use super::history::products;
use super::product::CODE_SETS;
use crate::code_sets::system::{CVX, ICD10, LOINC, SNOMED};
use crate::segments::{ConceptFacts, PatientFacts, RecordFacts, RecordType};
use crate::time::Date;

/// A time in which something holds; without an end it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct While {
    pub from: Date,
    pub until: Option<Date>,
}

/// What was found in the record, earliest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Health {
    /// Reasons against vaccines of a series, in words.
    pub against: Vec<(Series, While, String)>,
    /// Had the disease, or was found immune.
    pub immune: Vec<(Series, Date, String)>,
    /// The immune system is weakened, since when.
    pub weakened: Option<Date>,
    /// A chronic condition that raises the risk of pneumococcal disease, since when, in words.
    pub at_risk: Option<(Date, String)>,
}

/// Codes of one idea.
struct Codes {
    /// ICD-10-CM codes that begin so.
    icd: &'static [&'static str],
    snomed: &'static [&'static str],
    /// Keys of code sets.
    sets: &'static [&'static str],
}

impl Codes {
    fn has(&self, concept: &ConceptFacts) -> bool {
        let coded = concept.codings.iter().any(|(system, code)| match system.as_str() {
            ICD10 => self.icd.iter().any(|stem| code.starts_with(stem)),
            SNOMED => self.snomed.contains(&code.as_str()),
            _ => false,
        });
        coded || self.sets.iter().any(|key| concept.sets.contains(*key))
    }
}

/// Immune deficiency, HIV, cancers of blood and lymph, transplants: live vaccines are contraindicated, recombinant zoster and
/// pneumococcal vaccines come at 19. (CDC schedules, notes and appendix)
const WEAKENED: Codes = Codes {
    icd: &[
        "B20", "C81", "C82", "C83", "C84", "C85", "C86", "C88", "C90", "C91", "C92", "C93", "C94", "C95", "C96", "D80",
        "D81", "D82", "D83", "D84", "Z94",
    ],
    snomed: &["31323000", "86406008", "234532001"],
    sets: &[],
};

/// ACIP 2019: rotavirus vaccine is contraindicated after intussusception.
const INTUSSUSCEPTION: Codes = Codes { icd: &["K56.1"], snomed: &["49723003"], sets: &[] };

/// ICD-10-CM T80.52 "anaphylactic reaction due to vaccination", which does not name the vaccine.
const ANAPHYLAXIS: Codes = Codes { icd: &["T80.52"], snomed: &[], sets: &[] };

const PREGNANCY: Codes = Codes { icd: &["Z33.1", "Z34", "O09"], snomed: &["77386006"], sets: &["pregnancy"] };

/// How long a pregnancy without an end is taken to last.
const PREGNANCY_DAYS: i64 = 42 * 7;

/// ACIP 2024: chronic heart, lung, liver and kidney disease, diabetes, asplenia, sickle cell disease, cerebrospinal fluid
/// leak, cochlear implant. Alcoholism and smoking are left to a clinician.
const AT_RISK: [(Codes, &str); 6] = [
    (Codes { icd: &["E10", "E11", "E13"], snomed: &["44054006", "46635009"], sets: &["diabetes"] }, "diabetes"),
    (Codes { icd: &["I42", "I50"], snomed: &["88805009", "84114007"], sets: &[] }, "chronic heart disease"),
    (Codes { icd: &["J43", "J44", "J45"], snomed: &["13645005", "195967001"], sets: &[] }, "chronic lung disease"),
    (Codes { icd: &["K70.3", "K74"], snomed: &["19943007"], sets: &[] }, "chronic liver disease"),
    (
        Codes { icd: &["N18"], snomed: &[], sets: &["end-stage-renal-disease", "chronic-kidney-disease-5"] },
        "chronic kidney disease",
    ),
    (Codes { icd: &["D57", "D73.0", "Z90.81", "Z96.21", "G96.0"], snomed: &[], sets: &[] }, "a condition of high risk"),
];

/// Diseases that leave immunity behind.
const DISEASES: [(Series, Codes, &str); 3] = [
    (
        Series::Varicella,
        Codes { icd: &["B01", "B02"], snomed: &["38907003", "4740000"], sets: &[] },
        "had chickenpox or shingles",
    ),
    (Series::HepatitisA, Codes { icd: &["B15"], snomed: &["40468003"], sets: &[] }, "had hepatitis A"),
    (
        Series::HepatitisB,
        Codes { icd: &["B16", "B18.0", "B18.1"], snomed: &["66071002", "61977001"], sets: &[] },
        "has or had hepatitis B",
    ),
];

/// LOINC: antibodies to hepatitis B surface antigen, in mIU/mL, of which 10 protect (CDC).
const HEPATITIS_B_ANTIBODIES: [&str; 2] = ["16935-9", "5193-8"];

/// Measles, mumps and rubella: who had all three needs no MMR.
const MMR_DISEASES: [Codes; 3] = [
    Codes { icd: &["B05"], snomed: &["14189004"], sets: &[] },
    Codes { icd: &["B26"], snomed: &["36989005"], sets: &[] },
    Codes { icd: &["B06"], snomed: &["36653000"], sets: &[] },
];

/// Whether what is forecast follows the code set of that key.
pub fn asks_for(key: &str) -> bool {
    let risks = AT_RISK.iter().map(|(codes, _)| codes);
    let diseases = DISEASES.iter().map(|(_, codes, _)| codes);
    let single = [&WEAKENED, &INTUSSUSCEPTION, &ANAPHYLAXIS, &PREGNANCY];
    let of_products = CODE_SETS.iter().any(|(set, _)| *set == key);
    of_products || risks.chain(diseases).chain(&MMR_DISEASES).chain(single).any(|codes| codes.sets.contains(&key))
}

pub fn read(facts: &PatientFacts) -> Health {
    let mut health = Health::default();
    // Records without a date hold since birth.
    let since = facts.birth_date.unwrap_or_else(|| Date::from_days_since_epoch(0));
    let start = |record: &RecordFacts| record.at.map_or(since, |at| at.date_utc());
    let conditions = || facts.records.iter().filter(|record| record.record == RecordType::Condition && stands(record));
    let concept = |record: &RecordFacts, codes: &Codes| record.concept.as_ref().is_some_and(|has| codes.has(has));
    for record in conditions() {
        let from = start(record);
        let ends = record.end.map(|end| end.date_utc());
        let still = goes_on(record) && ends.is_none();
        if concept(record, &WEAKENED) && still {
            health.weakened = Some(health.weakened.map_or(from, |earlier| earlier.min(from)));
            let why = "the immune system is weakened: no live vaccines";
            for series in Series::ALL.into_iter().filter(|series| series.is_live()) {
                health.against.push((series, While { from, until: None }, why.into()));
            }
        }
        if concept(record, &INTUSSUSCEPTION) {
            health.against.push((Series::Rotavirus, While { from, until: None }, "had an intussusception".into()));
        }
        if concept(record, &ANAPHYLAXIS) {
            let why = "had anaphylaxis after a vaccine that the record does not name: a clinician decides";
            for series in Series::ALL {
                health.against.push((series, While { from, until: None }, why.into()));
            }
        }
        if concept(record, &PREGNANCY) && (goes_on(record) || ends.is_some()) {
            let until = Some(ends.unwrap_or_else(|| from.plus_days(PREGNANCY_DAYS)));
            for series in [Series::Mmr, Series::Varicella, Series::Hpv] {
                health.against.push((series, While { from, until }, "pregnant: given after the pregnancy".into()));
            }
        }
        for (codes, words) in &AT_RISK {
            let earlier = health.at_risk.as_ref().is_none_or(|(known, _)| from < *known);
            if concept(record, codes) && still && earlier {
                health.at_risk = Some((from, (*words).to_owned()));
            }
        }
        for (series, codes, words) in &DISEASES {
            if concept(record, codes) {
                health.immune.push((*series, from, (*words).to_owned()));
            }
        }
    }
    let had = |codes: &Codes| conditions().filter(|record| concept(record, codes)).map(start).min();
    if let [Some(measles), Some(mumps), Some(rubella)] = MMR_DISEASES.each_ref().map(had) {
        health.immune.push((Series::Mmr, measles.max(mumps).max(rubella), "had measles, mumps and rubella".into()));
    }
    for record in &facts.records {
        allergy(record, start(record), &mut health);
        antibodies(record, start(record), &mut health);
    }
    health.against.sort_by_key(|(series, when, _)| (*series, when.from));
    health.immune.sort_by_key(|(series, when, _)| (*series, *when));
    health
}

/// Not refuted and not a mistake.
fn stands(record: &RecordFacts) -> bool {
    !matches!(record.verification.as_deref(), Some("refuted" | "entered-in-error"))
}

/// Not said to be over.
fn goes_on(record: &RecordFacts) -> bool {
    !matches!(record.status.as_deref(), Some("inactive" | "remission" | "resolved"))
}

/// An allergy to a vaccine speaks against its series.
fn allergy(record: &RecordFacts, from: Date, health: &mut Health) {
    if record.record != RecordType::AllergyIntolerance || !stands(record) || !goes_on(record) {
        return;
    }
    let Some(concept) = &record.concept else { return };
    let coded = concept.codings.iter().any(|(system, _)| system == CVX) || !concept.sets.is_empty();
    for product in products(concept).into_iter().filter(|_| coded) {
        for series in product.series {
            let why = format!("is allergic to a vaccine of this kind ({})", product.name);
            health.against.push((*series, While { from, until: None }, why));
        }
    }
}

fn antibodies(record: &RecordFacts, from: Date, health: &mut Health) {
    let result = record.record == RecordType::Observation
        && record.status.as_deref().is_some_and(|status| RecordType::Observation.done().contains(&status));
    let asked = |concept: &ConceptFacts| {
        concept.codings.iter().any(|(system, code)| system == LOINC && HEPATITIS_B_ANTIBODIES.contains(&code.as_str()))
    };
    let unit = record.unit.as_deref().is_none_or(|unit| matches!(unit, "m[IU]/mL" | "mIU/mL" | "[IU]/L"));
    if result && unit && record.concept.as_ref().is_some_and(asked) && record.number.is_some_and(|n| n >= 10.0) {
        health.immune.push((Series::HepatitisB, from, "has antibodies against hepatitis B".into()));
    }
}
