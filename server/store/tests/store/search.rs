//! Search boxes find letters of any alphabet in any case, and signs as themselves, on both databases.

use shared::change::ChangeKind;
use shared::events::EventFields;
use shared::events::views::Tab;
use shared::ids::{EventId, SegmentId};
use shared::noun::Noun;
use shared::paging::PageQuery;
use shared::patients::PatientFilter;
use shared::people::{ViewOutreach, ViewPatients};
use shared::segments::wire::CodedPart;
use shared::segments::{MemberList, RecordType};
use shared::time::UtcMillis;
use store::audit::Wanted;
use store::changes::QueuedChange;
use store::events::{attendance, list as events};
use store::journeys::triggers;
use store::testing::on_both;
use store::{Db, Permit, audit, code_sets, journeys, media, outbox, overview, patients, segments, templates};
use uuid::Uuid;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

const NAMES: [&str; 8] =
    ["50_ off", "5012", "100% sure", "1000 sure", "ÉLODIE", "ИВАН Straße", "ΟΔΥΣΣΕΥΣ", r"a*b? [c] (d)|^$ \e! {f}"];

/// What is typed, and the one name that has it.
const SEARCHES: [(&str, &str); 14] = [
    ("50_", "50_ off"),
    ("0_ OFF", "50_ off"),
    ("100%", "100% sure"),
    ("% Sure", "100% sure"),
    ("élodie", "ÉLODIE"),
    ("ÉLODIE", "ÉLODIE"),
    (" Élo ", "ÉLODIE"),
    ("иван", "ИВАН Straße"),
    ("ВАн straße", "ИВАН Straße"),
    ("οδυς", "ΟΔΥΣΣΕΥΣ"),
    ("οδυσσευσ", "ΟΔΥΣΣΕΥΣ"),
    ("*B?", r"a*b? [c] (d)|^$ \e! {f}"),
    ("[C] (D)|^$", r"a*b? [c] (d)|^$ \e! {f}"),
    (r"\E! {F}", r"a*b? [c] (d)|^$ \e! {f}"),
];

/// The event that people registered for.
async fn host(db: &Db) -> EventId {
    let host = EventId(Uuid::now_v7());
    sqlx::query(
        "INSERT INTO event (uid, status, stage, name, search_text, format, fields, created_at, updated_at)
     VALUES ($1, 'draft', 'agenda', 'Host', 'host', 'online', '{}', 0, 0)",
    )
    .bind(host.to_string())
    .execute(db.read())
    .await
    .expect("host");
    host
}

