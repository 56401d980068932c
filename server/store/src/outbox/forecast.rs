//! What would happen if a message went to a segment now: the send gate asked about every member, by a few statements.
//! Nothing is queued.

use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::Db;
use crate::error::{Result, StoreError};
use crate::outreach::lookup;
use crate::suppression;
use shared::audit::AuditAction;
use shared::consent::{
    Channel, ConsentStatus, Decision, PatientState, Purpose, Refusal, SendFacts, SendForecast, SendingRules, UtcOffset,
    Wishes, Zone, may_send,
};
use shared::ids::SegmentId;
use shared::messages::PostalAddress;
use shared::noun::Noun;
use shared::patients::ContactSystem;
use shared::people::{ViewOutreach, ViewPatients};
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};

/// How many members are looked at together.
const CHUNK: i64 = 2_000;

/// What would be sent.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub segment: SegmentId,
    pub channel: Channel,
    pub purpose: Purpose,
    pub rules: &'a SendingRules,
    /// IANA name: the organization's, for those whose own is not known.
    pub zone: &'a str,
}

#[derive(sqlx::FromRow)]
struct Member {
    id: i64,
    active: i64,
    deceased: i64,
    time_zone: Option<String>,
    do_not_contact: Option<i64>,
    only_channel: Option<String>,
    only_address: Option<String>,
    line: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    country: Option<String>,
    address: Option<String>,
}

const MEMBERS: &str = "SELECT p.id, CAST(p.active AS BIGINT) AS active, CAST(p.deceased AS BIGINT) AS deceased, p.time_zone,
        CAST(w.do_not_contact AS BIGINT) AS do_not_contact, w.only_channel, w.only_address,
        p.line, p.city, p.state, p.postal_code, p.country,
        COALESCE(
            (SELECT c.address FROM contact_point c WHERE c.patient_id = p.id AND c.system = $4
                AND (c.use_code IS NULL OR c.use_code <> 'old') ORDER BY c.rank, c.id LIMIT 1),
            (SELECT c.address FROM contact_point c WHERE c.patient_id = p.id AND c.system = $5
                AND (c.use_code IS NULL OR c.use_code <> 'old') ORDER BY c.rank, c.id LIMIT 1)) AS address
     FROM segment_member m JOIN patient p ON p.id = m.patient_id LEFT JOIN contact_wish w ON w.patient_id = p.id
     WHERE m.segment_id = (SELECT id FROM segment WHERE uid = $1) AND m.left_at IS NULL AND p.id > $2 ORDER BY p.id LIMIT $3";

impl Member {
    fn wishes(&self) -> Result<Wishes> {
        let only = self.only_channel.as_deref().map(str::parse::<Channel>).transpose();
        Ok(Wishes {
            do_not_contact: self.do_not_contact == Some(1),
            only: only.map_err(|why| StoreError::corrupt("contact_wish.only_channel", why))?,
            only_address: self.only_address.clone().unwrap_or_default(),
        })
    }

    /// Where the message would go; empty for nowhere.
    fn address(&self, channel: Channel, wishes: &Wishes) -> String {
        if let Some(wished) = wishes.address(channel) {
            return wished.to_owned();
        }
        match channel {
            Channel::Email | Channel::Sms | Channel::Voice => self.address.clone().unwrap_or_default(),
            Channel::Post => {
                let parts = [&self.line, &self.city, &self.state, &self.postal_code, &self.country];
                PostalAddress::of_record(parts.map(|part| part.as_deref().unwrap_or_default())).to_key()
            }
        }
    }

    const fn state(&self) -> PatientState {
        match (self.deceased, self.active) {
            (1, _) => PatientState::Deceased,
            (_, 0) => PatientState::Inactive,
            _ => PatientState::Active,
        }
    }
}

