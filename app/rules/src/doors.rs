//! What the editor looks up on the server: thin doors to the store.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::segments::wire::{CodeSetChoice, KnownPlace, SegmentChoice, WordsOf};
use shared::segments::{Subject, TravelTest};

#[cfg(feature = "ssr")]
use shared::people::ViewOutreach;

/// Events and journeys by name, for a condition on what an activity is about.
#[server(prefix = "/staff/api", input = Json)]
pub async fn find_subjects(text: String) -> Result<Vec<Subject>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::subjects(&door.services.db, &door.permit, &text).await?)
}

/// Journeys and their steps by name, for a rule that asks where people are.
#[server(prefix = "/staff/api", input = Json)]
pub async fn journey_places(text: String) -> Result<Vec<TravelTest>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::journey_places(&door.services.db, &door.permit, &text).await?)
}

/// Code sets, for the picker.
#[server(prefix = "/staff/api", input = Json)]
pub async fn code_set_choices() -> Result<Vec<CodeSetChoice>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::code_sets::choices(&door.services.db, &door.permit).await?)
}

/// Live segments, for a rule that asks for membership.
#[server(prefix = "/staff/api", input = Json)]
pub async fn live_segments() -> Result<Vec<SegmentChoice>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::live(&door.services.db).await?)
}

/// Words of the data that a rule may ask for.
#[server(prefix = "/staff/api", input = Json)]
pub async fn words_in_use(of: WordsOf) -> Result<Vec<String>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::words_in_use(&door.services.db, &door.permit, &of).await?)
}

/// Places that a rule may measure the distance to.
#[server(prefix = "/staff/api", input = Json)]
pub async fn known_places() -> Result<Vec<KnownPlace>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::known_places(&door.services.db, &door.permit).await?)
}
