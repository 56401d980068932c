//! Writes a patient's facts into the tables, so that tests can ask the database what they ask the evaluator.

use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::records::{CodedFact, WordFact};
use shared::segments::arbitrary::{CODE_SETS, CONCEPTS, JOURNEYS};
use shared::segments::{ConceptFacts, ContactFacts, ContactSystem, PatientFacts, RecordFacts, RecordType, search_text};
use store::boxed;
use store::db::Tx;
use store::segments::compile::{coded_column, date_columns, end_column, word_column};
use uuid::Uuid;

/// The small world's concepts, as rows 1 to 5.
#[boxed]
pub async fn concepts(tx: &mut Tx) {
    for (index, (text, codings)) in CONCEPTS.iter().enumerate() {
        let key = index as i64 + 1;
        sqlx::query("INSERT INTO concept (id, digest, text, search_text) VALUES ($1, $2, $3, $4)")
            .bind(key)
            .bind(format!("digest-{key}"))
            .bind(*text)
            .bind(search_text(text, codings.iter().map(|(_, _, display)| *display)))
            .execute(&mut **tx)
            .await
            .expect("concept");
        for (ordinal, (system, code, display)) in codings.iter().enumerate() {
            sqlx::query(
                "INSERT INTO concept_coding (concept_id, ordinal, system, code, display) VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(key)
            .bind(ordinal as i64)
            .bind(*system)
            .bind(*code)
            .bind(*display)
            .execute(&mut **tx)
            .await
            .expect("coding");
        }
    }
}

/// The small world's code sets; what else a database starts with is taken out, as the small world knows nothing of it.
#[boxed]
pub async fn code_sets(tx: &mut Tx) {
    sqlx::query("DELETE FROM code_set").execute(&mut **tx).await.expect("cleared");
    for (key, codes) in CODE_SETS {
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO code_set (uid, key, name, description, source, version, updated_at)
             VALUES ($1, $2, $2, '', '', 1, 0) RETURNING id",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(key)
        .fetch_one(&mut **tx)
        .await
        .expect("code set");
        for (system, code) in codes {
            sqlx::query("INSERT INTO code_set_code (code_set_id, system, code, display) VALUES ($1, $2, $3, '')")
                .bind(id)
                .bind(*system)
                .bind(*code)
                .execute(&mut **tx)
                .await
                .expect("code");
        }
    }
}

/// The small world's journeys, live in their first version.
#[boxed]
pub async fn journeys(tx: &mut Tx) {
    for (journey, _) in JOURNEYS {
        let key: i64 = sqlx::query_scalar(
            "INSERT INTO journey (uid, name, status, definition, revision, audience_kind, audience_uid, zone, start_local,
                end_local, created_at, updated_at)
             VALUES ($1, 'Recall', 'live', '{}', 1, '', '', 'UTC', '', '', 0, 0) RETURNING id",
        )
        .bind(journey.to_string())
        .fetch_one(&mut **tx)
        .await
        .expect("journey");
        sqlx::query("INSERT INTO journey_version (journey_id, number, plan, created_at) VALUES ($1, 1, '{}', 0)")
            .bind(key)
            .execute(&mut **tx)
            .await
            .expect("version");
    }
}