/// Asks the gate about every member. Recorded as a count; rounded for those who may not see patients.
///
/// # Errors
/// When the database can't be read, or the look can't be recorded.
#[boxed]
pub async fn forecast(
    db: &Db,
    permit: &Permit<ViewOutreach>,
    reader: Option<&Permit<ViewPatients>>,
    now: UtcMillis,
    wanted: &Wanted<'_>,
) -> Result<SendForecast> {
    let Wanted { segment, channel, purpose, rules, zone } = *wanted;
    let entry = Entry {
        entity_uid: Some(segment.to_string()),
        detail: format!("what a message by {} would do", channel.code()),
        ..Entry::new(AuditAction::Count, Noun::Segment)
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    let suppressed: HashSet<String> =
        sqlx::query_scalar::<_, String>("SELECT address_hash FROM suppression WHERE channel = $1")
            .bind(channel.code())
            .fetch_all(db.read())
            .await?
            .into_iter()
            .collect();
    let lines = match channel {
        Channel::Sms => lookup::line_types(db).await?,
        Channel::Email | Channel::Voice | Channel::Post => HashMap::new(),
    };
    let words = words(db, channel, purpose).await?;
    let before = sent_before(db, now, channel, purpose, rules).await?;
    let mut forecast = SendForecast::new(channel, purpose);
    let mut reached: HashMap<String, u64> = HashMap::new();
    let mut zones: HashMap<String, Option<Zone>> = HashMap::new();
    let systems: Vec<&str> = ContactSystem::of_channel(channel).iter().map(|system| system.code()).collect();
    let mut after = 0;
    loop {
        let members: Vec<Member> = sqlx::query_as(MEMBERS)
            .bind(segment.to_string())
            .bind(after)
            .bind(CHUNK)
            .bind(systems.first().copied().unwrap_or_default())
            .bind(systems.get(1).copied().unwrap_or_default())
            .fetch_all(db.read())
            .await?;
        let Some(last) = members.last() else { break };
        after = last.id;
        for member in members {
            let wishes = member.wishes()?;
            let address = member.address(channel, &wishes);
            let own = member.time_zone.clone().unwrap_or_else(|| zone.to_owned());
            let zone = zones.entry(own).or_insert_with_key(|name| Zone::named(name)).clone();
            let facts = SendFacts {
                channel,
                purpose,
                patient: member.state(),
                wishes,
                consent: words.get(&address).copied(),
                suppressed: suppressed.contains(&suppression::hash(&address)),
                line: lines.get(&address).copied(),
                sent_before: before.get(&address).cloned().unwrap_or_default(),
            };
            let decision = match (address.is_empty(), channel) {
                (true, _) => Decision::Refuse(Refusal::NoAddress),
                (false, Channel::Post) if PostalAddress::from_key(&address).missing().is_some() => {
                    Decision::Refuse(Refusal::IncompleteAddress)
                }
                (false, _) => match zone {
                    Some(zone) => may_send(&facts, rules, now, &zone),
                    None => may_send(&facts, rules, now, &UtcOffset(0)),
                },
            };
            if !matches!(decision, Decision::Refuse(_)) {
                *reached.entry(address).or_default() += 1;
            }
            forecast.count(decision);
        }
    }
    forecast.shared_address = reached.values().filter(|people| **people > 1).sum();
    let forecast = forecast.sorted();
    Ok(if reader.is_some() { forecast } else { forecast.rounded() })
}

/// The last word of each address.
async fn words(db: &Db, channel: Channel, purpose: Purpose) -> Result<HashMap<String, ConsentStatus>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT address, status FROM consent WHERE channel = $1 AND purpose = $2")
            .bind(channel.code())
            .bind(purpose.code())
            .fetch_all(db.read())
            .await?;
    let word = |(address, status): (String, String)| {
        let status = status.parse().map_err(|why| StoreError::corrupt("consent", why))?;
        Ok((address, status))
    };
    rows.into_iter().map(word).collect()
}

/// When capped messages went to each address: reminders count for reminders, marketing and surveys for one another.
async fn sent_before(
    db: &Db,
    now: UtcMillis,
    channel: Channel,
    purpose: Purpose,
    rules: &SendingRules,
) -> Result<HashMap<String, Vec<UtcMillis>>> {
    let mut found: HashMap<String, Vec<UtcMillis>> = HashMap::new();
    let Some(window) = rules.caps_for(channel, purpose).iter().map(|cap| cap.window()).max() else { return Ok(found) };
    let counted = if purpose == Purpose::Treatment { ["treatment", ""] } else { ["marketing", "survey"] };
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT address, sent_at FROM outbox WHERE channel = $1 AND sent_at > $2 AND purpose IN ($3, $4)
            AND status IN ('sending', 'sent', 'in-doubt')",
    )
    .bind(channel.code())
    .bind((now - window).0)
    .bind(counted[0])
    .bind(counted[1])
    .fetch_all(db.read())
    .await?;
    for (address, at) in rows {
        found.entry(address).or_default().push(UtcMillis(at));
    }
    Ok(found)
}
