//! Patients' facts from the rows, for the pure evaluator: of many at once, and no more of each than is asked for.

use super::compile::{date_columns, end_column, status_column};
use crate::db::{Db, Dialect, list_of};
use crate::error::{Result, StoreError};
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::ids::SegmentId;
use shared::journeys::NodeId;
use shared::patients::{AttributeValue, Relationship};
use shared::segments::{
    ComponentFacts, ConceptFacts, ContactFacts, ContactSystem, Dependencies, Gender, PatientFacts, RecordFacts,
    RecordType,
};
use shared::time::{Date, UtcMillis};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, FromRow};
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(FromRow)]
struct PatientRow {
    id: i64,
    active: i64,
    birth_date: Option<String>,
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
struct RecordRow {
    id: i64,
    patient_id: i64,
    concept_id: Option<i64>,
    value_id: Option<i64>,
    site_id: Option<i64>,
    status: Option<String>,
    verification: Option<String>,
    negated: i64,
    at: Option<i64>,
    over: Option<i64>,
    number: Option<f64>,
    unit: Option<String>,
    class: Option<String>,
    disposition: Option<String>,
    noun: Option<String>,
    about: Option<String>,
    template: Option<String>,
    location: Option<String>,
    organization: Option<String>,
}

#[derive(FromRow)]
struct ComponentRow {
    observation_id: i64,
    concept_id: i64,
    number: Option<f64>,
    unit: Option<String>,
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
///
/// # Errors
/// When the database can't be read.
pub async fn facts_of(
    connection: &mut AnyConnection,
    patients: &[i64],
    wanted: &Wanted,
) -> Result<HashMap<i64, PatientFacts>> {
    let rows: Vec<PatientRow> = ask(
        connection,
        "SELECT p.id, p.active, p.birth_date, p.gender, p.birth_sex, p.language, p.city, p.state, p.postal_code, p.race,
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
                facts.travels.insert((journey, NodeId(node as u32)));
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
    T: for<'row> FromRow<'row, AnyRow> + Send + Unpin,
{
    let sql = format!("{before}({}){after}", Dialect::of(connection).keys_in("$1"));
    Ok(sqlx::query_as(&sql).bind(list_of(patients.iter().copied())).fetch_all(&mut *connection).await?)
}

impl PatientRow {
    fn into_facts(self) -> Result<PatientFacts> {
        Ok(PatientFacts {
            active: self.active != 0,
            birth_date: self.birth_date.as_deref().and_then(Date::parse),
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
    type Row = (i64, i64, String, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = ask(
        connection,
        "SELECT k.patient_id, k.id, k.system, c.channel, c.purpose, c.status FROM contact_point k
         LEFT JOIN consent c ON c.address = k.address
         WHERE (k.use_code IS NULL OR k.use_code <> 'old')
             AND k.address NOT IN (SELECT address FROM unreachable_address) AND k.patient_id IN ",
        patients,
        " ORDER BY k.id",
    )
    .await?;
    let mut contacts: BTreeMap<(i64, i64), ContactFacts> = BTreeMap::new();
    for (patient, key, system, channel, purpose, status) in rows {
        let Some(system) = ContactSystem::from_code(&system) else { continue };
        let contact = contacts.entry((patient, key)).or_insert_with(|| ContactFacts { system, said: BTreeMap::new() });
        if let (Some(channel), Some(purpose), Some(status)) = (channel, purpose, status) {
            let (about, word) = word(&channel, &purpose, &status)?;
            contact.said.insert(about, word);
        }
    }
    for ((patient, _), contact) in contacts {
        if let Some(facts) = all.get_mut(&patient) {
            facts.contacts.push(contact);
        }
    }
    Ok(())
}

/// A row of `consent`.
pub(super) fn word(channel: &str, purpose: &str, status: &str) -> Result<((Channel, Purpose), ConsentStatus)> {
    let corrupt = |why: shared::coded::UnknownCode| StoreError::corrupt("consent", why);
    Ok(((channel.parse().map_err(corrupt)?, purpose.parse().map_err(corrupt)?), status.parse().map_err(corrupt)?))
}

/// Tags and attributes of the organization's own.
async fn add_own(connection: &mut AnyConnection, patients: &[i64], all: &mut All) -> Result<()> {
    let tags: Vec<(i64, String)> =
        ask(connection, "SELECT patient_id, tag FROM patient_tag WHERE patient_id IN ", patients, "").await?;
    for (patient, tag) in tags {
        if let Some(facts) = all.get_mut(&patient) {
            facts.tags.insert(tag);
        }
    }
    let attributes: Vec<(i64, String, String, Option<f64>, Option<i64>)> = ask(
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

/// The columns a record type has, NULL for what it lacks.
fn select(record: RecordType) -> (String, String) {
    let table = record.table();
    let text = "CAST(NULL AS TEXT)";
    let key = "CAST(NULL AS BIGINT)";
    let at = date_columns(record).iter().map(|column| format!("r.{column}")).collect::<Vec<_>>();
    let at = if at.len() == 1 { at.concat() } else { format!("COALESCE({})", at.join(", ")) };
    let over = end_column(record).map_or_else(|| key.to_owned(), |column| format!("r.{column}"));
    let or = |has: bool, column: &'static str, none: &'static str| if has { column } else { none };
    let visit = record == RecordType::Encounter;
    let activity = record == RecordType::Activity;
    let before = format!(
        "SELECT r.id, r.patient_id, {concept} AS concept_id, {value} AS value_id, {site} AS site_id, r.{status} AS status,
            {verification} AS verification, CAST({negated} AS BIGINT) AS negated, {at} AS at, {over} AS over,
            {number} AS number, {unit} AS unit, {class} AS class, {disposition} AS disposition, {noun} AS noun,
            {about} AS about, {template} AS template, {location} AS location, {organization} AS organization
         FROM {table} r WHERE r.patient_id IN ",
        concept = or(record.has_concept(), "r.concept_id", key),
        value = or(record.has_value(), "r.value_concept_id", key),
        site = or(record.has_body_site(), "r.body_site_concept_id", key),
        status = status_column(record),
        verification = or(record.has_verification(), "r.verification_status", text),
        negated = or(record.has_negation(), "r.do_not_perform", "0"),
        number = or(record.has_value(), "r.value_number", "CAST(NULL AS DOUBLE PRECISION)"),
        unit = or(record.has_value(), "r.value_unit", text),
        class = or(visit, "r.class", text),
        disposition = or(visit, "r.discharge_disposition", text),
        noun = or(activity, "r.subject", text),
        about = or(activity, "r.subject_uid", text),
        template = or(activity, "r.template_uid", text),
        location = or(record.has_site(), "(SELECT l.name FROM location l WHERE l.id = r.location_id)", text),
        organization = or(visit, "(SELECT o.name FROM organization o WHERE o.id = r.organization_id)", text),
    );
    (before, format!(" ORDER BY {at} DESC, r.id DESC"))
}

async fn add_records(
    connection: &mut AnyConnection,
    patients: &[i64],
    record: RecordType,
    all: &mut All,
) -> Result<()> {
    let (before, order) = select(record);
    let rows: Vec<RecordRow> = ask(connection, &before, patients, &order).await?;
    let parts: Vec<ComponentRow> = if record.has_value() {
        ask(
            connection,
            "SELECT o.observation_id, o.concept_id, o.value_number AS number, o.value_unit AS unit
             FROM observation_component o JOIN observation r ON r.id = o.observation_id WHERE r.patient_id IN ",
            patients,
            " ORDER BY o.observation_id, o.ordinal",
        )
        .await?
    } else {
        Vec::new()
    };
    let named = rows.iter().flat_map(|row| [row.concept_id, row.value_id, row.site_id]).flatten();
    let concepts = concepts(connection, named.chain(parts.iter().map(|part| part.concept_id)).collect()).await?;
    let concept = |key: Option<i64>| key.and_then(|key| concepts.get(&key).cloned());
    let mut components: BTreeMap<i64, Vec<ComponentFacts>> = BTreeMap::new();
    for part in parts {
        let concept = concept(Some(part.concept_id)).unwrap_or_default();
        let part_facts = ComponentFacts { concept, number: part.number, unit: part.unit };
        components.entry(part.observation_id).or_default().push(part_facts);
    }
    for row in rows {
        let Some(facts) = all.get_mut(&row.patient_id) else { continue };
        facts.records.push(RecordFacts {
            record,
            concept: concept(row.concept_id),
            status: row.status,
            verification: row.verification,
            negated: row.negated != 0,
            at: row.at.map(UtcMillis),
            end: row.over.map(UtcMillis),
            number: row.number,
            unit: row.unit,
            value: concept(row.value_id),
            components: components.remove(&row.id).unwrap_or_default(),
            body_site: concept(row.site_id),
            class: row.class,
            disposition: row.disposition,
            about: row
                .noun
                .zip(row.about)
                .into_iter()
                .chain(row.template.map(|id| ("template".to_owned(), id)))
                .collect(),
            sites: row.location.into_iter().chain(row.organization).collect(),
        });
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
