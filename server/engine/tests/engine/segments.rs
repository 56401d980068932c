//! Memberships over virtual time: a change is followed without anybody pressing anything, a birthday too, and a segment
//! that fails keeps no other from being right.

use engine::Services;
use engine::segments::round;
use shared::change::{ChangeKind, Changed};
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::ids::SegmentId;
use shared::people::{EditSegments, ViewOutreach};
use shared::segments::{
    AgeTest, Block, BlockId, CodeRef, Combine, ConsentTest, Group, PatientTest, Quantifier, RecordCondition,
    RecordConditionTest, RecordTest, RecordType, Rule, Said, SegmentKind, Test, TextTest,
};
use shared::time::{Date, Millis};
use store::changes::{self, Change};
use store::testing::on_both;
use store::{Db, Permit, segments};
use uuid::Uuid;

fn services(db: Db) -> Services {
    Services::sandbox(db, "https://outreach.lamna.example")
}

fn all(test: Test) -> Rule {
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), test)] })
}

fn far_sighted() -> Rule {
    all(Test::Record(RecordTest {
        records: vec![RecordType::Condition],
        quantifier: Quantifier::Exists,
        conditions: vec![RecordCondition {
            id: BlockId(2),
            test: RecordConditionTest::Text(TextTest::Contains("hypermetropia".into())),
        }],
        then: Vec::new(),
    }))
}

async fn live(services: &Services, name: &str, rule: &Rule) -> SegmentId {
    let (now, permit) = (services.now(), Permit::<EditSegments>::system("test"));
    let mut tx = services.db.begin().await.expect("begins");
    let id = segments::create(&mut tx, &permit, now, name, SegmentKind::Dynamic).await.expect("made");
    segments::save_draft(&mut tx, &permit, now, id, 0, rule).await.expect("saved");
    segments::go_live(&services.db, &services.facts, &mut tx, &permit, now, id).await.expect("live");
    tx.commit().await.expect("commits");
    id
}

