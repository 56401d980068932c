//! Who is in hand: the person, whether they may be reached, their care gaps and what happened between us.

use super::facts::purpose;
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Permit, activity, patients};
use shared::coded::Known;
use shared::consent::{Channel, ConsentStatus, Model, Purpose};
use shared::outreach::calls::Person;
use shared::patients::ContactSystem;
use shared::people::{ViewPatients, WorkCalls};
use shared::phi::Phi;
use shared::segments::GapState;
use shared::time::{Date, UtcMillis};

/// Lines of the timeline.
const TIMELINE: i64 = 40;

#[derive(sqlx::FromRow)]
struct PersonRow {
    uid: String,
    name: String,
    relationship: String,
    identifier: Option<String>,
    birth_date: Option<String>,
    gender: Option<String>,
    language: Option<String>,
    city: Option<String>,
    state: Option<String>,
    doctor: Option<String>,
    last_visit: Option<i64>,
}

/// The person, their gaps and what happened between us and them.
pub(super) async fn person(
    db: &Db,
    permit: &Permit<WorkCalls>,
    now: UtcMillis,
    key: i64,
    number: &str,
) -> Result<Person> {
    let row: PersonRow = sqlx::query_as(
        "SELECT p.uid, p.given || ' ' || p.family AS name, p.relationship,
            (SELECT i.value FROM patient_identifier i WHERE i.patient_id = p.id
             ORDER BY CASE WHEN i.kind = 'MR' THEN 0 ELSE 1 END, i.id LIMIT 1) AS identifier,
            p.birth_date, p.gender, p.language, p.city, p.state,
            COALESCE(g.prefix || ' ', '') || g.given || ' ' || g.family AS doctor,
            (SELECT MAX(e.start_at) FROM encounter e WHERE e.patient_id = p.id) AS last_visit
         FROM patient p LEFT JOIN practitioner g ON g.id = p.general_practitioner_id WHERE p.id = $1",
    )
    .bind(key)
    .fetch_one(db.read())
    .await?;
    let id = read("patient.uid", &row.uid)?;
    // Asking for the gaps writes down that the agent looked at the person.
    let view: Permit<ViewPatients> = permit.actor().permit().ok_or(StoreError::NotFound)?;
    let mut gaps = patients::care_gaps_of(db, &view, now, id).await?;
    gaps.retain(|gap| match gap.state {
        GapState::OpenGap | GapState::ProspectiveGap | GapState::ClosedGap => true,
        GapState::NotWanted | GapState::NotAdvised | GapState::NotApplicable => false,
    });
    let born = row.birth_date.as_deref().and_then(Date::parse);
    let age = born.map(|born| born.age_on(now.date_utc())).and_then(|age| u32::try_from(age).ok());
    let places = [row.city, row.state].into_iter().flatten().filter(|place| !place.is_empty());
    let last = row.last_visit.map(|at| UtcMillis(at).date_utc());
    Ok(Person {
        id,
        name: Phi::new(row.name),
        relationship: Known::read(&row.relationship),
        identifier: Phi::new(row.identifier.unwrap_or_default()),
        born: born.map(Phi::new),
        age,
        gender: row.gender.unwrap_or_default(),
        language: row.language.unwrap_or_default(),
        city: Phi::new(places.collect::<Vec<_>>().join(", ")),
        doctor: row.doctor.unwrap_or_default(),
        last_visit: last.map(Phi::new),
        consents: consents(db, key, number, purpose(&row.relationship)).await?,
        gaps,
        timeline: activity::of_patient(db, key, TIMELINE).await?,
    })
}

/// Whether they may be reached by a channel, for what the program wants of them.
async fn consents(db: &Db, patient: i64, number: &str, purpose: Purpose) -> Result<Vec<(bool, String)>> {
    let mut lines = Vec::new();
    for channel in [Channel::Voice, Channel::Sms, Channel::Email] {
        let mut address: Option<String> = (channel == Channel::Voice && !number.is_empty()).then(|| number.to_owned());
        for system in ContactSystem::of_channel(channel).iter().filter(|_| channel != Channel::Voice) {
            if address.is_none() {
                address = sqlx::query_scalar(
                    "SELECT address FROM contact_point WHERE patient_id = $1 AND system = $2
                       AND (use_code IS NULL OR use_code <> 'old') ORDER BY rank, id LIMIT 1",
                )
                .bind(patient)
                .bind(system.code())
                .fetch_optional(db.read())
                .await?;
            }
        }
        let what = match channel {
            Channel::Voice => "Calls",
            Channel::Sms => "Texts",
            Channel::Email => "E-mail",
            Channel::Post => "Letters",
        };
        let Some(address) = address else {
            lines.push((false, format!("{what}: no address")));
            continue;
        };
        let word: Option<String> =
            sqlx::query_scalar("SELECT status FROM consent WHERE address = $1 AND channel = $2 AND purpose = $3")
                .bind(address)
                .bind(channel.code())
                .bind(purpose.code())
                .fetch_optional(db.read())
                .await?;
        let word = word.as_deref().and_then(ConsentStatus::from_code);
        lines.push(match word {
            Some(ConsentStatus::Granted) => (true, what.to_owned()),
            Some(ConsentStatus::Denied) => (false, format!("{what} refused")),
            None if purpose.model() == Model::OptIn && channel != Channel::Voice => {
                (false, format!("{what}: not asked"))
            }
            None => (true, what.to_owned()),
        });
    }
    Ok(lines)
}