/// A new patient with these facts; returns the key.
#[boxed]
pub async fn patient(tx: &mut Tx, name: &str, facts: &PatientFacts) -> i64 {
    let key = sqlx::query_scalar(
        "INSERT INTO patient (uid, active, given, family, name_search, created_at, updated_at)
         VALUES ($1, 1, $2, 'Test', $3, 0, 0) RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(name)
    .bind(format!("{} test", name.to_lowercase()))
    .fetch_one(&mut **tx)
    .await
    .expect("patient");
    replace(tx, key, facts).await;
    key
}

/// Makes these the patient's facts, whatever they were.
#[boxed]
pub async fn replace(tx: &mut Tx, key: i64, facts: &PatientFacts) {
    sqlx::query(
        "UPDATE patient SET active = $1, birth_date = $2, birth_until = $13, gender = $3, language = $4, city = $5, state = $6,
            postal_code = $7, deceased = $8, race = $9, ethnicity = $10, created_at = $11 WHERE id = $12",
    )
    .bind(i64::from(facts.active))
    .bind(facts.birth_date.map(|date| date.to_string()))
    .bind(facts.gender.map(|gender| gender.code()))
    .bind(&facts.language)
    .bind(&facts.city)
    .bind(&facts.state)
    .bind(&facts.postal_code)
    .bind(i64::from(facts.deceased))
    .bind(&facts.race)
    .bind(&facts.ethnicity)
    .bind(facts.added_at.map_or(0, |at| at.0))
    .bind(key)
    .bind(facts.birth_until.map(|date| date.to_string()))
    .execute(&mut **tx)
    .await
    .expect("attributes");
    let practitioner = match &facts.practitioner {
        Some(name) => Some(practitioner(tx, name).await),
        None => None,
    };
    let site = match &facts.site {
        Some(name) => Some(place(tx, "organization", name).await),
        None => None,
    };
    sqlx::query(
        "UPDATE patient SET relationship = $1, preferred_channel = $2, general_practitioner_id = $3,
            managing_organization_id = $4, latitude = NULL, longitude = NULL WHERE id = $5",
    )
    .bind(facts.relationship.code())
    .bind(facts.prefers.map(|system| system.code()))
    .bind(practitioner)
    .bind(site)
    .bind(key)
    .execute(&mut **tx)
    .await
    .expect("attributes");
    if let Some((latitude, longitude)) = facts.position {
        sqlx::query("UPDATE patient SET latitude = $1, longitude = $2 WHERE id = $3")
            .bind(latitude)
            .bind(longitude)
            .bind(key)
            .execute(&mut **tx)
            .await
            .expect("position");
    }
    let told = ["contact_point", "patient_tag", "patient_attribute", "journey_run"];
    for table in RecordType::ALL.map(RecordType::table).into_iter().chain(told) {
        sqlx::query(&format!("DELETE FROM {table} WHERE patient_id = $1"))
            .bind(key)
            .execute(&mut **tx)
            .await
            .expect("cleared");
    }
    contacts(tx, key, &facts.contacts).await;
    for (journey, node) in &facts.travels {
        sqlx::query(
            "INSERT INTO journey_run (journey_id, version_id, patient_id, entry, node, visit, arrived_at, status, due_at,
                entered_at)
             SELECT v.journey_id, v.id, $1, 1, $2, 1, 0, 'waiting', 0, 0
             FROM journey_version v JOIN journey j ON j.id = v.journey_id WHERE j.uid = $3",
        )
        .bind(key)
        .bind(i64::from(node.0))
        .bind(journey.to_string())
        .execute(&mut **tx)
        .await
        .expect("run");
    }
    for tag in &facts.tags {
        row(tx, "patient_tag", vec![("patient_id", Cell::Key(Some(key))), ("tag", Cell::Text(Some(tag)))], "").await;
    }
    for (name, value) in &facts.attributes {
        let mut cells = vec![
            ("patient_id", Cell::Key(Some(key))),
            ("name", Cell::Text(Some(name))),
            ("value", Cell::Text(Some(&value.value))),
            ("at", Cell::Key(value.at.map(|at| at.0))),
        ];
        cells.extend(value.number.map(|number| ("number", Cell::Number(number))));
        row(tx, "patient_attribute", cells, "").await;
    }
    for record in &facts.records {
        insert(tx, key, record).await;
    }
}

