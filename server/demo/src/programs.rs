//! A running outreach program: 600 people three weeks in, with what was sent, said, booked and seen. Its figures are counted by the
//! product itself.

mod people;
mod weeks;

use crate::DemoError;
use shared::ids::{JourneyId, ProgramId, StaffId};
use shared::journeys::{Audience, LocalDateTime, NodeId, NodeKind, set_kind};
use shared::outreach::{Agreement, AgreementKind, CampaignKind, Contact, Duty, Program, SignOff};
use shared::people::{EditJourneys, EditMessages, EditPrograms, EditSegments, Role, ViewOutreach};
use shared::segments::SegmentKind;
use shared::time::{Millis, UtcMillis};
use store::outreach::{programs, report};
use store::segments::FactIndex;
use store::{Db, Permit, StoreError, boxed, journeys, segments, templates};

const NAME: &str = "New neighbors";
const ZONE: &str = "America/Chicago";
/// How long ago the program went live.
const WEEKS: Millis = Millis::days(21);

/// Makes the program on the calendar, which must be there, and what happened since.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn programs(db: &Db, now: UtcMillis) -> Result<(), DemoError> {
    let begin = now - WEEKS;
    let edit: Permit<EditPrograms> = Permit::system("demonstration");
    let may = programs::Makers {
        programs: edit.clone(),
        segments: Permit::<EditSegments>::system("demonstration"),
        messages: Permit::<EditMessages>::system("demonstration"),
        journeys: Permit::<EditJourneys>::system("demonstration"),
    };
    let id = programs::from_campaign(db, &may, begin, NAME, CampaignKind::NewNeighbors).await?;
    go_live_messages(db, &may.messages, begin).await?;
    let (key, program, revision) = stored(db, id).await?;
    if let Some(journey) = program.journey {
        cadence(db, &may, begin, journey).await?;
    }
    let staff = people::staff(db, begin).await?;
    programs::save(db, &edit, begin, id, revision, agreed(db, program, begin, staff.first().copied()).await?).await?;
    sign(db, key, begin, staff.first().copied()).await?;
    for member in &staff {
        let duty = if member.role == Role::Agent { Duty::Agent } else { Duty::Supervisor };
        programs::join(db, &edit, begin, id, member.id, duty).await?;
    }
    crate::prospects::prospects(db, now, id).await?;
    weeks::play(db, now, key, &staff).await?;
    for (days, words) in [
        (12, "Calls after 5 pm reach twice as many people as calls in the morning."),
        (5, "Texts that name the street are answered more often. We use them next month."),
    ] {
        report::add_note(db, &edit, now - Millis::days(days), id, (now - Millis::days(days)).date_utc(), words).await?;
    }
    Ok(())
}

/// The drafts that the campaign made are live.
async fn go_live_messages(db: &Db, permit: &Permit<EditMessages>, at: UtcMillis) -> Result<(), DemoError> {
    let drafts: Vec<(String, i64)> =
        sqlx::query_as("SELECT uid, revision FROM template WHERE name LIKE 'New neighbors: %' AND status = 'draft'")
            .fetch_all(db.read())
            .await
            .map_err(StoreError::from)?;
    for (uid, revision) in drafts {
        let id = uid.parse().map_err(|why| StoreError::corrupt("template.uid", why))?;
        // One that is refused stays a draft: its page says why.
        templates::go_live(db, permit, at, id, revision).await?;
    }
    Ok(())
}

async fn stored(db: &Db, id: ProgramId) -> Result<(i64, Program, i64), DemoError> {
    let (key, text, revision): (i64, String, i64) =
        sqlx::query_as("SELECT id, document, revision FROM outreach_program WHERE uid = $1")
            .bind(id.to_string())
            .fetch_one(db.read())
            .await
            .map_err(StoreError::from)?;
    Ok((key, store::document::read("program", id, &text)?, revision))
}

/// The cadence is live for a segment that next month's list fills.
async fn cadence(db: &Db, may: &programs::Makers, at: UtcMillis, id: JourneyId) -> Result<(), DemoError> {
    let mut tx = db.begin().await?;
    let segment =
        segments::create(&mut tx, &may.segments, at, "New neighbors: next month's list", SegmentKind::Static).await?;
    segments::go_live(db, &FactIndex::default(), &mut tx, &may.segments, at, segment).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let view: Permit<ViewOutreach> = Permit::system("demonstration");
    let record = journeys::record(db, &view, id).await?;
    let mut drawn = record.definition;
    drawn.settings.start = LocalDateTime::at(at, ZONE);
    if let Ok(patch) = set_kind(&drawn, NodeId(1), NodeKind::Entry { audience: Some(Audience::Segment(segment)) }) {
        patch.apply(&mut drawn);
    }
    journeys::save_draft(db, &may.journeys, at, id, record.revision, &drawn).await?;
    let known = journeys::known(&journeys::choices(db).await?, at, ZONE);
    journeys::go_live(db, &may.journeys, at, id, &known).await?;
    Ok(())
}

/// What was agreed before the first contact.
async fn agreed(
    db: &Db,
    mut program: Program,
    at: UtcMillis,
    owner: Option<people::Member>,
) -> Result<Program, DemoError> {
    let contact = |name: &str, about: &str, phone: &str| Contact {
        name: name.into(),
        about: about.into(),
        phone: phone.into(),
        email: String::new(),
    };
    program.text_number = "+1 217 555 0140".into();
    program.voice_number = "+1 217 555 0141".into();
    program.practice_contacts = vec![contact("Dr. Ruth Adler", "Anything clinical", "+1 217 555 0110")];
    program.center_contacts = vec![contact("Sam Ortiz", "Anything about calls", "+1 217 555 0120")];
    program.stakeholders = vec!["practice.manager@example.org".into(), "outreach@example.org".into()];
    let visits: Vec<String> = sqlx::query_scalar("SELECT uid FROM visit_type WHERE active = 1 ORDER BY id")
        .fetch_all(db.read())
        .await
        .map_err(StoreError::from)?;
    program.visits.types = visits.iter().filter_map(|uid| uid.parse().ok()).collect();
    for kind in AgreementKind::ALL {
        let agreement = Agreement {
            owner: owner.map(|owner| owner.id),
            decision: "As written in this program.".into(),
            decided: Some(at.date_utc()),
            signed: None,
        };
        program.agreements.insert(kind, agreement);
    }
    Ok(program)
}

/// Signed off and live, three weeks ago.
async fn sign(db: &Db, key: i64, at: UtcMillis, owner: Option<people::Member>) -> Result<(), DemoError> {
    let text: String = sqlx::query_scalar("SELECT document FROM outreach_program WHERE id = $1")
        .bind(key)
        .fetch_one(db.read())
        .await
        .map_err(StoreError::from)?;
    let mut program: Program = store::document::read("program", key, &text)?;
    let by = owner.map_or(StaffId(uuid::Uuid::nil()), |owner| owner.id);
    for agreement in program.agreements.values_mut() {
        agreement.signed = Some(SignOff { by, name: "Practice manager".into(), at });
    }
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE outreach_program SET document = $1, status = 'live', live_at = $2 WHERE id = $3")
        .bind(store::document::write("program", &program)?)
        .bind(at.0)
        .bind(key)
        .execute(&mut *tx)
        .await
        .map_err(StoreError::from)?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}
