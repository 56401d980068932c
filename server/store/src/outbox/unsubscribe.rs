//! Leaving by a message's own link, on the preference page or at once: the consent, and the count for that message.

use super::Opened;
use crate::activity::{self, Activity};
use crate::boxed;
use crate::consent::{self, Said};
use crate::db::{Db, Tx};
use crate::error::Result;
use shared::activity::ActivityKind;
use shared::consent::{ConsentStatus, Purpose, leaves};
use shared::time::UtcMillis;

/// Its reader wants no more messages for this message's purpose.
#[boxed]
pub async fn unsubscribe(db: &Db, now: UtcMillis, link: &Opened, source: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    let said = said(link, link.purpose, ConsentStatus::Denied, source);
    consent::record_without_activity(&mut tx, now, said).await?;
    count(&mut tx, now, link).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps what the reader chose on the preference page. What they had said before, word for word, is not said again.
#[boxed]
pub async fn choose(db: &Db, now: UtcMillis, link: &Opened, chosen: &[(Purpose, bool)]) -> Result<()> {
    let mut tx = db.begin().await?;
    choose_in(&mut tx, now, link, chosen).await?;
    tx.commit().await?;
    Ok(())
}

/// [`choose`] in the caller's transaction.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn choose_in(tx: &mut Tx, now: UtcMillis, link: &Opened, chosen: &[(Purpose, bool)]) -> Result<()> {
    let mut words = Vec::with_capacity(chosen.len());
    for (purpose, _) in chosen {
        words.push(consent::current(tx, &link.address, link.channel, *purpose).await?);
    }
    let before: Vec<(Purpose, bool)> =
        chosen.iter().zip(&words).map(|((purpose, _), word)| (*purpose, purpose.wanted(*word))).collect();
    let left = leaves(link.purpose, &before, chosen);
    for ((purpose, wanted), word) in chosen.iter().zip(words) {
        let status = if *wanted { ConsentStatus::Granted } else { ConsentStatus::Denied };
        if word == Some(status) {
            continue;
        }
        let said = said(link, *purpose, status, "preference-page");
        // The timeline says it once: that this message made them leave.
        if left && *purpose == link.purpose {
            consent::record_without_activity(tx, now, said).await?;
        } else {
            consent::record(tx, now, said).await?;
        }
    }
    if left {
        count(tx, now, link).await?;
    }
    Ok(())
}

/// Counts the unsubscribing for the message, once however often its reader says it.
async fn count(tx: &mut Tx, now: UtcMillis, link: &Opened) -> Result<()> {
    // An update that changes nothing holds the row: of two answers at once the second sees the first.
    sqlx::query("UPDATE outbox SET clicks = clicks WHERE uid = $1").bind(&link.message_uid).execute(&mut **tx).await?;
    let counted: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM activity WHERE subject = $2 AND subject_uid = $1 AND kind = $3")
            .bind(&link.message_uid)
            .bind(ActivityKind::MessageUnsubscribed.subject().code())
            .bind(ActivityKind::MessageUnsubscribed.code())
            .fetch_one(&mut **tx)
            .await?;
    if counted > 0 {
        return Ok(());
    }
    let happening = Activity {
        at: now,
        patient: link.patient,
        kind: ActivityKind::MessageUnsubscribed,
        subject_uid: link.message_uid.clone(),
        summary: link.subject.clone(),
    };
    activity::record(tx, happening).await
}

fn said<'a>(link: &'a Opened, purpose: Purpose, status: ConsentStatus, source: &'a str) -> Said<'a> {
    Said {
        address: &link.address,
        channel: link.channel,
        purpose,
        status,
        source,
        text_version: consent::TEXT_VERSION,
        actor: "recipient",
        patient: link.patient,
    }
}
