//! Prospect lists: who is linked, who is looked at by a person, who is never contacted, who is erased.

use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::ids::ProspectListId;
use shared::outreach::lookup::{LineType, LookupProvider};
use shared::outreach::prospects::{
    ListDetails, ListStatus, Mapping, MembersQuery, ProspectListsQuery, RefusalsQuery, Understood, UploadedFile,
};
use shared::people::{EditPrograms, ViewPrograms};
use shared::time::{Millis, UtcMillis};
use store::bulk::Bulk;
use store::outreach::lookup::{self, Answer, Terms};
use store::outreach::prospects::{self, Job, Line, NewList};
use store::testing::on_both;
use store::{Db, Permit, StoreError, addresses, consent};

/// 29 November 2026.
const NOW: UtcMillis = UtcMillis(1_795_953_600_000);
const HEADINGS: &str = "First name|Last name|Birth date|Phone|E-mail|Street|ZIP";
const TERMS: Terms = Terms { provider: LookupProvider::Twilio, cost_micros: 8_000, months: 6 };

fn editor() -> Permit<EditPrograms> {
    Permit::system("test")
}

fn viewer() -> Permit<ViewPrograms> {
    Permit::system("test")
}

fn mapping() -> Mapping {
    let headings: Vec<String> = HEADINGS.split('|').map(str::to_owned).collect();
    Mapping::guess(&headings, &[], None, Some("US"))
}

fn read(lines: &[&str]) -> Vec<Line> {
    let (mapping, columns) = (mapping(), mapping().columns().expect("usable"));
    let line = |(place, text): (usize, &&str)| {
        let cells: Vec<String> = text.split('|').map(str::to_owned).collect();
        let (cells, repaired) = mapping.tidied(&cells, |_| Some("US".into())).expect("no errors");
        let read = columns.read(cells.iter().map(String::as_str));
        let read = read.and_then(|person| addresses::reachable(person, Some("US")));
        Line { number: place as u64 + 2, cells, read, repaired }
    };
    lines.iter().enumerate().map(line).collect()
}

async fn uploaded(db: &Db, lines: &[&str]) -> UploadedFile {
    let new = NewList {
        source: "Lamna Marketing".into(),
        file_name: "november.csv".into(),
        encoding: "utf-8".into(),
        mapping: mapping(),
        lines: lines.len() as u64,
        bytes: lines.join("\n").into_bytes(),
    };
    prospects::upload(db, &editor(), NOW, new).await.expect("uploaded")
}

async fn drafted(db: &Db, lines: &[&str]) -> ProspectListId {
    match uploaded(db, lines).await {
        UploadedFile::New(id) => id,
        UploadedFile::Before(id) => panic!("{id} is the same file"),
    }
}

async fn confirmed(db: &Db, lines: &[&str], expires_on: &str) -> (ProspectListId, Job) {
    let id = drafted(db, lines).await;
    let details =
        ListDetails { name: "November".into(), license: String::new(), expires_on: expires_on.into(), program: None };
    prospects::confirm(db, &editor(), NOW, id, details, &mapping()).await.expect("confirmed");
    (id, prospects::next_job(db).await.expect("read").expect("a job"))
}

async fn imported(db: &Db, lines: &[&str], expires_on: &str) -> ProspectListId {
    let (id, mut job) = confirmed(db, lines, expires_on).await;
    assert!(prospects::write(db, &mut Bulk::default(), NOW, &mut job, &read(lines)).await.expect("written"));
    prospects::finish(db, NOW, &job).await.expect("finished");
    id
}

/// Added, patients, known before, repeated, refused, in review.
async fn counts(db: &Db, id: ProspectListId) -> [u64; 6] {
    let view = prospects::view(db, &viewer(), NOW, id, &TERMS).await.expect("a list");
    let counts = view.counts;
    [counts.added, counts.patients, counts.known, counts.repeated, counts.refused, counts.review]
}