/// Contact points with what was said about each; a former one and one that bounced, which are no way to reach anybody
/// whatever was said.
async fn contacts(tx: &mut Tx, patient: i64, facts: &[ContactFacts]) {
    let address = |system: ContactSystem| match system {
        ContactSystem::Email => format!("now-{patient}@example.org"),
        ContactSystem::Phone => format!("+1202555{patient:04}"),
        ContactSystem::Sms => format!("+1303555{patient:04}"),
    };
    let old = format!("old-{patient}@example.org");
    sqlx::query("DELETE FROM consent WHERE address LIKE $1 OR address LIKE $2 OR address LIKE $3")
        .bind(format!("%-{patient}@example.org"))
        .bind(address(ContactSystem::Phone))
        .bind(address(ContactSystem::Sms))
        .execute(&mut **tx)
        .await
        .expect("cleared");
    let bounced = format!("bounced-{patient}@example.org");
    sqlx::query("INSERT INTO unreachable_address (address) VALUES ($1) ON CONFLICT (address) DO NOTHING")
        .bind(&bounced)
        .execute(&mut **tx)
        .await
        .expect("unreachable");
    let mut all = vec![("email", old.clone(), Some("old")), ("email", bounced.clone(), Some("home"))];
    all.extend(facts.iter().map(|contact| (contact.system.code(), address(contact.system), Some("home"))));
    for (system, address, use_code) in &all {
        let cells = vec![
            ("patient_id", Cell::Key(Some(patient))),
            ("system", Cell::Text(Some(system))),
            ("use_code", Cell::Text(*use_code)),
            ("address", Cell::Text(Some(address))),
        ];
        row(tx, "contact_point", cells, "").await;
    }
    for contact in facts {
        let number = address(contact.system);
        let gone = sqlx::query("DELETE FROM number_lookup WHERE number = $1").bind(&number);
        gone.execute(&mut **tx).await.expect("cleared");
        if let Some(line) = contact.line {
            let cells = vec![
                ("number", Cell::Text(Some(&number))),
                ("line_type", Cell::Text(Some(line.code()))),
                ("provider", Cell::Text(Some("twilio"))),
                ("asked_at", Cell::Key(Some(0))),
            ];
            row(tx, "number_lookup", cells, "").await;
        }
    }
    let mut words = vec![
        (old, Channel::Email, Purpose::Treatment, ConsentStatus::Denied),
        (bounced, Channel::Email, Purpose::Treatment, ConsentStatus::Granted),
    ];
    for contact in facts {
        let own = contact.said.iter();
        words.extend(own.map(|((channel, purpose), status)| (address(contact.system), *channel, *purpose, *status)));
    }
    for (address, channel, purpose, status) in &words {
        let cells = vec![
            ("address", Cell::Text(Some(address))),
            ("channel", Cell::Text(Some(channel.code()))),
            ("purpose", Cell::Text(Some(purpose.code()))),
            ("status", Cell::Text(Some(status.code()))),
            ("at", Cell::Key(Some(0))),
        ];
        row(tx, "consent", cells, "").await;
    }
}

/// The key of the practitioner with this name, made where there is none.
async fn practitioner(tx: &mut Tx, name: &str) -> i64 {
    let (given, family) = name.rsplit_once(' ').expect("given and family name");
    let found: Option<i64> = sqlx::query_scalar("SELECT id FROM practitioner WHERE given = $1 AND family = $2")
        .bind(given)
        .bind(family)
        .fetch_optional(&mut **tx)
        .await
        .expect("read");
    match found {
        Some(key) => key,
        None => {
            let cells = vec![("given", Cell::Text(Some(given))), ("family", Cell::Text(Some(family)))];
            row(tx, "practitioner", cells, " RETURNING id").await.expect("a key")
        }
    }
}

/// The key of the location or organization with this name, made where there is none.
async fn place(tx: &mut Tx, table: &str, name: &str) -> i64 {
    let found: Option<i64> = sqlx::query_scalar(&format!("SELECT id FROM {table} WHERE name = $1"))
        .bind(name)
        .fetch_optional(&mut **tx)
        .await
        .expect("read");
    match found {
        Some(key) => key,
        None => row(tx, table, vec![("name", Cell::Text(Some(name)))], " RETURNING id").await.expect("a key"),
    }
}

/// A value of a column, to be bound in turn.
enum Cell<'a> {
    Key(Option<i64>),
    Text(Option<&'a str>),
    Owned(String),
    Number(f64),
}

