//! Agreement with outside test cases: six measures of ../shared/data/ecqm, imported as FHIR and judged by our own care gaps.
//! The cases turn on licensed value sets that we do not ship; a few of their codes stand here as ValueSets, as an operator
//! with the licence would import them.

use fhir::Options;
use shared::people::ImportPatients;
use shared::segments::care_gap::Period;
use shared::segments::{GapState, RecordType, care_gaps};
use shared::time::{Date, UtcMillis};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use store::{Db, Permit};

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

/// (measure's folder, our gap)
const MEASURES: [(&str, &str); 6] = [
    ("CMS122FHIRDiabetesAssessGT9Pct", "diabetes-glycaemic-status"),
    ("CMS124FHIRCervicalCancerScreen", "cervical-cancer-screening"),
    ("CMS125FHIRBreastCancerScreen", "breast-cancer-screening"),
    ("CMS130FHIRColorectalCancerScrn", "colorectal-cancer-screening"),
    ("CMS131FHIRDiabetesEyeExam", "diabetes-eye-exam"),
    ("CMS165FHIRControllingHighBP", "controlling-blood-pressure"),
];

const SNOMED: &str = "http://snomed.info/sct";
const ICD10: &str = "http://hl7.org/fhir/sid/icd-10-cm";
const ICD10_PCS: &str = "http://www.cms.gov/Medicare/Coding/ICD10";

/// (our code set, [(system, code)] that stand for the steward's set)
type Codes = &'static [(&'static str, &'static str)];
const LICENSED: [(&str, Codes); 19] = [
    ("Diabetes", &[(SNOMED, "102781000119107"), (SNOMED, "44054006"), (SNOMED, "46635009")]),
    ("Diabetic retinopathy", &[(SNOMED, "193349004")]),
    ("Retinal exam", &[(SNOMED, "252779009"), (SNOMED, "722161008"), (SNOMED, "274798009")]),
    ("Absence of both eyes", &[(SNOMED, "15665641000119103")]),
    ("Hospice care", &[(SNOMED, "170935008"), (SNOMED, "183921001"), (SNOMED, "305336008"), (SNOMED, "385763009")]),
    (
        "Palliative care",
        &[
            (SNOMED, "441874000"),
            (SNOMED, "305686008"),
            (SNOMED, "305284002"),
            (SNOMED, "305824005"),
            (SNOMED, "395694002"),
            (SNOMED, "103735009"),
        ],
    ),
    (
        "Frailty",
        &[
            (SNOMED, "183240000"),
            (SNOMED, "262177002"),
            (SNOMED, "217083007"),
            (SNOMED, "102492002"),
            (SNOMED, "10637031000119106"),
            (ICD10, "R26.89"),
        ],
    ),
    ("Advanced illness", &[(SNOMED, "101421000119107")]),
    ("Essential hypertension", &[(SNOMED, "371125006"), (SNOMED, "59621000")]),
    ("Pregnancy", &[(SNOMED, "10231000132102")]),
    ("Colonoscopy", &[(SNOMED, "1209098000"), (SNOMED, "73761001")]),
    ("Flexible sigmoidoscopy", &[(SNOMED, "1217117008"), (SNOMED, "841000119107"), (SNOMED, "44441009")]),
    ("Total colectomy", &[(SNOMED, "36192008")]),
    ("Colorectal cancer", &[(SNOMED, "109838007")]),
    ("Absence of cervix", &[(SNOMED, "37687000")]),
    ("Bilateral mastectomy", &[(SNOMED, "136071000119101")]),
    ("Unilateral mastectomy left", &[(SNOMED, "137671000119105"), (ICD10_PCS, "0HTU0ZZ")]),
    ("Unilateral mastectomy right", &[(SNOMED, "137681000119108"), (ICD10_PCS, "0HTT0ZZ")]),
    ("Unilateral mastectomy", &[(SNOMED, "248802009")]),
];
/// A home visit that tells of frailty is coded in CPT, which we may not write down: it is taken from the cases by its words.
const FRAILTY_VISIT: &str = "assistance with activities of daily living";

/// One case and what the measure's authors say of it.
struct Case {
    id: String,
    description: String,
    period_end: Date,
    expected: bool,
}

/// The unpacked cases; `None`, with a word about it, where the data is not.
fn unpacked(into: &Path) -> Option<()> {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/ecqm/care-gap-cases.tar.zst");
    if !archive.exists() {
        eprintln!("skipped: {} is not there", archive.display());
        return None;
    }
    let bytes = std::fs::read(archive).expect("readable");
    let tar = into.join("cases.tar");
    std::fs::write(&tar, zstd::decode_all(&*bytes).expect("zstd")).expect("written");
    let done = Command::new("tar").arg("-xf").arg(&tar).arg("-C").arg(into).status().expect("tar runs");
    assert!(done.success());
    Some(())
}