async fn patient(db: &Db, given: &str, family: &str, born: &str, phone: &str) -> i64 {
    let mut tx = db.begin().await.expect("begins");
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO patient (uid, source_id, given, family, name_search, birth_date, created_at, updated_at)
         VALUES ($1, $1, $2, $3, $4, $5, 0, 0) RETURNING id",
    )
    .bind(uuid_of(phone))
    .bind(given)
    .bind(family)
    .bind(format!("{given} {family}").to_lowercase())
    .bind(born)
    .fetch_one(&mut *tx)
    .await
    .expect("a patient");
    sqlx::query("INSERT INTO contact_point (patient_id, system, address) VALUES ($1, 'phone', $2)")
        .bind(key)
        .bind(phone)
        .execute(&mut *tx)
        .await
        .expect("a number");
    tx.commit().await.expect("commits");
    key
}

/// An id that is told by the number.
fn uuid_of(phone: &str) -> String {
    format!("0190a1b2-0000-7000-8000-{:0>12}", &phone[phone.len() - 7..])
}

async fn number_of_people(db: &Db) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM patient").fetch_one(db.read()).await.expect("counted")
}

#[tokio::test]
async fn who_is_certain_is_linked_who_is_not_is_reviewed_and_nobody_is_merged_in_silence() {
    on_both(async |db| {
        patient(&db, "Ana", "Silva", "1980-03-04", "+12175550143").await;
        let lines = [
            "Ana|Silva||217-555-0143|||",
            "Ana|Silva|1950-01-01|217-555-0143|||",
            "Bruno|Silva||217-555-0143|||",
            "Cleo|Test||217-555-0144||12 Oak St|62701",
            "Cleo|Test||217-555-0144||12 Oak St|62701",
            "|||217-555-0145|||",
            "Dora|Nobody|||||",
        ];
        let preview =
            prospects::preview(&db, &editor(), NOW, drafted(&db, &lines).await, &read(&lines)).await.expect("seen");
        assert!(
            matches!(preview[1].understood, Understood::Review)
                && matches!(preview[4].understood, Understood::Repeated)
        );
        assert_eq!(number_of_people(&db).await, 1, "a preview writes nobody");
        let UploadedFile::Before(id) = uploaded(&db, &lines).await else { panic!("the same file is known") };
        let details = ListDetails {
            name: "November".into(),
            license: String::new(),
            expires_on: "2026-12-31".into(),
            program: None,
        };
        prospects::confirm(&db, &editor(), NOW, id, details, &mapping()).await.expect("confirmed");
        let mut job = prospects::next_job(&db).await.expect("read").expect("a job");
        assert!(prospects::write(&db, &mut Bulk::default(), NOW, &mut job, &read(&lines)).await.expect("written"));
        prospects::finish(&db, NOW, &job).await.expect("finished");
        assert_eq!(counts(&db, id).await, [2, 1, 0, 1, 2, 1]);
        assert_eq!(number_of_people(&db).await, 3, "Ana, Bruno and Cleo");
        let refused = prospects::refusals(&db, &viewer(), id, &RefusalsQuery::default()).await.expect("refusals");
        assert_eq!(refused.rows.iter().map(|one| one.line).collect::<Vec<_>>(), [7, 8]);
        let segment = prospects::as_segment(&db, &Permit::system("test"), NOW, id).await.expect("a segment");
        let inside: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM segment_member m JOIN segment s ON s.id = m.segment_id WHERE s.uid = $1",
        )
        .bind(segment.to_string())
        .fetch_one(db.read())
        .await
        .expect("counted");
        assert_eq!(inside, 3);
        let members = prospects::members(&db, &viewer(), NOW, id, &MembersQuery::default()).await.expect("members");
        assert_eq!(members.total, 3);
        assert!(matches!(uploaded(&db, &lines).await, UploadedFile::Before(same) if same == id));
        assert_eq!(number_of_people(&db).await, 3, "the same file changes nothing");
    })
    .await;
}

#[tokio::test]
async fn a_person_decides_once_whom_a_line_names() {
    on_both(async |db| {
        patient(&db, "Ana", "Silva", "1980-03-04", "+12175550143").await;
        let lines = ["Anna|Silva||217-555-0143|||", "Ana|Silva|1951-01-01|217-555-0143|||"];
        let id = imported(&db, &lines, "2026-12-31").await;
        let cases = prospects::cases(&db, &editor(), NOW, id).await.expect("cases");
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].shown.reveal().name, "Anna Silva");
        let ana = cases[0].candidates[0].id;
        prospects::decide(&db, &editor(), NOW, id, cases[0].key, Some(ana)).await.expect("the same");
        prospects::decide(&db, &editor(), NOW, id, cases[1].key, None).await.expect("another");
        let again = prospects::decide(&db, &editor(), NOW, id, cases[1].key, None).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
        assert_eq!(counts(&db, id).await, [1, 1, 0, 0, 0, 0]);
        assert_eq!(number_of_people(&db).await, 2);
    })
    .await;
}