async fn patient(services: &Services, born: Date) -> i64 {
    sqlx::query_scalar(
        "INSERT INTO patient (uid, given, family, name_search, birth_date, created_at, updated_at)
         VALUES ($1, 'A', 'B', 'a b', $2, 0, 0) RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(born.to_string())
    .fetch_one(services.db.read())
    .await
    .expect("patient")
}

/// A new condition and its change, in one transaction as the import makes them.
async fn diagnosed(services: &Services, patient: i64) {
    let mut tx = services.db.begin().await.expect("begins");
    sqlx::query(
        "INSERT INTO concept (id, digest, text, search_text) VALUES (1, 'h', 'Hypermetropia', 'hypermetropia')
         ON CONFLICT (digest) DO NOTHING",
    )
    .execute(&mut *tx)
    .await
    .expect("concept");
    let record: i64 = sqlx::query_scalar("INSERT INTO condition (patient_id, concept_id) VALUES ($1, 1) RETURNING id")
        .bind(patient)
        .fetch_one(&mut *tx)
        .await
        .expect("condition");
    let change =
        Change { patient, changed: Changed::Kind(RecordType::Condition.into()), record, change: ChangeKind::Created };
    changes::push(&mut tx, services.now(), &[change]).await.expect("queued");
    tx.commit().await.expect("commits");
}

async fn members(services: &Services, id: SegmentId) -> u64 {
    let permit = Permit::<ViewOutreach>::system("test");
    segments::by_id(&services.db, &permit, id).await.expect("segment").row.members
}

fn young() -> Date {
    Date::new(2010, 3, 4).expect("a date")
}

#[tokio::test]
async fn a_new_condition_brings_its_patient_in_by_itself() {
    on_both(async |db| {
        let services = services(db);
        let (one, two) = (patient(&services, young()).await, patient(&services, young()).await);
        let id = live(&services, "Far-sighted", &far_sighted()).await;
        assert_eq!(round(&services).await.expect("idle"), 0);
        diagnosed(&services, one).await;
        assert_eq!(members(&services, id).await, 0, "not before the round");
        assert_eq!(round(&services).await.expect("one change"), 1);
        assert_eq!(members(&services, id).await, 1);

        let mut tx = services.db.begin().await.expect("begins");
        sqlx::query("DELETE FROM condition WHERE patient_id = $1").bind(one).execute(&mut *tx).await.expect("removed");
        let gone = Change {
            patient: one,
            changed: Changed::Kind(RecordType::Condition.into()),
            record: 1,
            change: ChangeKind::Deleted,
        };
        let unrelated = Change {
            patient: two,
            changed: Changed::Kind(RecordType::Encounter.into()),
            record: 1,
            change: ChangeKind::Created,
        };
        changes::push(&mut tx, services.now(), &[gone, unrelated]).await.expect("queued");
        tx.commit().await.expect("commits");
        assert_eq!(round(&services).await.expect("both"), 2);
        assert_eq!(members(&services, id).await, 0);
        assert_eq!(round(&services).await.expect("idle again"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_dies_loses_no_change() {
    on_both(async |db| {
        let services = services(db);
        let one = patient(&services, young()).await;
        let id = live(&services, "Far-sighted", &far_sighted()).await;
        diagnosed(&services, one).await;
        let mut tx = services.db.begin().await.expect("begins");
        let taken = changes::take(&services.db, &mut tx, 10).await.expect("taken");
        assert_eq!(taken.len(), 1);
        // Killed here: the transaction never commits. Dropped alone, it would end a moment later.
        tx.rollback().await.expect("undone");
        assert_eq!(round(&services).await.expect("again"), 1);
        assert_eq!(members(&services, id).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_segment_that_fails_says_so_and_holds_up_no_other() {
    on_both(async |db| {
        let services = services(db);
        let one = patient(&services, young()).await;
        let broken = live(&services, "Broken", &far_sighted()).await;
        let whole = live(&services, "Whole", &far_sighted()).await;
        let spoil = "UPDATE segment SET live_rule = $1 WHERE uid = $2";
        sqlx::query(spoil).bind("{}").bind(broken.to_string()).execute(services.db.read()).await.expect("spoilt");
        diagnosed(&services, one).await;
        round(&services).await.expect("goes on");
        assert_eq!(members(&services, whole).await, 1);
        let error: Option<String> = sqlx::query_scalar("SELECT error FROM segment WHERE uid = $1")
            .bind(broken.to_string())
            .fetch_one(services.db.read())
            .await
            .expect("row");
        assert!(error.is_some_and(|error| error.contains("can't be read")));

        // Put right, it catches up with what it missed.
        let rule = far_sighted().to_json();
        sqlx::query(spoil).bind(rule).bind(broken.to_string()).execute(services.db.read()).await.expect("mended");
        services.clock.advance(Millis::minutes(2));
        round(&services).await.expect("tries again");
        assert_eq!(members(&services, broken).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_birthday_brings_a_patient_in_when_the_day_begins() {
    on_both(async |db| {
        let services = services(db);
        // From noon, so that a slow run does not cross midnight; 64 years before a leap day there was one.
        services.clock.advance(services.now().date_utc().start_utc() + Millis::hours(36) - services.now());
        let tomorrow = (services.now() + Millis::days(1)).date_utc();
        let born = tomorrow.plus_years(-64);
        patient(&services, born).await;
        let id = live(&services, "64 and older", &all(Test::Patient(PatientTest::Age(AgeTest::AtLeast(64))))).await;
        round(&services).await.expect("today");
        assert_eq!(members(&services, id).await, 0);
        services.clock.advance(Millis::days(1));
        assert_eq!(round(&services).await.expect("tomorrow"), 1);
        assert_eq!(members(&services, id).await, 1);
        assert_eq!(round(&services).await.expect("once a day"), 0);
    })
    .await;
}

#[tokio::test]
async fn what_people_say_and_who_cares_for_them_is_followed_at_once() {
    on_both(async |db| {
        let services = services(db);
        let one = patient(&services, young()).await;
        let write = async |sql: &str| {
            let mut tx = services.db.begin().await.expect("begins");
            sqlx::query(sql).execute(&mut *tx).await.expect(sql);
            tx.commit().await.expect("commits");
        };
        write(&format!(
            "INSERT INTO contact_point (patient_id, system, address) VALUES ({one}, 'email', 'one@example.org')"
        ))
        .await;
        write("INSERT INTO practitioner (id, given, family) VALUES (1, 'Ana', 'Silva')").await;
        let asks = ConsentTest { channel: Channel::Email, purpose: Purpose::Marketing, said: Said::Allowed };
        let agreed = live(&services, "Agreed", &all(Test::Patient(PatientTest::Consent(asks)))).await;
        let by = |name: &str| all(Test::Patient(PatientTest::Practitioner(vec![name.to_owned()])));
        let silva = live(&services, "Dr Silva", &by("ana silva")).await;
        let night = live(&services, "Dr Night", &by("Ana Night")).await;
        let here = async |id| {
            round(&services).await.expect("round");
            members(&services, id).await
        };
        assert_eq!((here(agreed).await, here(silva).await, here(night).await), (0, 0, 0));

        let mut tx = services.db.begin().await.expect("begins");
        let said = store::consent::Said {
            address: "one@example.org",
            channel: Channel::Email,
            purpose: Purpose::Marketing,
            status: ConsentStatus::Granted,
            source: "staff",
            text_version: store::consent::TEXT_VERSION,
            actor: "recipient",
            patient: None,
        };
        store::consent::record(&mut tx, services.now(), said).await.expect("said");
        tx.commit().await.expect("commits");
        assert_eq!(here(agreed).await, 1);

        write(&format!("UPDATE patient SET general_practitioner_id = 1 WHERE id = {one}")).await;
        assert_eq!(here(silva).await, 1, "an import learns late whose patient somebody is");
        write("UPDATE practitioner SET family = 'Night' WHERE id = 1").await;
        assert_eq!((here(silva).await, here(night).await), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn a_department_that_is_renamed_has_the_patients_of_its_new_name() {
    on_both(async |db| {
        let services = services(db);
        let one = patient(&services, young()).await;
        let test = RecordTest {
            records: vec![RecordType::Encounter],
            quantifier: Quantifier::Exists,
            conditions: vec![RecordCondition {
                id: BlockId(2),
                test: RecordConditionTest::Site(vec!["Cardiology".into()]),
            }],
            then: Vec::new(),
        };
        let id = live(&services, "Cardiology", &all(Test::Record(test))).await;
        let mut tx = services.db.begin().await.expect("begins");
        for sql in [
            "INSERT INTO organization (id, name) VALUES (1, 'Department 7')".to_owned(),
            format!("INSERT INTO encounter (patient_id, status, organization_id) VALUES ({one}, 'finished', 1)"),
        ] {
            sqlx::query(&sql).execute(&mut *tx).await.expect("written");
        }
        tx.commit().await.expect("commits");
        round(&services).await.expect("round");
        assert_eq!(members(&services, id).await, 0);
        let mut tx = services.db.begin().await.expect("begins");
        sqlx::query("UPDATE organization SET name = 'Cardiology' WHERE id = 1")
            .execute(&mut *tx)
            .await
            .expect("renamed");
        tx.commit().await.expect("commits");
        round(&services).await.expect("round");
        assert_eq!(members(&services, id).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_new_record_reaches_only_the_segments_that_ask_for_its_code() {
    on_both(async |db| {
        let services = services(db);
        let one = patient(&services, young()).await;
        let asking = async |name: &str, code: &str| {
            let code = CodeRef { system: "http://snomed.info/sct".into(), code: code.into(), display: String::new() };
            let test = RecordTest {
                records: vec![RecordType::Condition],
                quantifier: Quantifier::Exists,
                conditions: vec![RecordCondition { id: BlockId(2), test: RecordConditionTest::Code(vec![code]) }],
                then: Vec::new(),
            };
            live(&services, name, &all(Test::Record(test))).await
        };
        let (far, near) = (asking("Far-sighted", "38101003").await, asking("Near-sighted", "57190000").await);
        let looked_at = async |id: SegmentId| -> i64 {
            sqlx::query_scalar("SELECT refreshed_at FROM segment WHERE uid = $1")
                .bind(id.to_string())
                .fetch_one(services.db.read())
                .await
                .expect("row")
        };
        let before = looked_at(near).await;
        services.clock.advance(Millis::minutes(1));
        let mut tx = services.db.begin().await.expect("begins");
        sqlx::query("INSERT INTO concept (id, digest, text, search_text) VALUES (1, 'h', 'Hypermetropia', '')")
            .execute(&mut *tx)
            .await
            .expect("concept");
        sqlx::query(
            "INSERT INTO concept_coding (concept_id, ordinal, system, code, display)
             VALUES (1, 0, 'http://snomed.info/sct', '38101003', '')",
        )
        .execute(&mut *tx)
        .await
        .expect("coding");
        tx.commit().await.expect("commits");
        diagnosed(&services, one).await;
        assert_eq!(round(&services).await.expect("round"), 1);
        assert_eq!((members(&services, far).await, members(&services, near).await), (1, 0));
        assert!(looked_at(far).await > before);
        assert_eq!(looked_at(near).await, before, "nobody looked at a segment that could not care");
    })
    .await;
}
