//! What can be booked: visit types, and practitioners' hours.

use super::doors::{Setup, load_setup};
use super::schedules::schedules;
use super::visits::visits;
use base::{AppError, Loaded};
use kit::{Crumb, PageHeader};
use leptos::prelude::*;

/// What the set-up's parts ask again after each change.
pub type SetupData = Resource<Result<Setup, AppError>>;

/// `/staff/calendar/setup`
pub fn calendar_setup_page() -> AnyView {
    let data: SetupData = Resource::new(|| (), |()| load_setup());
    view! {
        <kit::Page>
            <PageHeader
                title="Calendar set-up"
                crumbs=vec![Crumb::new("Calendar", "/staff/calendar")]
                about="The times that can be booked follow from visit types and practitioners’ hours."
            />
            <Loaded data view=move |setup| whole(data, setup) bones=10 />
        </kit::Page>
    }
    .into_any()
}

fn whole(data: SetupData, setup: Setup) -> AnyView {
    let Setup { visits: types, schedules: lines, practitioners, sites } = setup;
    view! { <div class="stack">{visits(data, types)} {schedules(data, lines, practitioners, sites)}</div> }.into_any()
}
