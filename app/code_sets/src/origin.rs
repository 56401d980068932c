//! How many codes a set has of each code system, from where, and of which date.

use super::editing::Editing;
use super::systems::label;
use kit::time::Moment;
use kit::{Card, grouped};
use leptos::prelude::*;
use shared::code_sets::built_in;
use shared::code_sets::wire::{FedBy, SystemCount};

#[component]
pub fn Origin(editing: Editing) -> impl IntoView {
    let body = move || {
        editing.detail.with(|detail| {
            let system = |one: &SystemCount| {
                let mut text = format!("{}: {} codes", label(&one.system), grouped(one.codes as i64));
                if one.by_pattern > 0 {
                    text += &format!(", which stand for {} codes of your data", grouped(one.by_pattern as i64));
                }
                view! { <li>{text}</li> }
            };
            let fed = |one: &FedBy| {
                view! {
                    <li>
                        {one.name.clone()} " " <span class="second">{one.identity.clone()} " " {one.version.clone()}</span>
                        ", imported " <Moment at=one.imported_at />
                    </li>
                }
            };
            let date = match detail.changed_at {
                Some(at) => view! { <p>"Last changed " <Moment at /></p> }.into_any(),
                None => view! { <p>"As it ships with Waypost, " {built_in::AS_OF} "."</p> }.into_any(),
            };
            let fed_by = (!detail.fed_by.is_empty()).then(|| {
                view! {
                    <p>
                        "Fed by imported value sets (" <a href="/staff/value-sets">"what feeds what"</a> "):"
                    </p>
                    <ul>{detail.fed_by.iter().map(fed).collect_view()}</ul>
                }
            });
            view! {
                <ul>{detail.systems.iter().map(system).collect_view()}</ul>
                {date}
                <p>"Source: " {detail.set.source.clone()}</p>
                {fed_by}
            }
        })
    };
    view! { <Card title="Where its codes come from">{body}</Card> }.into_any()
}
