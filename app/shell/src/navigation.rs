//! The side navigation: only what the person's role may open.

use super::places::{Places, Section, places};
use base::{Known, when_known};
use kit::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::people::Me;

#[component]
pub fn Navigation(me: Known) -> impl IntoView {
    view! {
        <div>
            {when_known(me, |me| {
                let places = places();
                let sections = Section::ALL.into_iter().filter_map(|section| section_view(places, section, &me));
                sections.collect::<Vec<_>>().into_any()
            })}
        </div>
        {when_known(me, |me| view! { <p class="nav-foot">{me.organization}</p> }.into_any())}
    }
    .into_any()
}

fn section_view(places: Places, section: Section, me: &Me) -> Option<AnyView> {
    let path = use_location().pathname;
    let links: Vec<_> = places
        .of(section, me)
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
        let heading = (!section.label().is_empty()).then(|| view! { <h2 class="nav-group">{section.label()}</h2> });
        view! {
            {heading}
            <ul>{links}</ul>
        }
        .into_any()
    })
}
