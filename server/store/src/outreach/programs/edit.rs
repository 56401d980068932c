//! Saving a program, and signing off what was agreed. A sign-off stands until the words it covers change.

use super::{Stored, audit, locked, named, taken, write};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::ProgramId;
use shared::journeys::Saved;
use shared::outreach::{AgreementKind, Program, ProgramStatus, SignOff, bounded};
use shared::people::EditPrograms;
use shared::time::UtcMillis;

/// Keeps what the page shows; incomplete is fine. Sign-offs are not the page's to set: those whose words changed are withdrawn.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else saved since `revision`, or when the program has ended.
#[boxed]
pub async fn save(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProgramId,
    revision: i64,
    program: Program,
) -> Result<Saved> {
    bounded(&program)?;
    let mut tx = db.begin().await?;
    let before = locked(&mut tx, id).await?;
    if before.status == ProgramStatus::Ended {
        return Err(StoreError::conflict("This program has ended and can't be changed any more."));
    }
    if before.revision != revision {
        return Err(StoreError::conflict("Somebody else changed this program meanwhile. Reload to see their version."));
    }
    let program = with_sign_offs(program, &before, permit);
    if before.status != ProgramStatus::Draft && program.numbers_are_the_same() {
        return Err(vec![FieldError::new("voice_number", shared::outreach::SAME_NUMBERS)].into());
    }
    write(&mut tx, now, before.key, revision + 1, &program).await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, String::new()).await?;
    tx.commit().await?;
    Ok(Saved { revision: revision + 1, at: now })
}

/// The program with the sign-offs that still hold, and with the author of its scripts.
fn with_sign_offs(mut program: Program, before: &Stored, permit: &Permit<EditPrograms>) -> Program {
    let old = &before.program;
    let call = program.script != old.script;
    let texts = program.messages.chosen().ne(old.messages.chosen());
    program.scripts_by = if call || texts {
        permit.actor().staff.as_ref().map(|staff| staff.id).or(old.scripts_by)
    } else {
        old.scripts_by
    };
    for kind in AgreementKind::ALL {
        let stood = old.agreement(kind);
        let changed = match kind {
            AgreementKind::CallScript => call,
            AgreementKind::TextScript => texts,
            AgreementKind::VoicemailScript => program.messages.voicemail != old.messages.voicemail,
            AgreementKind::Numbers => {
                (&program.text_number, &program.voice_number) != (&old.text_number, &old.voice_number)
            }
            AgreementKind::Inbound => program.greeting != old.greeting,
            AgreementKind::Frequency => program.frequency != old.frequency,
            AgreementKind::Visits | AgreementKind::Televisit => program.visits != old.visits,
            AgreementKind::HandOver => program.hand_over != old.hand_over,
            AgreementKind::Reminders => program.cadences.reminders != old.cadences.reminders,
            AgreementKind::NoShow => program.cadences.no_show != old.cadences.no_show,
            AgreementKind::Cancellation => program.cadences.cancellation != old.cadences.cancellation,
            AgreementKind::Escalation => {
                (&program.practice_contacts, &program.center_contacts) != (&old.practice_contacts, &old.center_contacts)
            }
            AgreementKind::Enrichment => program.enrichment != old.enrichment,
            AgreementKind::Chats => program.chats != old.chats,
            AgreementKind::Report => program.stakeholders != old.stakeholders,
            AgreementKind::Team | AgreementKind::Dispositions => false,
        };
        if let Some(agreement) = program.agreements.get_mut(&kind) {
            let holds = !changed && agreement.says_the_same(&stood);
            agreement.signed = stood.signed.filter(|_| holds);
        }
    }
    program
}

/// Signs an agreement off in the name of whoever asks.
///
/// # Errors
/// [`StoreError::Invalid`] when it says nothing yet, or when the author of the scripts would sign their own words.
#[boxed]
pub async fn sign_off(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProgramId,
    kind: AgreementKind,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let mut stored = locked(&mut tx, id).await?;
    let Some(staff) = &permit.actor().staff else { return Err(StoreError::conflict("Only a person can sign off.")) };
    let scripts_by = stored.program.scripts_by;
    let agreement = stored.program.agreements.entry(kind).or_default();
    let field = format!("agreement_{}", kind.code());
    if agreement.owner.is_none() || agreement.decision.trim().is_empty() || agreement.decided.is_none() {
        return Err(vec![FieldError::new(field, "Enter owner, decision and date first.")].into());
    }
    if kind.needs_second_person() && scripts_by == Some(staff.id) {
        return Err(vec![FieldError::new(field, "You wrote these words. Somebody else signs them off.")].into());
    }
    agreement.signed = Some(SignOff { by: staff.id, name: permit.actor().name.clone(), at: now });
    write(&mut tx, now, stored.key, stored.revision + 1, &stored.program).await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, format!("signed off: {}", kind.label())).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a sign-off back.
///
/// # Errors
/// [`StoreError::NotFound`].
#[boxed]
pub async fn withdraw(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProgramId,
    kind: AgreementKind,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let mut stored = locked(&mut tx, id).await?;
    if let Some(agreement) = stored.program.agreements.get_mut(&kind) {
        agreement.signed = None;
    }
    write(&mut tx, now, stored.key, stored.revision + 1, &stored.program).await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, format!("sign-off withdrawn: {}", kind.label())).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives it another name.
///
/// # Errors
/// At `name` when it is empty, too long or taken; [`StoreError::NotFound`].
#[boxed]
pub async fn rename(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, id: ProgramId, name: &str) -> Result<()> {
    let name = named(name)?;
    let mut tx = db.begin().await?;
    let renamed = sqlx::query("UPDATE outreach_program SET name = $1, updated_at = $2 WHERE uid = $3")
        .bind(&name)
        .bind(now.0)
        .bind(id.to_string())
        .execute(&mut *tx)
        .await
        .map_err(taken)?;
    if renamed.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    audit(&mut tx, permit, now, AuditAction::Rename, id, name).await?;
    tx.commit().await?;
    Ok(())
}
