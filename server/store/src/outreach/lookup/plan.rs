//! What is known of a list's numbers, and what asking for the rest would cost.

use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::counts::count;
use crate::error::{Result, StoreError};
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::ids::ProspectListId;
use shared::noun::Noun;
use shared::outreach::lookup::{LineType, LookupProvider, again_after};
use shared::outreach::prospects::LookupPlan;
use shared::people::EditPrograms;
use shared::time::UtcMillis;

/// How this installation looks numbers up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// `Form` when no provider is set up.
    pub provider: LookupProvider,
    /// Millionths of the currency of the contract, each look-up.
    pub cost_micros: u64,
    /// After how many months a number is asked about again.
    pub months: u32,
}

impl Terms {
    /// What was said before this moment counts no more.
    pub(super) fn stale(&self, now: UtcMillis) -> i64 {
        again_after(now, self.months).0
    }

    /// Whether the form of a number is all that is known here.
    pub(super) fn form_only(&self) -> bool {
        self.provider == LookupProvider::Form
    }
}

/// What of a member's numbers `k` is looked up.
#[boxed]
pub async fn plan(db: &Db, now: UtcMillis, list: i64, terms: &Terms) -> Result<LookupPlan> {
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT line_type, CAST(SUM(1 - stale) AS BIGINT), CAST(SUM(stale) AS BIGINT) FROM (
            SELECT k.address, COALESCE(MAX(n.line_type), '') AS line_type,
                MAX(CASE WHEN n.number IS NULL OR n.line_type = '' OR n.asked_at < $2
                    OR (n.provider = 'form' AND $3 = 0) THEN 1 ELSE 0 END) AS stale
            FROM prospect_member m JOIN contact_point k ON k.patient_id = m.patient_id
            LEFT JOIN number_lookup n ON n.number = k.address
            WHERE m.list_id = $1 AND k.system IN ('phone', 'sms') AND (k.use_code IS NULL OR k.use_code <> 'old')
            GROUP BY k.address
         ) AS numbers GROUP BY line_type",
    )
    .bind(list)
    .bind(terms.stale(now))
    .bind(i64::from(terms.form_only()))
    .fetch_all(db.read())
    .await?;
    let (spent, asked): (i64, Option<i64>) = sqlx::query_as(
        "SELECT CAST(COALESCE((SELECT SUM(cost_micros) FROM number_lookup_charge WHERE list_id = l.id), 0) AS BIGINT),
            l.lookup_asked_at FROM prospect_list l WHERE l.id = $1",
    )
    .bind(list)
    .fetch_one(db.read())
    .await?;
    let mut plan = LookupPlan {
        cost_micros: terms.cost_micros,
        spent_micros: count(spent),
        provider: !terms.form_only(),
        ..LookupPlan::default()
    };
    for (line, fresh, stale) in rows {
        let of = match LineType::from_code(&line) {
            Some(LineType::Mobile) => &mut plan.mobile,
            Some(LineType::Landline) => &mut plan.landline,
            Some(LineType::Voip) => &mut plan.voip,
            Some(LineType::Invalid) => &mut plan.invalid,
            Some(LineType::Unknown) | None => &mut plan.unknown,
        };
        *of += count(fresh + stale);
        plan.to_ask += count(stale);
    }
    plan.under_way = asked.is_some() && plan.to_ask > 0;
    Ok(plan)
}

/// Somebody wants the numbers of a list looked up, at that cost.
///
/// # Errors
/// [`StoreError::Conflict`] when the list is not in use.
#[boxed]
pub async fn ask_for(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, id: ProspectListId) -> Result<()> {
    let mut tx = db.begin().await?;
    let asked = sqlx::query("UPDATE prospect_list SET lookup_asked_at = $1 WHERE uid = $2 AND status = 'done'")
        .bind(now.0)
        .bind(id.to_string())
        .execute(&mut *tx)
        .await?;
    if asked.rows_affected() == 0 {
        return Err(StoreError::conflict("The numbers of a list are looked up while it is in use."));
    }
    let detail = "asked for its numbers to be looked up".to_owned();
    let entry =
        Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(AuditAction::Update, Noun::ProspectList) };
    log::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}
