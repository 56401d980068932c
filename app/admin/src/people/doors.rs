//! The people page's doors to the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::ids::StaffId;
use shared::people::{Role, StaffRow};

/// Everybody, by name.
#[server(prefix = "/staff/api", input = Json)]
pub async fn people() -> Result<Vec<StaffRow>, AppError> {
    let door = base::door::<shared::people::ManagePeople>().await?;
    Ok(store::staff::list(&door.services.db, &door.permit).await?)
}

/// Adds an account; they sign in with `password` once and then choose their own.
#[server(prefix = "/staff/api", input = Json)]
pub async fn add_person(name: String, email: String, role: Role, password: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::ManagePeople>().await?;
    let new = store::staff::NewStaff { name, email, password, role };
    store::staff::add(&door.services.db, &door.permit, door.now, new).await?;
    Ok(())
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn change_role(id: StaffId, role: Role) -> Result<(), AppError> {
    let door = base::door::<shared::people::ManagePeople>().await?;
    Ok(store::staff::change_role(&door.services.db, &door.permit, door.now, id, role).await?)
}

/// Locks somebody out, or lets them in again.
#[server(prefix = "/staff/api", input = Json)]
pub async fn set_disabled(id: StaffId, disabled: bool) -> Result<(), AppError> {
    let door = base::door::<shared::people::ManagePeople>().await?;
    Ok(store::staff::set_disabled(&door.services.db, &door.permit, door.now, id, disabled).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn end_sessions(id: StaffId) -> Result<(), AppError> {
    let door = base::door::<shared::people::ManagePeople>().await?;
    Ok(store::staff::end_sessions(&door.services.db, &door.permit, door.now, id).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn reset_password(id: StaffId, password: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::ManagePeople>().await?;
    Ok(store::staff::reset_password(&door.services.db, &door.permit, door.now, id, password).await?)
}
