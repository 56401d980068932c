//! The page's filter as the store takes it.

use base::AppError;
use engine::Services;
use shared::audit::AuditFilter;
use shared::time::{Date, LocalDateTime, UtcMillis};
use store::audit::Wanted;

/// Days begin and end on the organization's clock.
pub(super) async fn wanted(services: &Services, filter: AuditFilter, words: &str) -> Result<Wanted, AppError> {
    let AuditFilter { patient, person, kind, from, to } = filter;
    let days = from.is_some() || to.is_some();
    let zone = if days { store::settings::organization(&services.db).await?.time_zone } else { String::new() };
    let begins =
        |date: Date| -> UtcMillis { LocalDateTime::day_start(date).in_zone(&zone).unwrap_or_else(|| date.start_utc()) };
    let after = |date: Date| date.plus_days(1);
    Ok(Wanted {
        patient,
        person,
        kind,
        from: from.map(begins),
        until: to.map(|date| begins(after(date))),
        words: words.to_owned(),
    })
}
