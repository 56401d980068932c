//! The settings page's doors to the server.

use crate::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::people::Settings;

/// The settings as they stand.
#[server(prefix = "/staff/api")]
pub async fn load_settings() -> Result<Settings, AppError> {
    use shared::consent::SendingRules;
    let door = crate::door::<shared::people::ManageSettings>().await?;
    let db = &door.services.db;
    Ok(Settings {
        organization: store::settings::organization(db).await?,
        sending: store::settings::get(db, SendingRules::KEY).await?.unwrap_or_default(),
    })
}

/// Keeps `settings` if nothing is wrong with them; the audit log says which part changed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_settings(settings: Settings) -> Result<(), AppError> {
    use shared::consent::SendingRules;
    use shared::field::FieldError;
    let door = crate::door::<shared::people::ManageSettings>().await?;
    let checked = settings.checked().map_err(AppError::Invalid)?;
    let zone = &checked.organization.time_zone;
    if jiff::tz::TimeZone::get(zone).is_err() {
        let message = "This is no time zone we know. Write one such as America/Chicago.";
        return Err(AppError::Invalid(vec![FieldError::new("time_zone", message)]));
    }
    let mut tx = door.services.db.begin().await?;
    let parts = [store::settings::ORGANIZATION, SendingRules::KEY];
    store::settings::set(&mut tx, parts[0], &checked.organization, door.now).await?;
    store::settings::set(&mut tx, parts[1], &checked.sending, door.now).await?;
    let entry = store::audit::Entry {
        action: "update",
        entity: "setting",
        detail: parts.join(", "),
        ..store::audit::Entry::default()
    };
    store::audit::record(&mut tx, door.permit.actor(), door.now, entry).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    Ok(())
}
