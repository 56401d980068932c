//! The preference page: one switch a purpose, one button.

use super::frame::{Organisation, page};
use leptos::prelude::*;
use serde::Deserialize;
use shared::consent::{Channel, Purpose, masked};

/// What the form posts: the purposes that are ticked.
#[derive(Debug, Default, Deserialize)]
pub struct PreferencesForm {
    #[serde(default)]
    treatment: Option<String>,
    #[serde(default)]
    event: Option<String>,
    #[serde(default)]
    marketing: Option<String>,
    #[serde(default)]
    survey: Option<String>,
    /// The button "Unsubscribe from everything".
    #[serde(default)]
    nothing: Option<String>,
}

impl PreferencesForm {
    pub fn wants(&self, purpose: Purpose) -> bool {
        let ticked = match purpose {
            Purpose::Treatment => &self.treatment,
            Purpose::Event => &self.event,
            Purpose::Marketing => &self.marketing,
            Purpose::Survey => &self.survey,
            Purpose::Transactional => return true,
        };
        self.nothing.is_none() && ticked.is_some()
    }
}

/// `wanted` says for each purpose whether messages for it are sent now; `saved` whether that was just changed.
pub fn preferences_page(
    style: &str,
    organisation: &Organisation,
    channel: Channel,
    address: &str,
    wanted: &[(Purpose, bool)],
    saved: bool,
) -> String {
    let (address, wanted) = (masked(address), wanted.to_vec());
    let name = organisation.name.clone();
    let nothing = wanted.iter().all(|(_, on)| !on);
    let (said, then) = if nothing {
        ("You are unsubscribed from everything.", "Tick what you would like to get after all, and save.")
    } else {
        ("Saved.", "Your choice applies from now on.")
    };
    page(style, organisation, "Your preferences", move || {
        let boxes = wanted
            .into_iter()
            .map(|(purpose, on)| {
                let hint = format!("{}-hint", purpose.code());
                view! {
                    <div class="sheet preference">
                        <label class="choice">
                            <input
                                type="checkbox"
                                name=purpose.code()
                                value="yes"
                                checked=on
                                aria-describedby=hint.clone()
                            />
                            <span>
                                <strong>{purpose.label()}</strong>
                            </span>
                        </label>
                        <p class="preference-hint" id=hint>{purpose.explanation()}</p>
                    </div>
                }
            })
            .collect_view();
        view! {
            <h1>"What may we write to you about?"</h1>
            {saved
                .then(|| {
                    view! {
                        <div class="notice notice-good" role="status">
                            <div>
                                <p class="notice-title">{said}</p>
                                <p>{then}</p>
                            </div>
                        </div>
                    }
                })}
            <p>
                {channel.label()} " from " <strong>{name}</strong> " to " <strong>{address}</strong>
                ". Tick what you would like to get; you can change your mind at any time."
            </p>
            <form method="post" class="form">
                {boxes} <button class="button button-primary button-wide" type="submit">"Save"</button>
                {(!nothing)
                    .then(|| {
                        view! {
                            <button class="button button-secondary button-wide" type="submit" name="nothing" value="yes">
                                "Unsubscribe from everything"
                            </button>
                        }
                    })}
            </form>
            <p class="portal-note">"Answers to what you ask us for, such as confirmations of a registration, are always sent."</p>
        }
        .into_any()
    })
}
