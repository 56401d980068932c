//! Patients' facts from the rows, for the pure evaluator: of many at once, and no more of each than is asked for.

use super::compile::{coded_column, date_sql, end_column, word_column};
use crate::counts::fit;
use crate::db::{Db, Dialect, list_of};
use crate::error::{Result, StoreError};
use crate::stored::read;
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::ids::SegmentId;
use shared::journeys::NodeId;
use shared::outreach::lookup::LineType;
use shared::patients::{AttributeValue, Relationship};
use shared::records::{CodedFact, WordFact};
use shared::segments::{
    ComponentFacts, ConceptFacts, ContactFacts, ContactSystem, Dependencies, Gender, PatientFacts, RecordFacts,
    RecordType,
};
use shared::time::{Date, UtcMillis};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, FromRow, Row};
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(FromRow)]
struct PatientRow {
    id: i64,
    active: i64,
    birth_date: Option<String>,
    birth_until: Option<String>,
    gender: Option<String>,
    birth_sex: Option<String>,
    language: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    race: Option<String>,
    ethnicity: Option<String>,
    created_at: i64,
    deceased: i64,
    relationship: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    preferred_channel: Option<String>,
    practitioner: Option<String>,
    site: Option<String>,
}

#[derive(FromRow)]
struct ComponentRow {
    observation_id: i64,
    concept_id: i64,
    number: Option<f64>,
    unit: Option<String>,
    comparator: Option<String>,
}

/// What of patients is read beside their own row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Contact points, with what was said about each.
    pub contacts: bool,
    /// Tags and attributes of the organization's own.
    pub own: bool,
    pub segments: Memberships,
    /// Where they are in journeys.
    pub travels: bool,
    pub records: BTreeSet<RecordType>,
}

/// The memberships that are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Memberships {
    /// Of every live segment.
    Live,
    /// Of these, whatever their status: one that was stopped keeps its members.
    Of(BTreeSet<SegmentId>),
}

impl Wanted {
    /// All there is to know, with these record types.
    pub fn all(records: impl IntoIterator<Item = RecordType>) -> Self {
        Self {
            contacts: true,
            own: true,
            segments: Memberships::Live,
            travels: true,
            records: records.into_iter().collect(),
        }
    }

    /// What rules that depend on this ask for.
    pub fn by(depends: &Dependencies) -> Self {
        Self {
            contacts: depends.contacts,
            own: depends.own,
            segments: Memberships::Of(depends.segments.clone()),
            travels: depends.journeys,
            records: depends.record_types().collect(),
        }
    }
}

/// Everything of these record types about one patient, newest first.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when there is no such patient.
pub async fn facts(db: &Db, patient: i64, records: impl IntoIterator<Item = RecordType>) -> Result<PatientFacts> {
    let mut connection = db.read().acquire().await?;
    facts_on(&mut connection, patient, records).await
}

/// [`facts`] as this connection, which may be within a transaction, sees them.
///
/// # Errors
/// As [`facts`].
pub async fn facts_on(
    connection: &mut AnyConnection,
    patient: i64,
    records: impl IntoIterator<Item = RecordType>,
) -> Result<PatientFacts> {
    let wanted = Wanted::all(records);
    facts_of(connection, &[patient], &wanted).await?.remove(&patient).ok_or(StoreError::NotFound)
}

/// Facts about these patients by key, each kind in one query for all of them. Who is not there has none. At most 1,000 at a
/// time.
pub async fn facts_of(
    connection: &mut AnyConnection,
    patients: &[i64],
    wanted: &Wanted,
) -> Result<HashMap<i64, PatientFacts>> {
    let rows: Vec<PatientRow> = ask(
        connection,
        "SELECT p.id, p.active, p.birth_date, p.birth_until, p.gender, p.birth_sex, p.language, p.city, p.state, p.postal_code, p.race,
            p.ethnicity, p.created_at, p.deceased, p.relationship, p.latitude, p.longitude, p.preferred_channel,
            TRIM(g.given || ' ' || g.family) AS practitioner, o.name AS site
         FROM patient p LEFT JOIN practitioner g ON g.id = p.general_practitioner_id
         LEFT JOIN organization o ON o.id = p.managing_organization_id WHERE p.id IN ",
        patients,
        "",
    )
    .await?;
    let mut all = HashMap::with_capacity(rows.len());
    for row in rows {
        all.insert(row.id, row.into_facts()?);
    }
    if wanted.contacts {
        add_contacts(connection, patients, &mut all).await?;
    }
    if wanted.own {
        add_own(connection, patients, &mut all).await?;
    }
    add_segments(connection, patients, &wanted.segments, &mut all).await?;
    if wanted.travels {
        let rows: Vec<(i64, String, i64)> = ask(
            connection,
            "SELECT r.patient_id, j.uid, r.node FROM journey_run r JOIN journey j ON j.id = r.journey_id
             WHERE r.status = 'waiting' AND r.patient_id IN ",
            patients,
            "",
        )
        .await?;
        for (patient, uid, node) in rows {
            if let (Some(facts), Ok(journey)) = (all.get_mut(&patient), uid.parse()) {
                facts.travels.insert((journey, NodeId(fit(node))));
            }
        }
    }
    for record in &wanted.records {
        add_records(connection, patients, *record, &mut all).await?;
    }
    Ok(all)
}