#[tokio::test]
async fn an_import_goes_on_where_it_was_and_two_processes_write_no_line_twice() {
    on_both(async |db| {
        let lines = ["Ana|Silva||217-555-0143|||", "Bruno|Costa||217-555-0144|||", "Cleo|Test||217-555-0145|||"];
        let (id, mut first) = confirmed(&db, &lines, "2026-12-31").await;
        let mut second = prospects::next_job(&db).await.expect("read").expect("the same job");
        let (all, mut bulk) = (read(&lines), Bulk::default());
        assert!(prospects::write(&db, &mut bulk, NOW, &mut first, &all[..2]).await.expect("written"));
        assert!(!prospects::write(&db, &mut bulk, NOW, &mut second, &all[..2]).await.expect("nothing"));
        let mut after = prospects::next_job(&db).await.expect("read").expect("the rest");
        assert_eq!(after.done, 2);
        assert!(prospects::write(&db, &mut bulk, NOW, &mut after, &all[2..]).await.expect("written"));
        prospects::finish(&db, NOW, &after).await.expect("finished");
        prospects::finish(&db, NOW, &after).await.expect("once");
        assert_eq!(counts(&db, id).await, [3, 0, 0, 0, 0, 0]);
        assert!(prospects::next_job(&db).await.expect("read").is_none());
        assert!(prospects::draft_file(&db, &editor(), id).await.is_err(), "the file is gone");
    })
    .await;
}