/// The cases of one measure, from `expected.csv`.
fn cases(folder: &Path, measure: &str) -> Vec<Case> {
    let text = std::fs::read_to_string(folder.join("expected.csv")).expect("expected.csv");
    let mut lines = text.lines().map(fields);
    let head = lines.next().expect("a head");
    let column = |name: &str| head.iter().position(|column| column.starts_with(name)).expect("a column");
    // The diabetes measure is inverse: its numerator is the gap.
    let expected = if measure.starts_with("CMS122") { column("numer") } else { column("open_gap") };
    let (id, end, words) = (column("case_id"), column("period_end"), column("description"));
    lines
        .filter(|line| line[0] == measure)
        .map(|line| Case {
            id: line[id].clone(),
            description: line[words].clone(),
            period_end: Date::parse(&line[end]).expect("a date"),
            expected: line[expected] == "1",
        })
        .collect()
}

/// A line of CSV; quoted fields may hold commas.
fn fields(line: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => all.push(String::new()),
            letter => all.last_mut().expect("one at least").push(letter),
        }
    }
    all
}

async fn import(db: &Db, path: PathBuf) {
    let permit: Permit<ImportPatients> = Permit::system("test");
    fhir::import(db, &|| NOW, &[path], Options::default(), &permit).await.expect("import");
}

/// The cases whose gap we see otherwise than the measure's authors do.
async fn disagreements(db: &Db, gap: &str, cases: &[Case]) -> Vec<String> {
    let gap = care_gaps::by_key(gap, Period::CalendarYear).expect("ours");
    let mut found = Vec::new();
    for case in cases {
        let key: i64 = sqlx::query_scalar("SELECT id FROM patient WHERE source_id = $1")
            .bind(&case.id)
            .fetch_one(db.read())
            .await
            .expect("imported");
        let facts = store::segments::facts::facts(db, key, RecordType::ALL).await.expect("facts");
        let standing = gap.standing(&facts, case.period_end);
        if (standing.state == GapState::OpenGap) != case.expected {
            let names = |all: &[(&'static str, shared::segments::Explanation)]| {
                all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
            };
            found.push(format!(
                "{} expected {}, is {} (population {}, excluded by [{}], closed by [{}]): {}",
                &case.id[..8],
                if case.expected { "open" } else { "not open" },
                standing.state.code(),
                standing.population.truth,
                names(&standing.excluded_by),
                names(&standing.closed_by),
                case.description
            ));
        }
    }
    found
}

fn value_set(name: &str, codes: &[(String, String)]) -> String {
    let contains: Vec<_> =
        codes.iter().map(|(system, code)| serde_json::json!({"system": system, "code": code})).collect();
    serde_json::json!({"resourceType": "ValueSet", "id": name.to_lowercase().replace(' ', "-"), "title": name,
        "expansion": {"contains": contains}})
    .to_string()
}

/// The codes the cases' encounters carry under words like these.
fn codes_worded(folder: &Path, words: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (measure, _) in MEASURES {
        for case in std::fs::read_dir(folder.join(measure)).expect("cases") {
            for file in std::fs::read_dir(case.expect("a case").path()).expect("files") {
                let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
                let resource: serde_json::Value = serde_json::from_str(&text).expect("JSON");
                let codings = resource["type"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .flat_map(|kind| kind["coding"].as_array().cloned().unwrap_or_default());
                for coding in
                    codings.filter(|coding| coding["display"].as_str().is_some_and(|text| text.contains(words)))
                {
                    let part = |name: &str| coding[name].as_str().unwrap_or_default().to_owned();
                    found.push((part("system"), part("code")));
                }
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn our_care_gaps_agree_with_the_measures_own_cases() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(()) = unpacked(folder.path()) else { return };
    let db = Db::open(&format!("sqlite://{}", folder.path().join("ecqm.db").display())).await.expect("opens");
    db.migrate().await.expect("migrates");
    for (measure, _) in MEASURES {
        import(&db, folder.path().join(measure)).await;
    }
    let mut agreed: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for round in 0..2 {
        for (measure, gap) in MEASURES {
            let cases = cases(folder.path(), measure);
            let different = disagreements(&db, gap, &cases).await;
            agreed.entry(measure).or_default()[round] = cases.len() - different.len();
            println!(
                "{measure}: {} of {} with {}",
                cases.len() - different.len(),
                cases.len(),
                ["what ships", "ValueSets imported"][round]
            );
            for line in different {
                println!("    {line}");
            }
        }
        let sets = folder.path().join("sets");
        std::fs::create_dir_all(&sets).expect("a folder");
        for (name, codes) in LICENSED {
            let mut codes: Vec<_> =
                codes.iter().map(|(system, code)| ((*system).to_owned(), (*code).to_owned())).collect();
            if name == "Frailty" {
                codes.extend(codes_worded(folder.path(), FRAILTY_VISIT));
            }
            let codes = &codes;
            std::fs::write(sets.join(format!("{name}.json")), value_set(name, codes)).expect("written");
        }
        import(&db, sets).await;
    }
    for (measure, _) in MEASURES {
        let (right, all) = (agreed[measure][1], cases(folder.path(), measure).len());
        assert!(right * 100 >= all * 95, "{measure}: {right} of {all}");
    }
}
