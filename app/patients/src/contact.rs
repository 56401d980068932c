//! How the patient is reached and known.

use kit::{EmptyState, Icon};
use leptos::prelude::*;
use shared::patients::{ContactPoint, Identifier};

/// Addresses and numbers, the preferred one of each kind first.
pub(super) fn contact_points(points: Vec<ContactPoint>) -> AnyView {
    if points.is_empty() {
        return view! {
            <EmptyState icon="at-sign" title="No address" text="No message can reach this patient until the record has one." />
        }
        .into_any();
    }
    let rows = points
        .into_iter()
        .map(|point| {
            let (icon, kind) = match point.system.as_str() {
                "email" => ("mail", "E-mail"),
                "sms" => ("smartphone", "Text"),
                _ => ("phone", "Phone"),
            };
            let place = match point.use_code.as_deref() {
                Some("home") => ", home",
                Some("work") => ", work",
                Some("mobile") => ", mobile",
                Some("old") => ", no longer in use",
                _ => "",
            };
            view! {
                <li>
                    <Icon name=icon />
                    <div class="grow">
                        <span>{point.address}</span>
                        <span class="second">{kind} {place}</span>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

/// Record numbers and the like.
pub(super) fn identifiers(all: Vec<Identifier>) -> AnyView {
    let rows = all
        .into_iter()
        .map(|identifier| {
            let kind = match identifier.kind.as_str() {
                "MR" => "Record number",
                "SS" => "Social security",
                "DL" => "Driver's license",
                "PPN" => "Passport",
                "MB" => "Member number",
                _ => "Identifier",
            };
            view! { <dt>{kind}</dt><dd>{identifier.value}</dd> }
        })
        .collect_view();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
