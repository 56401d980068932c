//! The home page: what is running, what needs attention, what happened.

use super::who_am_i;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};
use shared::people::Me;

/// The page's data, asked for before its chunk has arrived.
pub struct HomePage {
    me: Resource<Result<Me, crate::AppError>>,
}

#[lazy_route]
impl LazyRoute for HomePage {
    fn data() -> Self {
        Self { me: Resource::new(|| (), |()| who_am_i()) }
    }

    fn view(this: Self) -> AnyView {
        view! {
            <Title text="Home · Waypost" />
            <h1>"Home"</h1>
            <Suspense fallback=|| ()>
                {move || Suspend::new(async move { this.me.await.map(|me| view! { <p>"Hello, " {me.name}</p> }) })}
            </Suspense>
        }
        .into_any()
    }
}
