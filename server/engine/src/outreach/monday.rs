//! Monday's report: on Monday morning of the organization, to each named stakeholder, once, without anybody's data.

use crate::{EngineError, Services};
use shared::consent::{Channel, Purpose};
use shared::email_address::EmailAddress;
use shared::messages::OriginKind;
use shared::outreach::{ReportPeriod, report_letter};
use shared::people::ViewPrograms;
use shared::time::{LocalDateTime, UtcMillis};
use std::collections::BTreeSet;
use store::outbox::{Content, NewMessage, Origin, WrittenEmail, enqueue};
use store::outreach::report;
use store::{Permit, boxed, settings};

/// The hour at which it leaves.
const HOUR: u32 = 7;

#[boxed]
pub(super) async fn round(services: &Services) -> Result<usize, EngineError> {
    let now = services.now();
    let organization = settings::organization(&services.db).await?;
    let Some((monday, monday_at)) = monday_before(now, &organization.time_zone) else { return Ok(0) };
    let mut sent = 0;
    for due in report::due(&services.db, monday, monday_at).await? {
        let permit: Permit<ViewPrograms> = Permit::system("reports");
        let week =
            report::report(&services.db, &permit, due.id, ReportPeriod::Week, monday.plus_days(-1), false).await?;
        let page = format!("{}/staff/programs/{}/report", services.public_url, due.id);
        let letter = report_letter(&week, &organization.name, &page);
        let mut tx = services.db.begin().await?;
        if !report::reported(&mut tx, due.key, monday).await? {
            continue;
        }
        let addresses: BTreeSet<EmailAddress> = due.stakeholders.iter().filter_map(|one| one.parse().ok()).collect();
        for address in addresses {
            let message = NewMessage {
                key: format!("program-report/{}/{monday}/{address}", due.id),
                channel: Channel::Email,
                patient: None,
                address: address.to_string(),
                recipient_name: String::new(),
                // They are named as readers in the program; suppression still counts.
                purpose: Purpose::Transactional,
                content: Content::Email(WrittenEmail {
                    subject: letter.subject.clone(),
                    html: letter.html.clone(),
                    text: letter.text.clone(),
                    attachments: Vec::new(),
                }),
                not_before: now,
                send_by: None,
                origin: Origin { kind: OriginKind::Report, uid: due.id.to_string(), node: None },
            };
            enqueue(&mut tx, now, message).await?;
        }
        tx.commit().await?;
        sent += 1;
        services.wake.call();
    }
    Ok(sent)
}

/// The latest Monday whose morning has come, and that morning.
fn monday_before(now: UtcMillis, zone: &str) -> Option<(shared::time::Date, UtcMillis)> {
    let today = LocalDateTime::at(now, zone)?.date();
    let monday = today.plus_days(-i64::from(today.weekday().num_days_from_monday()));
    let at = LocalDateTime::new(monday, HOUR, 0)?.in_zone(zone)?;
    if at <= now {
        return Some((monday, at));
    }
    let before = monday.plus_days(-7);
    Some((before, LocalDateTime::new(before, HOUR, 0)?.in_zone(zone)?))
}
