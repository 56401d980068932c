//! What may be sent to each address, purpose by purpose.

use kit::time::{Moment, Say};
use kit::{Notice, StatusBadge, Tone};
use leptos::prelude::*;
use shared::coded::Known;
use shared::consent::{ConsentStatus, Model, Purpose};
use shared::patients::AddressConsents;

/// One block an address.
pub(super) fn consents(all: Vec<AddressConsents>) -> AnyView {
    if all.is_empty() {
        return view! { <p class="card-body muted">"There is no address that consent could hang on."</p> }.into_any();
    }
    all.into_iter().map(address).collect_view().into_any()
}

fn address(one: AddressConsents) -> AnyView {
    let rows = Purpose::CHOICES
        .into_iter()
        .map(|purpose| {
            let (tone, text, at) = match (one.word(purpose), purpose.model()) {
                (Some((Known::Known(ConsentStatus::Granted), at)), _) => (Tone::Good, "Granted", Some(at)),
                (Some((Known::Known(ConsentStatus::Denied), at)), _) => (Tone::Danger, "Refused", Some(at)),
                (Some((Known::Unknown(_), at)), _) => (Tone::Look, "Unknown", Some(at)),
                (None, Model::OptIn) => (Tone::Neutral, "Not asked: nothing is sent", None),
                (None, Model::OptOut | Model::Always) => (Tone::Good, "Allowed until refused", None),
            };
            view! {
                <li>
                    <div class="grow">
                        <span>{purpose.label()}</span>
                        {at.map(|at| view! { <span class="second"><Moment at say=Say::DateOnly /></span> })}
                    </div>
                    <StatusBadge tone=tone text=text />
                </li>
            }
        })
        .collect_view();
    let suppressed = one.suppressed.map(|reason| {
        let text = format!("Nothing is sent here any more: {}.", reason.replace('-', " "));
        view! { <Notice tone=Tone::Danger>{text}</Notice> }
    });
    view! {
        <div class="consent-address">
            <p class="small muted">{one.channel.label()} " · " {one.address.into_inner()}</p>
            {suppressed}
        </div>
        <ul class="rows">{rows}</ul>
    }
    .into_any()
}