/// The rows that `before`, the list of patients and `after` ask for.
async fn ask<T>(connection: &mut AnyConnection, before: &str, patients: &[i64], after: &str) -> Result<Vec<T>>
where
    T: for<'row> FromRow<'row, AnyRow>,
{
    let rows = ask_rows(connection, before, patients, after).await?;
    Ok(rows.iter().map(T::from_row).collect::<Result<_, _>>()?)
}

async fn ask_rows(connection: &mut AnyConnection, before: &str, patients: &[i64], after: &str) -> Result<Vec<AnyRow>> {
    let sql = format!("{before}({}){after}", Dialect::of(connection).keys_in("$1"));
    Ok(sqlx::query(&sql).bind(list_of(patients.iter().copied())).fetch_all(&mut *connection).await?)
}

impl PatientRow {
    fn into_facts(self) -> Result<PatientFacts> {
        Ok(PatientFacts {
            active: self.active != 0,
            birth_date: self.birth_date.as_deref().and_then(Date::parse),
            birth_until: self.birth_until.as_deref().and_then(Date::parse),
            gender: Gender::known(self.gender.as_deref(), self.birth_sex.as_deref()),
            language: self.language,
            city: self.city,
            state: self.state,
            postal_code: self.postal_code,
            deceased: self.deceased != 0,
            prefers: self.preferred_channel.as_deref().and_then(ContactSystem::from_code),
            relationship: relationship(&self.relationship)?,
            practitioner: self.practitioner,
            site: self.site,
            position: self.latitude.zip(self.longitude),
            race: self.race,
            ethnicity: self.ethnicity,
            added_at: Some(UtcMillis(self.created_at)),
            ..PatientFacts::default()
        })
    }
}

/// Facts by the keys of patients, being put together.
type All = HashMap<i64, PatientFacts>;

async fn add_segments(connection: &mut AnyConnection, patients: &[i64], of: &Memberships, all: &mut All) -> Result<()> {
    let (and, uids): (&str, Vec<String>) = match of {
        Memberships::Live => (" AND s.status = 'live'", Vec::new()),
        Memberships::Of(segments) if segments.is_empty() => return Ok(()),
        Memberships::Of(segments) => ("", segments.iter().map(ToString::to_string).collect()),
    };
    let rows: Vec<(i64, String)> = ask(
        connection,
        "SELECT m.patient_id, s.uid FROM segment_member m JOIN segment s ON s.id = m.segment_id
         WHERE m.left_at IS NULL AND m.patient_id IN ",
        patients,
        and,
    )
    .await?;
    for (patient, uid) in rows.into_iter().filter(|(_, uid)| *of == Memberships::Live || uids.contains(uid)) {
        if let (Some(facts), Ok(segment)) = (all.get_mut(&patient), uid.parse()) {
            facts.segments.insert(segment);
        }
    }
    Ok(())
}

/// What the column says people are to us.
pub(super) fn relationship(code: &str) -> Result<Relationship> {
    Relationship::from_code(code).ok_or_else(|| StoreError::corrupt("relationship", code))
}

