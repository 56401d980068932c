//! New programs: empty, or from a campaign template with segment, messages and cadence, linked and as drafts.

use super::{audit, named, taken};
use crate::boxed;
use crate::error::Result;
use crate::{Db, Permit, Tx, document, journeys, segments, settings, templates};
use shared::audit::AuditAction;
use shared::ids::{ProgramId, SegmentId, TemplateId};
use shared::journeys::templates::MessageBlank;
use shared::messages::Body;
use shared::outreach::{CampaignKind, Program};
use shared::people::{EditJourneys, EditMessages, EditPrograms, EditSegments, Organization};
use shared::time::UtcMillis;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A draft without anything.
///
/// # Errors
/// At `name` when it is empty, too long or taken.
#[boxed]
pub async fn blank(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, name: &str) -> Result<ProgramId> {
    let name = named(name)?;
    let mut tx = db.begin().await?;
    let id = ProgramId(Uuid::now_v7());
    insert(&mut tx, permit, now, id, &name, &Program::default()).await?;
    tx.commit().await?;
    Ok(id)
}

async fn insert(
    tx: &mut Tx,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProgramId,
    name: &str,
    program: &Program,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO outreach_program (uid, name, status, document, journey_id, created_at, updated_at)
         VALUES ($1, $2, 'draft', $3, (SELECT id FROM journey WHERE uid = $4), $5, $6)",
    )
    .bind(id.to_string())
    .bind(name)
    .bind(document::write("program", program)?)
    .bind(program.journey.map(|id| id.to_string()).unwrap_or_default())
    .bind(now.0)
    .bind(now.0)
    .execute(&mut **tx)
    .await
    .map_err(taken)?;
    audit(tx, permit, now, AuditAction::Create, id, name.to_owned()).await
}

/// What a campaign is made with.
#[derive(Debug, Clone)]
pub struct Makers {
    pub programs: Permit<EditPrograms>,
    pub segments: Permit<EditSegments>,
    pub messages: Permit<EditMessages>,
    pub journeys: Permit<EditJourneys>,
}

/// Makes program, segment, messages and cadence in one transaction, each a draft that begins with the program's name.
///
/// # Errors
/// At `name` when it is empty, too long or taken, also by a segment, message or journey.
#[boxed]
pub async fn from_campaign(
    db: &Db,
    may: &Makers,
    now: UtcMillis,
    name: &str,
    campaign: CampaignKind,
) -> Result<ProgramId> {
    let name = named(name)?;
    let organization = settings::organization(db).await?;
    let mut tx = db.begin().await?;
    let segment: Option<SegmentId> = match campaign.segment() {
        None => None,
        Some(blank) => Some(segments::insert_draft(&mut tx, &may.segments, now, &name, &blank.rule).await?),
    };
    let made = make_messages(&mut tx, &may.messages, now, &name, campaign.messages(), &organization).await?;
    let find = |key: &str| made.get(key).copied();
    // Its calls name the program, which is not there yet.
    let id = ProgramId(Uuid::now_v7());
    let cadence = campaign.cadence(&organization.time_zone, segment, id, &find);
    let journey = journeys::insert_draft(&mut tx, &may.journeys, now, &format!("{name}: cadence"), &cadence).await?;
    let program = Program {
        segment,
        journey: Some(journey),
        scripts_by: may.programs.actor().staff.as_ref().map(|staff| staff.id),
        ..campaign.program(&find)
    };
    insert(&mut tx, &may.programs, now, id, &name, &program).await?;
    tx.commit().await?;
    Ok(id)
}

/// Drafts of messages whose names begin with `name`, by key.
pub(crate) async fn make_messages(
    tx: &mut Tx,
    permit: &Permit<EditMessages>,
    now: UtcMillis,
    name: &str,
    blanks: Vec<MessageBlank>,
    organization: &Organization,
) -> Result<BTreeMap<&'static str, TemplateId>> {
    let mut made = BTreeMap::new();
    for blank in blanks {
        let mut body = blank.body;
        if let Body::Email(document) = &mut body {
            document.header.sender_name.clone_from(&organization.sender_name);
            document.header.sender_address.clone_from(&organization.sender_address);
        }
        let id = templates::create(tx, permit, now, &format!("{name}: {}", blank.name), &body).await?;
        made.insert(blank.key, id);
    }
    Ok(made)
}
