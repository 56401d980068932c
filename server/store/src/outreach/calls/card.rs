//! The person in hand: everything an agent needs while they talk. Only whoever has the claim sees it; the audit log keeps that.

use super::agent;
use super::facts::callee;
use super::person::person;
use super::programs::{self, Mine};
use super::row::{self, Row};
use crate::error::{Result, StoreError};
use crate::stored::known;
use crate::{Db, Permit, boxed, document, settings, templates};
use shared::consent::Channel;
use shared::ids::CallId;
use shared::messages::Body;
use shared::outreach::calls::{AttemptLine, CallCard, Caller, DeskProgram, Draft, KeptNote, Person, zone_words};
use shared::outreach::{AgreementKind, ScheduledBy};
use shared::people::{Organization, WorkCalls};
use shared::phi::Phi;
use shared::time::UtcMillis;

/// Lines of earlier calls and of kept notes.
const EARLIER: i64 = 8;

/// The call in the agent's hands.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not, or not any more, in theirs.
#[boxed]
pub async fn card(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, id: CallId) -> Result<CallCard> {
    let staff = agent(permit)?;
    let mut tx = db.begin().await?;
    let call = row::by_uid(&mut tx, &id.to_string()).await?;
    let (Some(claim), true) = (call.claim_id, call.claimed_by == Some(staff) && call.is_held(now)) else {
        return Err(StoreError::conflict("Your time with this person ran out. Take them again."));
    };
    let of = match call.program_id {
        Some(key) => Some(programs::by_key(&mut tx, key).await?),
        None => None,
    };
    let (claimed_at, dialed_at, hung_up_at, draft): (i64, Option<i64>, Option<i64>, String) =
        sqlx::query_as("SELECT claimed_at, dialed_at, hung_up_at, draft FROM call_claim WHERE id = $1")
            .bind(claim)
            .fetch_one(&mut *tx)
            .await?;
    let number = match call.patient_id {
        Some(patient) => callee(&mut tx, now, call.program_id, patient).await?.number,
        None => call.caller.clone(),
    };
    let attempts = attempts(&mut tx, &call).await?;
    let kept = kept(&mut tx, &call, claim).await?;
    let voicemail = match &of {
        Some(of) => voicemail(&mut tx, of).await?,
        None => None,
    };
    let mut visits = Vec::new();
    for visit in of.iter().flat_map(|of| &of.program.visits.types) {
        let name: Option<String> = sqlx::query_scalar("SELECT name FROM visit_type WHERE uid = $1 AND active = 1")
            .bind(visit.to_string())
            .fetch_optional(&mut *tx)
            .await?;
        visits.extend(name.map(|name| (*visit, name)));
    }
    let agent_name: String =
        sqlx::query_scalar("SELECT name FROM staff WHERE id = $1").bind(staff).fetch_one(&mut *tx).await?;
    drop(tx);
    let organization = settings::organization(db).await?;
    let voicemail = match voicemail {
        Some(version) => match templates::version_body(db, version).await? {
            Body::Voice(voice) => voice.script,
            Body::Email(_) | Body::Sms(_) | Body::Post(_) => String::new(),
        },
        None => String::new(),
    };
    let person = match call.patient_id {
        Some(patient) => Some(person(db, permit, now, patient, &number).await?),
        None => None,
    };
    let (clock, zone_short) = zone_words(now, &call.zone);
    let signed = of.as_ref().and_then(|of| of.program.agreement(AgreementKind::CallScript).signed);
    let program = of.map(|of| (DeskProgram { id: of.id, name: of.name }, of.program));
    let (program, rules) = program.map_or((None, None), |(program, rules)| (Some(program), Some(rules)));
    let rules = rules.unwrap_or_default();
    Ok(CallCard {
        call: id,
        claim,
        claimed_at: UtcMillis(claimed_at),
        claimed_until: UtcMillis(call.claimed_until.unwrap_or(now.0)),
        dialed_at: dialed_at.map(UtcMillis),
        hung_up_at: hung_up_at.map(UtcMillis),
        direction: known("call", &call.uid, &call.direction),
        kind: known("call", &call.uid, &call.kind),
        merge: merge(person.as_ref(), &agent_name, &organization),
        caller: Caller { number: Phi::new(call.caller), code: call.code },
        about: call.about,
        program,
        person,
        number: Phi::new(number),
        from: rules.voice_number,
        text_from: rules.text_number,
        zone: call.zone,
        zone_short,
        clock,
        script: rules.script,
        signed: signed.map(|signed| (signed.name, signed.at)),
        visits,
        agents_book: rules.visits.scheduled_by == ScheduledBy::Agents,
        hand_over: rules.hand_over,
        voicemail,
        attempts,
        kept,
        draft: document::read::<Draft>("draft", claim, &draft).unwrap_or_default(),
    })
}

