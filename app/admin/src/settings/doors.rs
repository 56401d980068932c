//! The settings page's doors to the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
#[cfg(feature = "ssr")]
use shared::audit::AuditAction;
#[cfg(feature = "ssr")]
use shared::noun::Noun;
use shared::people::Organization;

/// The settings as they stand.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_settings() -> Result<Organization, AppError> {
    let door = base::door::<shared::people::ManageSettings>().await?;
    Ok(store::settings::organization(&door.services.db).await?)
}

/// Keeps `organization` if nothing is wrong with it; the audit log says that it changed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_settings(organization: Organization) -> Result<(), AppError> {
    use shared::field::FieldError;
    let door = base::door::<shared::people::ManageSettings>().await?;
    let organization = organization.checked().map_err(AppError::Invalid)?;
    if jiff::tz::TimeZone::get(&organization.time_zone).is_err() {
        let message = "We don't know this time zone. Choose one from the list, such as America/Chicago.";
        return Err(AppError::Invalid(vec![FieldError::new("time_zone", message)]));
    }
    let mut tx = door.services.db.begin().await?;
    store::settings::set(&mut tx, store::settings::ORGANIZATION, &organization, door.now).await?;
    let entry = store::audit::Entry {
        detail: store::settings::ORGANIZATION.to_owned(),
        ..store::audit::Entry::new(AuditAction::Update, Noun::Setting)
    };
    store::audit::record(&mut tx, door.permit.actor(), door.now, entry).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    Ok(())
}