#[tokio::test]
async fn who_refused_every_number_they_have_is_counted_and_marked() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("begins");
        for channel in [Channel::Sms, Channel::Voice] {
            let said = consent::Said {
                address: "+12175550143",
                channel,
                purpose: Purpose::Event,
                status: ConsentStatus::Denied,
                source: "staff",
                text_version: "",
                actor: "test",
                patient: None,
            };
            consent::record(&mut tx, NOW, said).await.expect("said");
        }
        tx.commit().await.expect("commits");
        let lines = ["Ana|Silva||217-555-0143|||", "Bruno|Costa||217-555-0143;217-555-0144|||"];
        let id = imported(&db, &lines, "2026-12-31").await;
        let view = prospects::view(&db, &viewer(), NOW, id, &TERMS).await.expect("a list");
        assert_eq!((view.counts.added, view.counts.blocked), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn a_list_that_ran_out_is_erased_but_for_patients_and_people_of_other_lists() {
    on_both(async |db| {
        patient(&db, "Ana", "Silva", "1980-03-04", "+12175550143").await;
        let first = [
            "Ana|Silva||217-555-0143|||",
            "Bruno|Costa||217-555-0144|||",
            "Cleo|Test||217-555-0145|||",
            "Dora|Prova||217-555-0146|||",
        ];
        let id = imported(&db, &first, "2026-12-01").await;
        imported(&db, &["Bruno|Costa||217-555-0144|||"], "2027-06-30").await;
        sqlx::query("UPDATE patient SET relationship = 'patient' WHERE family = 'Test'")
            .execute(db.read())
            .await
            .expect("became one");
        assert_eq!(prospects::expire(&db, NOW).await.expect("nothing due"), 0);
        let later = NOW + Millis::days(10);
        while prospects::expire(&db, later).await.expect("a round") > 0 {}
        let names: Vec<String> =
            sqlx::query_scalar("SELECT family FROM patient ORDER BY family").fetch_all(db.read()).await.expect("names");
        assert_eq!(names, ["Costa", "Silva", "Test"], "Dora is gone");
        let view = prospects::view(&db, &viewer(), later, id, &TERMS).await.expect("a list");
        assert_eq!((view.status.known(), view.counts.erased), (Some(ListStatus::Expired), 1));
        let audited: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM audit_event WHERE action = 'delete' AND entity = 'prospect-list' AND patients = 1",
        )
        .fetch_one(db.read())
        .await
        .expect("audit");
        assert_eq!(audited, 1);
        let query = ProspectListsQuery { status: Some(ListStatus::Expired), ..ProspectListsQuery::default() };
        assert_eq!(prospects::lists(&db, &viewer(), &query).await.expect("lists").total, 1);
        // The file may come again once it has expired.
        assert!(matches!(uploaded(&db, &first).await, UploadedFile::New(_)));
        assert_eq!(
            prospects::expire(&db, later + Millis::days(8)).await.expect("a round"),
            1,
            "an unconfirmed file is thrown away"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_list_is_said_at_its_field_and_nothing_is_written() {
    on_both(async |db| {
        let id = drafted(&db, &["Ana|Silva||217-555-0143|||"]).await;
        let past =
            ListDetails { name: String::new(), license: String::new(), expires_on: "2026-01-01".into(), program: None };
        let Err(StoreError::Invalid(wrong)) = prospects::confirm(&db, &editor(), NOW, id, past, &mapping()).await
        else {
            panic!("not refused")
        };
        assert_eq!(wrong.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["name", "expires_on"]);
        let mut unusable = mapping();
        unusable.columns.iter_mut().for_each(|column| column.holds = shared::patients::ColumnKind::Nothing);
        let good = ListDetails {
            name: "November".into(),
            license: String::new(),
            expires_on: "2026-12-31".into(),
            program: None,
        };
        let Err(StoreError::Invalid(wrong)) = prospects::confirm(&db, &editor(), NOW, id, good, &unusable).await else {
            panic!("not refused")
        };
        assert!(wrong[0].field == "columns" && wrong[0].message.contains("“Last name”"), "{wrong:?}");
        assert!(prospects::next_job(&db).await.expect("read").is_none());
        prospects::discard(&db, &editor(), NOW, id).await.expect("thrown away");
        assert!(matches!(prospects::view(&db, &viewer(), NOW, id, &TERMS).await, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn numbers_are_looked_up_once_paid_once_and_asked_again_after_months() {
    on_both(async |db| {
        let lines = ["Ana|Silva||217-555-0143|||", "Bruno|Costa||217-555-0143|||", "Cleo|Test||217-555-0144|||"];
        let id = imported(&db, &lines, "2028-12-31").await;
        assert!(lookup::claim(&db, NOW, &TERMS, 10).await.expect("claimed").is_empty(), "nobody asked for it");
        lookup::ask_for(&db, &editor(), NOW, id).await.expect("asked for");
        let claimed = lookup::claim(&db, NOW, &TERMS, 10).await.expect("claimed");
        assert_eq!(claimed.len(), 2, "two numbers of three people");
        assert!(lookup::claim(&db, NOW, &TERMS, 10).await.expect("claimed").is_empty(), "another process has them");
        let mobile =
            Answer { line: LineType::Mobile, carrier: "Lamna Mobile".into(), country: "US".into(), charged: true };
        lookup::keep(&db, NOW, &TERMS, &claimed[0], &mobile).await.expect("kept");
        lookup::put_off(&db, &claimed[1], NOW + Millis::minutes(15)).await.expect("put off");
        assert!(lookup::claim(&db, NOW + Millis::minutes(14), &TERMS, 10).await.expect("claimed").is_empty());
        let again = lookup::claim(&db, NOW + Millis::minutes(15), &TERMS, 10).await.expect("claimed");
        assert_eq!(again, claimed[1..]);
        let landline = Answer { line: LineType::Landline, ..mobile };
        lookup::keep(&db, NOW, &TERMS, &again[0], &landline).await.expect("kept");
        let plan = prospects::view(&db, &viewer(), NOW, id, &TERMS).await.expect("a list").lookup;
        assert_eq!((plan.mobile, plan.landline, plan.to_ask, plan.spent_micros), (1, 1, 0, 16_000));
        let mut tx = db.begin().await.expect("begins");
        assert_eq!(lookup::line_type(&mut tx, "+12175550143").await.expect("known"), Some(LineType::Mobile));
        drop(tx);
        let later = NOW + Millis::days(200);
        assert_eq!(lookup::claim(&db, later, &TERMS, 10).await.expect("claimed").len(), 2, "six months have passed");
    })
    .await;
}