/// What the script's merge fields stand for.
fn merge(person: Option<&Person>, agent: &str, organization: &Organization) -> Vec<(String, Phi<String>)> {
    let mut all = vec![
        ("agent.name", agent.to_owned()),
        ("organization.name", organization.name.clone()),
        ("organization.phone", organization.phone.clone()),
    ];
    if let Some(person) = person {
        let name = person.name.reveal();
        let (first, last) = name.split_once(' ').unwrap_or((name, ""));
        all.extend([
            ("patient.first_name", first.to_owned()),
            ("patient.last_name", last.to_owned()),
            ("patient.practitioner", person.doctor.clone()),
        ]);
    }
    all.into_iter().map(|(path, value)| (path.to_owned(), Phi::new(value))).collect()
}

async fn voicemail(tx: &mut crate::Tx, of: &Mine) -> Result<Option<i64>> {
    let Some(template) = of.program.messages.voicemail else { return Ok(None) };
    let live = templates::live_version(tx, template).await?;
    Ok(live.filter(|live| live.channel == Channel::Voice).map(|live| live.key))
}

/// What came of earlier calls to the same person, newest first.
async fn attempts(tx: &mut crate::Tx, call: &Row) -> Result<Vec<AttemptLine>> {
    let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
        "SELECT a.ended_at, s.name, a.disposition_label, a.note FROM call_attempt a JOIN staff s ON s.id = a.staff_id
         WHERE a.patient_id = $1 ORDER BY a.ended_at DESC, a.id DESC LIMIT $2",
    )
    .bind(call.patient_id)
    .bind(EARLIER)
    .fetch_all(&mut **tx)
    .await?;
    let line =
        |(at, agent, disposition, note)| AttemptLine { at: UtcMillis(at), agent, disposition, note: Phi::new(note) };
    Ok(rows.into_iter().map(line).collect())
}

/// What was typed under claims of this call that ran out.
async fn kept(tx: &mut crate::Tx, call: &Row, claim: i64) -> Result<Vec<KeptNote>> {
    let rows: Vec<(i64, i64, String, String)> = sqlx::query_as(
        "SELECT k.id, k.ended_at, s.name, k.draft FROM call_claim k JOIN staff s ON s.id = k.staff_id
         WHERE k.call_id = $1 AND k.id <> $2 AND k.ended IS NOT NULL AND k.ended <> 'disposed'
         ORDER BY k.ended_at DESC, k.id DESC LIMIT $3",
    )
    .bind(call.id)
    .bind(claim)
    .bind(EARLIER)
    .fetch_all(&mut **tx)
    .await?;
    let mut notes = Vec::new();
    for (id, at, agent, text) in rows {
        let draft: Draft = document::read("draft", id, &text).unwrap_or_default();
        if !draft.note.trim().is_empty() {
            notes.push(KeptNote { at: UtcMillis(at), agent, note: Phi::new(draft.note) });
        }
    }
    Ok(notes)
}