/// One related record; returns its key.
#[boxed]
pub async fn insert(tx: &mut Tx, patient: i64, facts: &RecordFacts) -> i64 {
    let record = facts.record;
    let key = |concept: Option<&ConceptFacts>| {
        Cell::Key(concept.map(|concept| {
            CONCEPTS.iter().position(|(text, _)| *text == concept.text).expect("a known concept") as i64 + 1
        }))
    };
    let mut cells = vec![
        ("patient_id", Cell::Key(Some(patient))),
        (date_columns(record)[0].name(), Cell::Key(facts.at.map(|at| at.0))),
    ];
    cells.extend(end_column(record).map(|end| (end.name(), Cell::Key(facts.end.map(|end| end.0)))));
    for fact in WordFact::ALL.into_iter().filter(|fact| *fact != WordFact::Unit) {
        cells.extend(word_column(fact, record).map(|column| (column.name(), Cell::Text(facts.word(fact)))));
    }
    for fact in CodedFact::ALL {
        cells.extend(coded_column(fact, record).map(|column| (column.name(), key(facts.coded(fact)))));
    }
    if record.has_negation() {
        cells.push(("do_not_perform", Cell::Key(Some(i64::from(facts.negated)))));
    }
    if record.has_value() {
        cells.extend(quantity(facts.number, facts.unit.as_deref()));
    }
    for (site, (column, table)) in
        facts.sites.iter().zip([("location_id", "location"), ("organization_id", "organization")])
    {
        cells.push((column, Cell::Key(Some(place(tx, table, site).await))));
    }
    if let Some((noun, id)) = facts.about.first() {
        cells.extend([("subject", Cell::Text(Some(noun))), ("subject_uid", Cell::Text(Some(id)))]);
        cells.extend(facts.about.get(1).map(|(_, template)| ("template_uid", Cell::Text(Some(template)))));
        cells.push(("summary", Cell::Text(Some(""))));
    }
    if record == RecordType::CareGapRemark {
        cells.push(("uid", Cell::Owned(Uuid::now_v7().to_string())));
        cells.extend(["gap", "note", "made_by"].map(|column| (column, Cell::Text(Some("")))));
    }
    let id = row(tx, record.table(), cells, " RETURNING id").await.expect("a key");
    for (ordinal, component) in facts.components.iter().enumerate() {
        let mut cells = vec![
            ("observation_id", Cell::Key(Some(id))),
            ("ordinal", Cell::Key(Some(ordinal as i64))),
            ("concept_id", key(Some(&component.concept))),
        ];
        cells.extend(quantity(component.number, component.unit.as_deref()));
        cells.push(("comparator", Cell::Text(component.comparator.as_deref())));
        row(tx, "observation_component", cells, "").await;
    }
    id
}

/// sqlx tells PostgreSQL that an absent double is a `real` and then can't bind a present one: leave it out.
fn quantity<'a>(number: Option<f64>, unit: Option<&'a str>) -> impl Iterator<Item = (&'static str, Cell<'a>)> {
    let cells = number.map(|number| [("value_number", Cell::Number(number)), ("value_unit", Cell::Text(unit))]);
    cells.into_iter().flatten()
}

async fn row(tx: &mut Tx, table: &str, cells: Vec<(&str, Cell<'_>)>, returning: &str) -> Option<i64> {
    let columns = cells.iter().map(|(column, _)| *column).collect::<Vec<_>>().join(", ");
    let places = (1..=cells.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO {table} ({columns}) VALUES ({places}){returning}");
    let mut query = sqlx::query_scalar(&sql);
    for (_, cell) in cells {
        query = match cell {
            Cell::Key(key) => query.bind(key),
            Cell::Text(text) => query.bind(text),
            Cell::Owned(text) => query.bind(text),
            Cell::Number(number) => query.bind(number),
        };
    }
    query.fetch_optional(&mut **tx).await.expect("a row")
}
