//! The side navigation: only what the person's role may open.

use super::places::{GROUPS, Group};
use base::{Known, when_known};
use kit::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::people::Me;

#[component]
pub fn Navigation(me: Known) -> impl IntoView {
    view! {
        <div>
            {when_known(me, |me| GROUPS.iter().filter_map(|group| group_view(group, &me)).collect::<Vec<_>>().into_any())}
        </div>
        {when_known(me, |me| view! { <p class="nav-foot">{me.organization}</p> }.into_any())}
    }
    .into_any()
}

fn group_view(group: &'static Group, me: &Me) -> Option<AnyView> {
    let path = use_location().pathname;
    let links: Vec<_> = group
        .places
        .iter()
        .filter(|place| place.is_open_to(me))
        .map(|place| {
            view! {
                <li>
                    <a
                        class="nav-link"
                        href=place.href
                        aria-current=move || path.with(|path| place.holds(path)).then_some("page")
                    >
                        <Icon name=place.icon />
                        {place.label}
                    </a>
                </li>
            }
        })
        .collect();
    (!links.is_empty()).then(|| {
        let heading = (!group.label.is_empty()).then(|| view! { <h2 class="nav-group">{group.label}</h2> });
        view! {
            {heading}
            <ul>{links}</ul>
        }
        .into_any()
    })
}