/// Contact points in use, with what was said about each.
async fn add_contacts(connection: &mut AnyConnection, patients: &[i64], all: &mut All) -> Result<()> {
    type Row = (i64, i64, String, Option<String>, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = ask(
        connection,
        "SELECT k.patient_id, k.id, k.system, n.line_type, c.channel, c.purpose, c.status FROM contact_point k
         LEFT JOIN consent c ON c.address = k.address LEFT JOIN number_lookup n ON n.number = k.address
         WHERE (k.use_code IS NULL OR k.use_code <> 'old')
             AND k.address NOT IN (SELECT address FROM unreachable_address) AND k.patient_id IN ",
        patients,
        " ORDER BY k.id",
    )
    .await?;
    let mut contacts: BTreeMap<(i64, i64), ContactFacts> = BTreeMap::new();
    for (patient, key, system, line, channel, purpose, status) in rows {
        let Some(system) = ContactSystem::from_code(&system) else { continue };
        let line = line.as_deref().and_then(LineType::from_code);
        let contact =
            contacts.entry((patient, key)).or_insert_with(|| ContactFacts { system, line, said: BTreeMap::new() });
        if let (Some(channel), Some(purpose), Some(status)) = (channel, purpose, status) {
            let (about, said) = consent(&channel, &purpose, &status)?;
            contact.said.insert(about, said);
        }
    }
    for ((patient, _), contact) in contacts {
        if let Some(facts) = all.get_mut(&patient) {
            facts.contacts.push(contact);
        }
    }
    Ok(())
}

/// What a row of `consent` says, and about what. A word that this version does not know is an error: nobody is in or out by a guess.
pub(super) fn consent(channel: &str, purpose: &str, status: &str) -> Result<((Channel, Purpose), ConsentStatus)> {
    let about = (read("consent.channel", channel)?, read("consent.purpose", purpose)?);
    Ok((about, read("consent.status", status)?))
}

/// A row of `patient_attribute`: whose, its name, its value as text, as a number and as a moment.
type OwnAttribute = (i64, String, String, Option<f64>, Option<i64>);

/// Tags and attributes of the organization's own.
async fn add_own(connection: &mut AnyConnection, patients: &[i64], all: &mut All) -> Result<()> {
    let tags: Vec<(i64, String)> =
        ask(connection, "SELECT patient_id, tag FROM patient_tag WHERE patient_id IN ", patients, "").await?;
    for (patient, tag) in tags {
        if let Some(facts) = all.get_mut(&patient) {
            facts.tags.insert(tag);
        }
    }
    let attributes: Vec<OwnAttribute> = ask(
        connection,
        "SELECT patient_id, name, value, number, at FROM patient_attribute WHERE patient_id IN ",
        patients,
        "",
    )
    .await?;
    for (patient, name, value, number, at) in attributes {
        if let Some(facts) = all.get_mut(&patient) {
            facts.attributes.insert(name, AttributeValue { value, number, at: at.map(UtcMillis) });
        }
    }
    Ok(())
}

/// What is kept of the records of a type: its words and concepts under the names `w0`, `w1` … and `c0`, `c1` …
fn select(record: RecordType) -> (String, String) {
    let mut columns = vec!["r.id, r.patient_id".to_owned(), format!("{} AS at", date_sql(record, "r"))];
    columns.extend(end_column(record).map(|column| format!("r.{} AS over", column.name())));
    let words = WordFact::ALL.into_iter().filter_map(|fact| Some((fact, word_column(fact, record)?)));
    columns.extend(words.map(|(fact, column)| format!("r.{} AS w{}", column.name(), fact as usize)));
    let coded = CodedFact::ALL.into_iter().filter_map(|fact| Some((fact, coded_column(fact, record)?)));
    columns.extend(coded.map(|(fact, column)| format!("r.{} AS c{}", column.name(), fact as usize)));
    if record.has_negation() {
        columns.push("CAST(r.do_not_perform AS BIGINT) AS negated".into());
    }
    if record.has_value() {
        columns.push("r.value_number AS number".into());
    }
    if record.has_site() {
        columns.push("(SELECT l.name FROM location l WHERE l.id = r.location_id) AS location".into());
    }
    if record.has_provider() {
        columns.push("(SELECT o.name FROM organization o WHERE o.id = r.organization_id) AS organization".into());
    }
    if record == RecordType::Activity {
        columns.push("r.subject, r.subject_uid, r.template_uid".into());
    }
    let (table, at) = (record.table(), date_sql(record, "r"));
    let before = format!("SELECT {} FROM {table} r WHERE r.patient_id IN ", columns.join(", "));
    (before, format!(" ORDER BY {at} DESC, r.id DESC"))
}

/// One row of [`select`].
struct Found {
    key: i64,
    patient: i64,
    facts: RecordFacts,
    /// The keys of its concepts, in the order of [`CodedFact::ALL`].
    concepts: [Option<i64>; CodedFact::ALL.len()],
}

impl Found {
    fn read(row: &AnyRow, record: RecordType) -> Result<Self> {
        let mut facts =
            RecordFacts { at: row.try_get::<Option<i64>, _>("at")?.map(UtcMillis), ..RecordFacts::new(record) };
        if end_column(record).is_some() {
            facts.end = row.try_get::<Option<i64>, _>("over")?.map(UtcMillis);
        }
        for fact in WordFact::ALL.into_iter().filter(|fact| fact.is_of(record)) {
            *facts.word_mut(fact) = row.try_get(format!("w{}", fact as usize).as_str())?;
        }
        let mut concepts = [None; CodedFact::ALL.len()];
        for fact in CodedFact::ALL.into_iter().filter(|fact| fact.is_of(record)) {
            concepts[fact as usize] = row.try_get(format!("c{}", fact as usize).as_str())?;
        }
        if record.has_negation() {
            facts.negated = row.try_get::<i64, _>("negated")? != 0;
        }
        if record.has_value() {
            facts.number = row.try_get("number")?;
        }
        if record.has_site() {
            facts.sites.extend(row.try_get::<Option<String>, _>("location")?);
        }
        if record.has_provider() {
            facts.sites.extend(row.try_get::<Option<String>, _>("organization")?);
        }
        if record == RecordType::Activity {
            let subject: (Option<String>, Option<String>) = (row.try_get("subject")?, row.try_get("subject_uid")?);
            facts.about.extend(subject.0.zip(subject.1));
            let template: Option<String> = row.try_get("template_uid")?;
            facts.about.extend(template.map(|id| ("template".to_owned(), id)));
        }
        Ok(Self { key: row.try_get("id")?, patient: row.try_get("patient_id")?, facts, concepts })
    }
}

async fn add_records(
    connection: &mut AnyConnection,
    patients: &[i64],
    record: RecordType,
    all: &mut All,
) -> Result<()> {
    let (before, order) = select(record);
    let rows = ask_rows(connection, &before, patients, &order).await?;
    let rows = rows.iter().map(|row| Found::read(row, record)).collect::<Result<Vec<_>>>()?;
    let parts: Vec<ComponentRow> = if record.has_value() {
        ask(
            connection,
            "SELECT o.observation_id, o.concept_id, o.value_number AS number, o.value_unit AS unit, o.comparator
             FROM observation_component o JOIN observation r ON r.id = o.observation_id WHERE r.patient_id IN ",
            patients,
            " ORDER BY o.observation_id, o.ordinal",
        )
        .await?
    } else {
        Vec::new()
    };
    let named = rows.iter().flat_map(|found| found.concepts).flatten();
    let concepts = concepts(connection, named.chain(parts.iter().map(|part| part.concept_id)).collect()).await?;
    let mut components: BTreeMap<i64, Vec<ComponentFacts>> = BTreeMap::new();
    for part in parts {
        let concept = concepts.get(&part.concept_id).cloned().unwrap_or_default();
        let part_facts = ComponentFacts { concept, number: part.number, unit: part.unit, comparator: part.comparator };
        components.entry(part.observation_id).or_default().push(part_facts);
    }
    for Found { key, patient, mut facts, concepts: coded } in rows {
        let Some(known) = all.get_mut(&patient) else { continue };
        for (fact, concept) in CodedFact::ALL.into_iter().zip(coded) {
            *facts.coded_mut(fact) = concept.and_then(|concept| concepts.get(&concept).cloned());
        }
        facts.components = components.remove(&key).unwrap_or_default();
        known.records.push(facts);
    }
    Ok(())
}

/// The concepts with their codings and the code sets these are in.
pub(super) async fn concepts(
    connection: &mut AnyConnection,
    keys: BTreeSet<i64>,
) -> Result<BTreeMap<i64, ConceptFacts>> {
    let mut found: BTreeMap<i64, ConceptFacts> = BTreeMap::new();
    let keys: Vec<i64> = keys.into_iter().collect();
    for chunk in keys.chunks(500) {
        let keys_in = Dialect::of(connection).keys_in("$1");
        let sql = format!(
            "SELECT c.id, c.text, c.search_text, k.system, k.code, s.key
             FROM concept c LEFT JOIN concept_coding k ON k.concept_id = c.id
             LEFT JOIN code_set_code m ON m.code = k.code AND m.system = k.system
             LEFT JOIN code_set s ON s.id = m.code_set_id
             WHERE c.id IN ({keys_in})"
        );
        type Row = (i64, String, String, Option<String>, Option<String>, Option<String>);
        let rows: Vec<Row> =
            sqlx::query_as(&sql).bind(list_of(chunk.iter().copied())).fetch_all(&mut *connection).await?;
        for (id, text, search_text, system, code, set) in rows {
            let concept =
                found.entry(id).or_insert_with(|| ConceptFacts { text, search_text, ..ConceptFacts::default() });
            if let Some(coding) = system.zip(code)
                && !concept.codings.contains(&coding)
            {
                concept.codings.push(coding);
            }
            concept.sets.extend(set);
        }
    }
    Ok(found)
}
