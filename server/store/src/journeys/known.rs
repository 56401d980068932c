//! What a journey may use: live segments, templates and triggers; and what the go-live dialog says.

use super::{draft, triggers};
use crate::boxed;
use crate::error::Result;
use crate::{Db, Permit};
use shared::consent::Channel;
use shared::ids::JourneyId;
use shared::journeys::{Audience, Choice, GoLiveSummary, Known};
use shared::people::ViewOutreach;
use shared::time::{Gap, LocalDateTime, UtcMillis, zones};

/// Live segments, triggers and templates, to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    pub segments: Vec<Choice>,
    pub triggers: Vec<Choice>,
    pub templates: Vec<Choice>,
    /// Events that are not over or cancelled.
    pub events: Vec<Choice>,
    /// Outreach programs that have not ended. The cadence of one goes live before the program does; until then its calls wait.
    pub programs: Vec<Choice>,
}

/// Everything that can be chosen now.
#[boxed]
pub async fn choices(db: &Db) -> Result<Choices> {
    let segments: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT s.uid, s.name, (SELECT COUNT(*) FROM segment_member m WHERE m.segment_id = s.id AND m.left_at IS NULL)
         FROM segment s WHERE s.status = 'live' AND s.list_of IS NULL ORDER BY lower(s.name)",
    )
    .fetch_all(db.read())
    .await?;
    let segments = segments.into_iter().map(|(id, name, members)| {
        let detail = if members == 1 { "1 member".to_owned() } else { format!("{members} members") };
        Choice { id, name, detail, channel: None }
    });
    let templates: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT uid, name, subject, channel FROM template
         WHERE status = 'live' AND live_version_id IS NOT NULL AND variant_of IS NULL ORDER BY lower(name)",
    )
    .fetch_all(db.read())
    .await?;
    let templates = templates.into_iter().map(|(id, name, detail, channel)| {
        // A channel of a later version is shown as a message.
        Choice { id, name, detail, channel: Channel::from_code(&channel) }
    });
    let events: Vec<(String, String)> =
        sqlx::query_as("SELECT uid, name FROM event WHERE status IN ('ready', 'live') ORDER BY lower(name)")
            .fetch_all(db.read())
            .await?;
    let events = events.into_iter().map(|(id, name)| Choice { id, name, detail: String::new(), channel: None });
    let programs: Vec<(String, String)> =
        sqlx::query_as("SELECT uid, name FROM outreach_program WHERE status <> 'ended' ORDER BY lower(name)")
            .fetch_all(db.read())
            .await?;
    let programs = programs.into_iter().map(|(id, name)| Choice { id, name, detail: String::new(), channel: None });
    Ok(Choices {
        segments: segments.collect(),
        triggers: triggers::live(db).await?,
        templates: templates.collect(),
        events: events.collect(),
        programs: programs.collect(),
    })
}

/// The same for the check of a definition.
pub fn known(choices: &Choices, now: UtcMillis, zone: &str) -> Known {
    fn named<I: std::str::FromStr + Ord>(choices: &[Choice]) -> std::collections::BTreeMap<I, String> {
        choices.iter().filter_map(|choice| Some((choice.id.parse().ok()?, choice.name.clone()))).collect()
    }
    let channels = choices.templates.iter().filter_map(|choice| Some((choice.id.parse().ok()?, choice.channel?)));
    Known {
        segments: named(&choices.segments),
        templates: named(&choices.templates),
        channels: channels.collect(),
        triggers: named(&choices.triggers),
        programs: named(&choices.programs),
        now: LocalDateTime::at(now, zone),
        gaps: gaps(now, zone),
    }
}

/// The local times that clocks in `zone` skip, as far ahead as journeys are planned.
pub(super) fn gaps(now: UtcMillis, zone: &str) -> Vec<Gap> {
    const YEARS: i32 = 5;
    zones::zone(zone).map(|zone| zones::gaps(&zone, now, YEARS)).unwrap_or_default()
}

/// What will happen when the draft goes live: counts only, no names.
///
/// # Errors
/// [`crate::StoreError::NotFound`], or when the database can't be read.
#[boxed]
pub async fn go_live_summary(
    db: &Db,
    permit: &Permit<ViewOutreach>,
    now: UtcMillis,
    id: JourneyId,
) -> Result<GoLiveSummary> {
    let definition = draft::record(db, permit, id).await?.definition;
    let choices = choices(db).await?;
    let known = known(&choices, now, &definition.settings.zone);
    let (audience, people, reachable) = match definition.audience() {
        Some(Audience::Segment(segment)) => {
            let (people, reachable): (i64, i64) = sqlx::query_as(
                "SELECT COUNT(*), COUNT(CASE WHEN EXISTS (SELECT 1 FROM contact_point c WHERE c.patient_id = m.patient_id
                    AND c.system = 'email' AND (c.use_code IS NULL OR c.use_code <> 'old')) THEN 1 END)
                 FROM segment_member m JOIN segment s ON s.id = m.segment_id WHERE s.uid = $1 AND m.left_at IS NULL",
            )
            .bind(segment.to_string())
            .fetch_one(db.read())
            .await?;
            (known.segments.get(&segment).cloned(), Some(people), Some(reachable))
        }
        Some(Audience::Trigger(trigger)) => (known.triggers.get(&trigger).cloned(), None, None),
        None => (None, None, None),
    };
    let templates = definition.reading_order().into_iter().filter_map(|node| definition.node(node)?.kind.template());
    let first_message = templates.filter_map(|template| known.templates.get(&template).cloned()).next();
    let settings = &definition.settings;
    Ok(GoLiveSummary {
        audience: audience.unwrap_or_default(),
        people,
        reachable,
        first_message,
        start: settings.start.map(|start| start.words()).unwrap_or_default(),
        end: settings.end.map(|end| end.words()).unwrap_or_default(),
        zone: settings.zone.clone(),
        at_once: matches!((settings.start, known.now), (Some(start), Some(now)) if start <= now),
    })
}
