//! The server functions behind the journey pages: thin doors to `store::journeys`.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::ids::{JourneyId, TriggerId};
use shared::journeys::templates::JourneyTemplate;
use shared::journeys::{
    Definition, Figures, GoLiveSummary, JourneyPage, JourneyRow, NodeId, PassedRow, Saved, TravellerRow, TriggerDraft,
    TriggerRow,
};
use shared::paging::{Page, PageQuery};

/// One page of journeys.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_journeys(query: PageQuery) -> Result<Page<JourneyRow>, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    Ok(store::journeys::page(&door.services.db, &door.permit, &query).await?)
}

/// Makes a draft in the organization's zone.
#[server(prefix = "/staff/api", input = Json)]
pub async fn create_journey(name: String) -> Result<JourneyId, AppError> {
    let door = base::door::<shared::people::EditJourneys>().await?;
    let zone = store::settings::organization(&door.services.db).await?.time_zone;
    Ok(store::journeys::create(&door.services.db, &door.permit, door.now, &name, &zone).await?)
}

/// Makes a journey from the gallery, with its segment and messages as drafts.
#[server(prefix = "/staff/api", input = Json)]
pub async fn create_from_template(name: String, template: JourneyTemplate) -> Result<JourneyId, AppError> {
    use shared::people::{EditJourneys, EditMessages, EditSegments};
    let door = base::door::<EditJourneys>().await?;
    let may = store::journeys::Makers {
        segments: base::door::<EditSegments>().await?.permit,
        messages: base::door::<EditMessages>().await?.permit,
        journeys: door.permit,
    };
    Ok(store::journeys::create_from_template(&door.services.db, &may, door.now, &name, template).await?)
}

/// Makes an independent draft with the same graph.
#[server(prefix = "/staff/api", input = Json)]
pub async fn duplicate_journey(id: JourneyId, name: String) -> Result<JourneyId, AppError> {
    let door = base::door::<shared::people::EditJourneys>().await?;
    Ok(store::journeys::duplicate(&door.services.db, &door.permit, door.now, id, &name).await?)
}

/// Everything the designer opens with.
#[server(prefix = "/staff/api", input = Json)]
pub async fn open_journey(id: JourneyId) -> Result<JourneyPage, AppError> {
    use shared::people::EditJourneys;
    let door = base::door::<shared::people::ViewOutreach>().await?;
    let db = &door.services.db;
    let journey = store::journeys::record(db, &door.permit, id).await?;
    let choices = store::journeys::choices(db).await?;
    let known = store::journeys::known(&choices, door.now, &journey.definition.settings.zone);
    Ok(JourneyPage {
        id,
        name: journey.name,
        status: journey.status,
        definition: journey.definition,
        revision: journey.revision,
        known,
        segments: choices.segments,
        triggers: choices.triggers,
        templates: choices.templates,
        events: choices.events,
        programs: choices.programs,
        may_edit: door.session.actor.permit::<EditJourneys>().is_some(),
    })
}

/// Keeps what the designer shows.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_journey(id: JourneyId, revision: i64, definition: Definition) -> Result<Saved, AppError> {
    let door = base::door::<shared::people::EditJourneys>().await?;
    Ok(store::journeys::save_draft(&door.services.db, &door.permit, door.now, id, revision, &definition).await?)
}

/// Deletes a draft.
#[server(prefix = "/staff/api", input = Json)]
pub async fn delete_journey(id: JourneyId) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditJourneys>().await?;
    Ok(store::journeys::delete(&door.services.db, &door.permit, door.now, id).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn rename_journey(id: JourneyId, name: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditJourneys>().await?;
    Ok(store::journeys::rename(&door.services.db, &door.permit, door.now, id, &name).await?)
}

/// What will happen, before it does.
#[server(prefix = "/staff/api", input = Json)]
pub async fn journey_go_live_summary(id: JourneyId) -> Result<GoLiveSummary, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    Ok(store::journeys::go_live_summary(&door.services.db, &door.permit, door.now, id).await?)
}

/// Asks for the draft to go live.
#[server(prefix = "/staff/api", input = Json)]
pub async fn journey_go_live(id: JourneyId) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditJourneys>().await?;
    let db = &door.services.db;
    let choices = store::journeys::choices(db).await?;
    // The zone is taken from the definition by `go_live` itself.
    let known = store::journeys::known(&choices, door.now, "UTC");
    store::journeys::go_live(db, &door.permit, door.now, id, &known).await?;
    door.services.wake.call();
    Ok(())
}

/// Stops for good; returns how many people were inside.
#[server(prefix = "/staff/api", input = Json)]
pub async fn stop_journey(id: JourneyId) -> Result<u64, AppError> {
    let door = base::door::<shared::people::EditJourneys>().await?;
    Ok(store::journeys::stop(&door.services.db, &door.permit, door.now, id).await?)
}

/// Key figures and tile figures.
#[server(prefix = "/staff/api", input = Json)]
pub async fn journey_figures(id: JourneyId) -> Result<Figures, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    Ok(store::journeys::figures(&door.services.db, &door.permit, id).await?)
}

/// Who waits at a tile.
#[server(prefix = "/staff/api", input = Json)]
pub async fn journey_people(id: JourneyId, node: NodeId, query: PageQuery) -> Result<Page<TravellerRow>, AppError> {
    let door = base::door::<shared::people::ViewPatients>().await?;
    Ok(store::journeys::waiting_at(&door.services.db, &door.permit, door.now, id, node, &query).await?)
}

/// Who passed a tile.
#[server(prefix = "/staff/api", input = Json)]
pub async fn journey_passed(id: JourneyId, node: NodeId, query: PageQuery) -> Result<Page<PassedRow>, AppError> {
    let door = base::door::<shared::people::ViewPatients>().await?;
    Ok(store::journeys::passed(&door.services.db, &door.permit, door.now, id, node, &query).await?)
}

/// One page of triggers.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_triggers(query: PageQuery) -> Result<Page<TriggerRow>, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    Ok(store::journeys::triggers::page(&door.services.db, &door.permit, &query).await?)
}

/// Makes a trigger, or changes one that is not live.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_trigger(id: Option<TriggerId>, draft: TriggerDraft) -> Result<TriggerId, AppError> {
    let door = base::door::<shared::people::EditJourneys>().await?;
    Ok(store::journeys::triggers::save(&door.services.db, &door.permit, door.now, id, draft).await?)
}

/// Takes a trigger live, or stops it.
#[server(prefix = "/staff/api", input = Json)]
pub async fn set_trigger_live(id: TriggerId, live: bool) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditJourneys>().await?;
    Ok(store::journeys::triggers::set_live(&door.services.db, &door.permit, door.now, id, live).await?)
}
