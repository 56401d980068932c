//! The code sets' server functions: thin doors to the store.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::code_sets::wire::{CodeSetDetail, CodeSetRow, CodeSetVersion, ValueSetRow};
use shared::code_sets::{CodeSet, Coding};
use shared::paging::{Page, PageQuery};
use shared::segments::wire::CodeSetChoice;

#[cfg(feature = "ssr")]
use shared::people::{EditSegments, ViewOutreach};

/// A page of the list of code sets.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_code_sets(query: PageQuery) -> Result<Page<CodeSetRow>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::code_sets::page(&door.services.db, &door.permit, &query).await?)
}

/// One code set.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_code_set(key: String) -> Result<CodeSetDetail, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::code_sets::by_key(&door.services.db, &door.permit, &key).await?)
}

/// Its versions, newest first.
#[server(prefix = "/staff/api", input = Json)]
pub async fn versions_of_code_set(key: String) -> Result<Vec<CodeSetVersion>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::code_sets::versions(&door.services.db, &door.permit, &key).await?)
}

/// The codes that a version of it had.
#[server(prefix = "/staff/api", input = Json)]
pub async fn codes_of_version(key: String, version: i64) -> Result<Vec<Coding>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::code_sets::codes_of(&door.services.db, &door.permit, &key, version).await?)
}

/// Makes an empty set and says its key.
#[server(prefix = "/staff/api", input = Json)]
pub async fn create_code_set(name: String) -> Result<String, AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let key = store::code_sets::create(&mut tx, &door.permit, door.now, &name).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    Ok(key)
}

/// Keeps it as the next version of what was loaded as `version`.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_code_set(version: i64, set: CodeSet) -> Result<i64, AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let version = store::code_sets::save(&mut tx, &door.permit, door.now, version, set).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    door.services.wake.call();
    Ok(version)
}

/// Makes it what ships, as the next version.
#[server(prefix = "/staff/api", input = Json)]
pub async fn restore_code_set(version: i64, key: String) -> Result<i64, AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let version = store::code_sets::restore_shipped(&mut tx, &door.permit, door.now, version, &key).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    door.services.wake.call();
    Ok(version)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn delete_code_set(key: String) -> Result<(), AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    store::code_sets::delete(&door.services.db, &mut tx, &door.permit, door.now, &key).await?;
    Ok(tx.commit().await.map_err(store::StoreError::from)?)
}

/// The ValueSets that were imported, and every set that they may feed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_value_sets() -> Result<(Vec<ValueSetRow>, Vec<CodeSetChoice>), AppError> {
    let door = base::door::<ViewOutreach>().await?;
    let rows = store::code_sets::imported(&door.services.db, &door.permit).await?;
    Ok((rows, store::code_sets::choices(&door.services.db, &door.permit).await?))
}

/// Makes an imported ValueSet feed the code set of that key.
#[server(prefix = "/staff/api", input = Json)]
pub async fn map_value_set(identity: String, key: String, beside: bool) -> Result<(), AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let to = (identity.as_str(), key.as_str(), beside);
    store::code_sets::map(&door.services.db, &mut tx, &door.permit, door.now, to).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    door.services.wake.call();
    Ok(())
}

/// Codes of the data that look like the set and are not in it.
#[server(prefix = "/staff/api", input = Json)]
pub async fn codes_outside(key: String) -> Result<Vec<Coding>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::code_sets::outside(&door.services.db, &door.permit, &key).await?)
}