/// One of everything that a list shows, called `name`; an event has a registration of that name.
async fn add(db: &Db, n: i64, name: &str, event: &str) {
    let fields = serde_json::to_string(&EventFields { name: name.into(), ..EventFields::default() }).expect("JSON");
    let lower = name.to_lowercase();
    for (table, columns, values) in [
        (
            "journey",
            "definition, revision, audience_kind, audience_uid, zone, start_local, end_local, status, name,
            created_at, updated_at",
            "'', 0, '', '', '', '', '', 'draft', $2, 0, 0",
        ),
        (
            "record_trigger",
            "name, record_type, listens, status_is, text_contains, status, created_at, updated_at",
            "$2, 'condition', 'both', '', $3, 'live', 0, 0",
        ),
        ("segment", "name, kind, status, draft_rule, created_at, updated_at", "$2, 'static', 'draft', '', 0, 0"),
        (
            "template",
            "name, status, subject, purpose, live_version_id, created_at, updated_at",
            "$2, 'live', '', 'event', 1, 0, 0",
        ),
        ("media", "name, alt, content_type, size, bytes, digest, uploaded_at", "$2, '', '', 0, '', $1, 0"),
        ("code_set", "key, name, description, source, version, updated_at", "$1, $2, '', '', 1, 0"),
        (
            "event",
            "name, search_text, status, stage, format, fields, starts_at, ends_at, created_at, updated_at",
            "$2, $3, 'live', 'launch', 'online', $4, 1795000000001, 1795000000002, 0, 0",
        ),
        (
            "outbox",
            "key, created_at, address, recipient_name, purpose, origin_kind, origin_uid, content, status, not_before",
            "$1, 0, '', $2, 'event', '', '', '', 'sent', 0",
        ),
        (
            "registration",
            "event_id, name, status, answers, created_at, status_at",
            "(SELECT id FROM event WHERE uid = $5), $2, 'registered', '{}', 0, 0",
        ),
        ("patient", "given, family, name_search, created_at, updated_at", "'', $2, $3, 0, 0"),
        (
            "audit_event",
            "label, at, actor, action, entity, patients, detail, request_id",
            "$2, 0, '', 'test', '', 0, '', ''",
        ),
        ("concept", "id, digest, text, search_text", "CAST($6 AS BIGINT), $1, $2, $3"),
        ("concept_coding", "concept_id, ordinal, system, code, display", "CAST($6 AS BIGINT), 0, 'urn:test', $1, $2"),
        ("condition", "patient_id, concept_id", "(SELECT MIN(id) FROM patient), CAST($6 AS BIGINT)"),
    ] {
        let (more, uid) = match table {
            "audit_event" | "concept" | "concept_coding" | "condition" => ("", ""),
            _ => (", uid", ", $1"),
        };
        // Every text uses every argument, so that both databases know their types.
        let sql = format!(
            "INSERT INTO {table} ({columns}{more}) SELECT {values}{uid} WHERE $1 || $2 || $3 || $4 || $5 || $6 <> ''"
        );
        sqlx::query(&sql)
            .bind(Uuid::now_v7().to_string())
            .bind(name)
            .bind(&lower)
            .bind(&fields)
            .bind(event)
            .bind(n.to_string())
            .execute(db.read())
            .await
            .expect(table);
    }
}

/// The names that each list finds, in order of name.
async fn found(db: &Db, host: EventId, segment: SegmentId, search: &str) -> Vec<(&'static str, Vec<String>)> {
    let query = PageQuery { search: search.into(), ..PageQuery::default() };
    let staff = &Permit::<ViewOutreach>::system("test");
    let wanted = Wanted { words: search.into(), ..Wanted::default() };
    let list = (segment, MemberList::Members);
    let public = events::PublicQuery { search: search.into(), ..events::PublicQuery::default() };
    let mut lists = vec![
        ("journeys", journeys::page(db, staff, &query).await.expect("journeys").names(|row| row.name)),
        ("triggers", triggers::page(db, staff, &query).await.expect("triggers").names(|row| row.draft.name)),
        ("segments", segments::page(db, staff, &query).await.expect("segments").names(|row| row.name)),
        ("templates", templates::list(db, staff, &query, None).await.expect("templates").names(|row| row.name)),
        ("code sets", code_sets::page(db, staff, &query).await.expect("code sets").names(|row| row.name)),
        ("events", events::page(db, staff, NOW, Tab::All, &query).await.expect("events").names(|row| row.name)),
        (
            "outbox",
            outbox::list(db, &Permit::system("test"), NOW, &query, None)
                .await
                .expect("outbox")
                .names(|row| row.recipient.into_inner()),
        ),
        (
            "registrations",
            attendance::page(db, &Permit::system("test"), NOW, host, None, &query)
                .await
                .expect("registrations")
                .names(|row| row.name.into_inner()),
        ),
    ];
    let mut add = |list, names: Vec<String>| lists.push((list, names));
    add("media", media::list(db, staff, search).await.expect("media").into_iter().map(|row| row.name).collect());
    let visible = events::public(db, NOW, &public).await.expect("public events");
    add("public events", visible.into_iter().map(|event| event.record.fields.name).collect());
    let patients = Permit::<ViewPatients>::system("test");
    let rows = segments::candidates(db, &patients, NOW, list, search).await.expect("candidates");
    add("candidates", rows.into_iter().map(|row| row.name.into_inner().trim().to_owned()).collect());
    let choices = segments::concepts(db, staff, RecordType::Condition, CodedPart::Concept, search).await;
    add("concepts", choices.expect("concepts").into_iter().map(|choice| choice.code.display).collect());
    for noun in [Noun::Event, Noun::Journey, Noun::Message] {
        let subjects = segments::subjects(db, staff, search).await.expect("subjects").into_iter();
        add("subjects", subjects.filter(|subject| subject.noun == noun).map(|subject| subject.name).collect());
    }
    for noun in [Noun::Segment, Noun::Message, Noun::Journey, Noun::Event] {
        let named = overview::named(db, staff, search).await.expect("named").into_iter();
        add("palette", named.filter(|named| named.thing.noun == noun).map(|named| named.name).collect());
    }
    // These two look for each word by itself, the second for numbers among identifiers and phone numbers.
    let entries = audit::page(db, &Permit::system("test"), &wanted, &PageQuery::default()).await.expect("audit");
    add("audit", entries.rows.into_iter().map(|row| row.label).filter(|label| !label.is_empty()).collect());
    if !search.contains(|letter: char| letter.is_ascii_digit()) {
        let page = patients::page(db, &patients, NOW, &query, &PatientFilter::default()).await.expect("patients");
        add("patients", page.names(|row| row.name.into_inner().trim().to_owned()));
    }
    lists
}

