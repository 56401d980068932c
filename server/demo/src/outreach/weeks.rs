//! Three weeks in a second or two: people join, the engine runs, and some of those who got a message open it, follow
//! its link or have enough of it.

use crate::DemoError;
use crate::person::chance;
use engine::Services;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use shared::ids::{JourneyId, MessageId, PatientId, SegmentId};
use shared::people::{EditSegments, ViewSentMessages};
use shared::segments::MemberList;
use shared::time::{Millis, UtcMillis};
use store::boxed;
use store::{Permit, StoreError, outbox, segments};

/// Who joins, and when.
#[derive(Debug, Clone, Copy)]
pub enum Joining {
    /// Those who ask for news by e-mail.
    Asking,
    /// Those whose check-up is due, and who have a telephone and an address.
    Due,
}

impl Joining {
    /// Hours into the three weeks, and how many.
    const fn at(self) -> &'static [(i64, i64)] {
        match self {
            Self::Asking => &[(0, 70), (24 * 8, 30), (24 * 15, 24), (24 * 19, 16)],
            Self::Due => &[(24 * 9, 14), (24 * 16, 8), (24 * 20, 6)],
        }
    }
}

/// One step of the clock.
const STEP: Millis = Millis::hours(3);

#[boxed]
pub async fn play(
    services: &Services,
    until: UtcMillis,
    seed: u64,
    audiences: [(SegmentId, Joining); 2],
    journey: JourneyId,
) -> Result<(), DemoError> {
    let mut rng = SmallRng::seed_from_u64(seed ^ 0x6a6f_7572_6e65_7973);
    let begin = services.now();
    let mut waiting = audiences.map(|(segment, joining)| (segment, joining, joining.at().iter().peekable(), 0));
    let mut looked_at = 0;
    loop {
        let hours = (services.now() - begin).0 / Millis::hours(1).0;
        for (segment, joining, at, taken) in &mut waiting {
            while let Some((_, count)) = at.next_if(|(at, _)| *at <= hours) {
                join(services, *segment, *joining, *taken, *count).await?;
                *taken += count;
            }
        }
        while engine::journeys::round(services).await? + engine::outbox::round(services).await? > 0 {}
        looked_at = react(services, &mut rng, journey, looked_at).await?;
        if services.now() + STEP >= until {
            return Ok(());
        }
        services.clock.advance(STEP);
    }
}

/// The next `count` adults who can be reached join.
async fn join(
    services: &Services,
    segment: SegmentId,
    joining: Joining,
    after: i64,
    count: i64,
) -> Result<(), DemoError> {
    let permit: Permit<EditSegments> = Permit::system("demonstration");
    let next = match joining {
        Joining::Asking => sqlx::query_scalar(
            "SELECT p.uid FROM patient p JOIN contact_point c ON c.patient_id = p.id
             WHERE c.system = 'email' AND p.active = 1 AND p.birth_date < '2000-01-01' AND p.id > 100
             ORDER BY p.id LIMIT $1 OFFSET $2",
        ),
        Joining::Due => sqlx::query_scalar(
            "SELECT p.uid FROM patient p JOIN contact_point c ON c.patient_id = p.id
             WHERE c.system = 'phone' AND p.active = 1 AND p.birth_date < '2000-01-01' AND p.line IS NOT NULL
             ORDER BY p.id LIMIT $1 OFFSET $2",
        ),
    };
    let uids: Vec<String> =
        next.bind(count).bind(after).fetch_all(services.db.read()).await.map_err(StoreError::from)?;
    let patients: Vec<PatientId> = uids.iter().filter_map(|uid| uid.parse().ok()).collect();
    let mut tx = services.db.begin().await?;
    segments::add_members(&mut tx, &permit, services.now(), segment, MemberList::Members, &patients).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// What recipients do with the messages sent since the last look; answers up to where it looked.
async fn react(services: &Services, rng: &mut SmallRng, journey: JourneyId, after: i64) -> Result<i64, DemoError> {
    let permit: Permit<ViewSentMessages> = Permit::system("demonstration");
    let sent: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, uid FROM outbox WHERE status = 'sent' AND origin_kind = 'journey' AND origin_uid = $1 AND id > $2
         ORDER BY id",
    )
    .bind(journey.to_string())
    .bind(after)
    .fetch_all(services.db.read())
    .await
    .map_err(StoreError::from)?;
    let mut last = after;
    for (id, uid) in sent {
        last = id;
        let Ok(message) = uid.parse::<MessageId>() else { continue };
        if !chance(rng, 58) {
            continue;
        }
        let html = outbox::html(&services.db, &permit, message).await?;
        if let Some(token) = secret(&html, "/o/") {
            outbox::opened(&services.db, services.now(), token).await?;
        }
        if chance(rng, 38)
            && let Some(token) = secret(&html, "/c/")
        {
            outbox::follow(&services.db, services.now(), token).await?;
        }
        if chance(rng, 3)
            && let Some(token) = secret(&html, "/unsubscribe/").or_else(|| secret(&html, "/preferences/"))
            && let Some(link) = outbox::manage(&services.db, token).await?
        {
            outbox::unsubscribe(&services.db, services.now(), &link, "unsubscribe-link").await?;
        }
    }
    Ok(last)
}

/// The first token behind `prefix` in the message.
fn secret<'a>(html: &'a str, prefix: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(prefix)?;
    let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'))?;
    Some(&rest[..end])
}
