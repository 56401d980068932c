//! The page `/staff`.

use super::days::Days;
use super::parts::{attention, events, figures, happened, journeys};
use base::{AppError, Loaded, Person};
use kit::{Card, Page, PageHeader};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::overview::Overview;

/// What the home page shows.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_overview() -> Result<Overview, AppError> {
    let door = base::door::<shared::people::SignedIn>().await?;
    Ok(store::overview::overview(&door.services.db, &door.permit, door.now).await?)
}

/// `/staff`.
pub fn home_page() -> AnyView {
    let overview = Resource::new(|| (), |()| load_overview());
    view! {
        <Page>
            <PageHeader title=Signal::stored("Home".to_owned()) />
            <Loaded data=overview view=whole bones=12 />
        </Page>
    }
    .into_any()
}

fn whole(home: Overview) -> AnyView {
    let may = use_context::<Person>().and_then(|Person(me)| me.get_untracked()).and_then(Result::ok);
    let sees_patients = may.as_ref().is_some_and(|me| me.may::<shared::people::ViewPatients>());
    let sees_outbox = may.as_ref().is_some_and(|me| me.may::<shared::people::ViewSentMessages>());
    let Overview { figures: counts, journeys: running, events: coming, attention: todo, happened: lately, hours, now } =
        home;
    view! {
        <div class="stack-l">
            {figures(counts, sees_patients, sees_outbox)} {attention(todo)} <div class="home-columns">
                <div class="stack-l">
                    {(!hours.is_empty())
                        .then(|| {
                            view! {
                                <Card title="Day by day">
                                    <Days hours now />
                                </Card>
                            }
                        })}
                    <Card title="Running journeys" flush=true>{journeys(running)}</Card>
                    <Card title="Coming events" flush=true>{events(coming)}</Card>
                </div>
                <Card title="What happened in the last seven days" flush=true>{happened(lately, sees_outbox)}</Card>
            </div>
        </div>
    }
    .into_any()
}