trait Names<Row> {
    fn names(self, name: impl Fn(Row) -> String) -> Vec<String>;
}

impl<Row> Names<Row> for shared::paging::Page<Row> {
    fn names(self, name: impl Fn(Row) -> String) -> Vec<String> {
        assert_eq!(self.total as usize, self.rows.len(), "the count is of what is listed");
        self.rows.into_iter().map(name).collect()
    }
}

#[tokio::test]
async fn every_list_finds_any_alphabet_in_any_case_and_signs_as_themselves() {
    on_both(async |db| {
        let host = host(&db).await;
        for (n, name) in (1..).zip(NAMES) {
            add(&db, n, name, &host.to_string()).await;
        }
        let segment: String =
            sqlx::query_scalar("SELECT uid FROM segment WHERE name = '5012'").fetch_one(db.read()).await.expect("uid");
        let segment = segment.parse().expect("an id");
        for (search, name) in SEARCHES {
            for (list, found) in found(&db, host, segment, search).await {
                assert_eq!(found, [name], "{search:?} in {list}");
            }
        }
        assert!(found(&db, host, segment, "_%").await.iter().all(|(_, found)| found.is_empty()));
        let endless = "é%".repeat(40_000);
        assert!(
            found(&db, host, segment, &endless).await.iter().all(|(_, found)| found.is_empty()),
            "too long is no error"
        );
    })
    .await;
}

#[tokio::test]
async fn a_triggers_text_is_no_pattern() {
    on_both(async |db| {
        let host = host(&db).await;
        for (n, name) in (1..).zip(NAMES) {
            add(&db, n, name, &host.to_string()).await;
        }
        let conditions: Vec<(i64, i64, String)> = sqlx::query_as(
            "SELECT d.id, d.patient_id, c.text FROM condition d JOIN concept c ON c.id = d.concept_id ORDER BY d.id",
        )
        .fetch_all(db.read())
        .await
        .expect("conditions");
        let mut tx = db.begin().await.expect("begins");
        for (record_id, patient_id, text) in conditions {
            let (record_type, change) = ("condition".to_owned(), ChangeKind::Created.into());
            let change = QueuedChange { id: 1, patient_id, record_type, record_id, change, changed_at: 0 };
            let fired = triggers::fired_by(&mut tx, &change).await.expect("asked");
            let names: String = sqlx::query_scalar("SELECT name FROM record_trigger WHERE uid = $1")
                .bind(&fired[0])
                .fetch_one(&mut *tx)
                .await
                .expect("name");
            assert_eq!((fired.len(), names), (1, text));
        }
    })
    .await;
}
