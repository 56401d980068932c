//! Real input: counts by type after an import equal an independent count of the files. Uses ../shared/data beside the
//! project where it is there; `WAYPOST_ALL_DATA=1` takes all of it instead of a part.

use fhir::Options;
use serde_json::Value;
use shared::people::ImportPatients;
use shared::time::UtcMillis;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use store::testing::on_both;
use store::{Db, Permit};

/// Patients' files that are taken when not all are.
const PART: usize = 8;

fn archive(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !path.exists() {
        eprintln!("skipped: ../shared/data/{name} is not there");
        return None;
    }
    Some(path)
}

/// Unpacks the JSON files of a zstd-compressed tar archive (POSIX ustar) into `folder`.
fn unpack(archive: &Path, folder: &Path) {
    let file = std::fs::File::open(archive).expect("the archive opens");
    let mut decoder = zstd::stream::Decoder::new(file).expect("zstd");
    decoder.window_log_max(27).expect("a window of 128 MB");
    let all = std::env::var("WAYPOST_ALL_DATA").is_ok();
    let mut taken = 0;
    let mut header = [0u8; 512];
    while decoder.read_exact(&mut header).is_ok() && header[0] != 0 {
        let text = |range: std::ops::Range<usize>| {
            let bytes = &header[range];
            let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
            String::from_utf8_lossy(&bytes[..end]).trim().to_owned()
        };
        let size = u64::from_str_radix(&text(124..136), 8).expect("an octal size");
        let name = text(0..100);
        let wanted = name.contains("Information") || all || taken < PART;
        let mut content = Vec::new();
        (&mut decoder).take(size.div_ceil(512) * 512).read_to_end(&mut content).expect("content");
        if wanted && header[156] == b'0' && name.ends_with(".json") {
            taken += usize::from(!name.contains("Information"));
            let short = name.rsplit('/').next().unwrap_or_default();
            std::fs::write(folder.join(short), &content[..size as usize]).expect("written");
        }
    }
    assert!(taken > 0, "the archive has JSON files");
}

/// Distinct ids by type, by walking plain JSON values.
fn independent_count(folder: &Path) -> (BTreeMap<String, BTreeSet<String>>, u64) {
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut components = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("folder") {
        let text = std::fs::read_to_string(entry.expect("entry").path()).expect("text");
        let bundle: Value = serde_json::from_str(&text).expect("JSON");
        for entry in bundle["entry"].as_array().expect("entries") {
            let resource = &entry["resource"];
            let (kind, id) = (resource["resourceType"].as_str().expect("type"), resource["id"].as_str().expect("id"));
            ids.entry(kind.to_owned()).or_default().insert(id.to_owned());
            if let Some(parts) = resource["component"].as_array() {
                components.insert(id.to_owned(), parts.len() as u64);
            }
        }
    }
    (ids, components.values().sum())
}

async fn number(db: &Db, sql: &str) -> u64 {
    let number: i64 =
        sqlx::query_scalar(sql).fetch_one(db.read()).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    number.unsigned_abs()
}

async fn matches(archive_name: &str) {
    let Some(archive) = archive(archive_name) else { return };
    let folder = tempfile::tempdir().expect("folder");
    unpack(&archive, folder.path());
    let (ids, components) = independent_count(folder.path());
    let paths = [folder.path().to_owned()];
    on_both(async |db| {
        let permit: Permit<ImportPatients> = Permit::system("test");
        let first = fhir::import(&db, &|| UtcMillis(0), &paths, Options::default(), &permit).await.expect("import");
        assert_eq!(first.rejected_total, 0, "{:?}", first.rejected);
        for count in &first.types {
            let expected = ids.get(&count.name).map_or(0, BTreeSet::len) as u64;
            assert_eq!(count.new, expected, "{}", count.name);
            let kind = store::import::RecordKind::of_name(&count.name).expect("a known type");
            assert_eq!(
                number(&db, &format!("SELECT COUNT(*) FROM {}", kind.table())).await,
                expected,
                "{}",
                count.name
            );
        }
        for kind in store::import::RecordKind::ALL {
            assert!(
                !ids.contains_key(kind.name()) || first.types.iter().any(|count| count.name == kind.name()),
                "{} was read",
                kind.name()
            );
        }
        assert_eq!(number(&db, "SELECT COUNT(*) FROM observation_component").await, components);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM encounter WHERE practitioner_id IS NULL").await, 0);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM encounter WHERE organization_id IS NULL").await, 0);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM unresolved_reference").await, 0);
        let second = fhir::import(&db, &|| UtcMillis(0), &paths, Options::default(), &permit).await.expect("import");
        assert_eq!(second.sum(|count| count.new + count.changed + count.rejected), 0);
    })
    .await;
}

#[tokio::test]
async fn transaction_bundles_of_615_patients() {
    matches("fhir/synthea-r4-615.tar.zst").await;
}

#[tokio::test]
async fn us_core_bundles_of_recent_patients() {
    matches("fhir/synthea-recent-60.tar.zst").await;
}

/// The day near which the records of the 615 patients end.
const THEIR_DAY: UtcMillis = UtcMillis(1_609_372_800_000);

/// Prints how many patients each template takes in, for the eye: `WAYPOST_ALL_DATA=1 cargo test --test shared_data templates -- --nocapture`.
#[tokio::test]
async fn templates_take_in_few_of_the_615_and_never_everybody() {
    if std::env::var("WAYPOST_ALL_DATA").is_err() {
        return;
    }
    let Some(archive) = archive("fhir/synthea-r4-615.tar.zst") else { return };
    let folder = tempfile::tempdir().expect("folder");
    unpack(&archive, folder.path());
    let paths = [folder.path().to_owned()];
    on_both(async |db| {
        if db.dialect() == store::Dialect::Postgres {
            return;
        }
        let permit: Permit<ImportPatients> = Permit::system("test");
        fhir::import(&db, &|| THEIR_DAY, &paths, Options::default(), &permit).await.expect("import");
        while store::vaccines::round(&db, THEIR_DAY).await.expect("a round") > 0 {}
        let facts = store::segments::FactIndex::new(u64::MAX);
        facts.build(&db).await.expect("an index");
        let everybody = number(&db, "SELECT COUNT(*) FROM patient").await;
        for template in shared::segments::templates::templates() {
            let members = store::segments::size(&db, &facts, THEIR_DAY, &template.rule).await.expect("a count");
            println!("| {} | {members} | {:.1} % |", template.name, members as f64 * 100.0 / everybody.max(1) as f64);
            assert!(members < everybody, "{} takes everybody in", template.name);
        }
    })
    .await;
}
