//! Who is signed in: what the shell shows and hides by.

use crate::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::people::Me;

/// The person behind the session.
#[server(prefix = "/staff/api", input = Json)]
pub async fn who_am_i() -> Result<Me, AppError> {
    use shared::people::{SignedIn, permissions_of};
    let door = crate::door::<SignedIn>().await?;
    let staff = door.session.actor.staff.as_ref().ok_or(AppError::SignedOut)?;
    Ok(Me {
        id: staff.id,
        name: door.session.actor.name.clone(),
        email: door.session.email.clone(),
        role: staff.role,
        permissions: permissions_of(staff.role).into_iter().map(str::to_owned).collect(),
        organization: store::settings::organization(&door.services.db).await?.name,
    })
}
