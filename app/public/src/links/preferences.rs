//! The preference page: how somebody may be reached, and for each of their addresses a switch a purpose. One button.

use super::frame::{Organization, page};
use leptos::prelude::*;
use shared::consent::{Channel, Purpose, Wishes, masked};

/// An address on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressLine {
    /// Names it in the form.
    pub name: String,
    pub channel: Channel,
    pub address: String,
    /// The link was sent here.
    pub own: bool,
    pub wanted: Vec<(Purpose, bool)>,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Saved,
    /// A letter to another address asks to confirm.
    AskedToConfirm,
}

/// What the form posts.
#[derive(Debug, Default)]
pub struct PreferencesForm {
    pairs: Vec<(String, String)>,
}

impl PreferencesForm {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self { pairs }
    }

    fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(one, _)| one == name)
    }

    /// The button "Unsubscribe from everything".
    pub fn leaves(&self) -> bool {
        self.has("nothing")
    }

    /// The lines that the page had, each with what is ticked.
    pub fn choices(&self) -> Vec<(String, Vec<(Purpose, bool)>)> {
        let lines = self.pairs.iter().filter(|(name, _)| name == "line").map(|(_, line)| line.clone());
        lines
            .map(|line| {
                let wanted = Purpose::CHOICES.map(|purpose| (purpose, self.has(&format!("{line}.{}", purpose.code()))));
                (line, wanted.to_vec())
            })
            .collect()
    }

    /// How they may be reached; `None` when the page did not ask. Whoever ticks something is to be contacted again.
    pub fn wishes(&self) -> Option<Wishes> {
        let (_, only) = self.pairs.iter().find(|(name, _)| name == "only")?;
        Some(Wishes { only: Channel::from_code(only), ..Wishes::default() })
    }
}

/// `wishes` is `None` when the link belongs to nobody we know.
pub fn preferences_page(
    style: &str,
    organization: &Organization,
    lines: &[AddressLine],
    wishes: Option<&Wishes>,
    done: Option<Done>,
) -> String {
    let (words, language) = (organization.words(), organization.language);
    let nothing = lines.iter().all(|line| line.wanted.iter().all(|(_, on)| !on));
    let notice = done.map(|done| {
        let (said, then) = match (done, nothing) {
            (Done::AskedToConfirm, _) => (words.saved, words.confirm_sent),
            (Done::Saved, true) => (words.left, words.tick_again),
            (Done::Saved, false) => (words.saved, words.applies),
        };
        view! {
            <div class="notice notice-good" role="status">
                <div>
                    <p class="notice-title">{said}</p>
                    <p>{then}</p>
                </div>
            </div>
        }
    });
    let introduction = organization.filled(words.introduction, "");
    let reach = wishes.map(|wishes| reach(organization, lines, wishes));
    let lines: Vec<AnyView> = lines.iter().map(|line| section(organization, line)).collect();
    let action = format!("?lang={}", language.code());
    page(style, organization, words.preferences, move || {
        view! {
            <h1>{words.question}</h1>
            {notice}
            <p>{introduction}</p>
            <form method="post" action=action class="form">
                {reach} {lines}
                <button class="button button-primary button-wide" type="submit">{words.save}</button>
                {(!nothing)
                    .then(|| {
                        view! {
                            <button class="button button-secondary button-wide" type="submit" name="nothing" value="yes">
                                {words.leave}
                            </button>
                        }
                    })}
            </form>
            <p class="portal-note">{words.answers}</p>
        }
        .into_any()
    })
}

/// One way only, or any.
fn reach(organization: &Organization, lines: &[AddressLine], wishes: &Wishes) -> AnyView {
    let words = organization.words();
    let language = organization.language;
    let mut channels: Vec<Channel> = lines.iter().map(|line| line.channel).collect();
    channels.sort();
    channels.dedup();
    let radio = |value: &'static str, label: String, on: bool| {
        view! {
            <label class="choice">
                <input type="radio" name="only" value=value checked=on />
                <span>{label}</span>
            </label>
        }
    };
    let ways: Vec<_> = channels
        .into_iter()
        .map(|channel| {
            let label = format!("{} {}", words.only, channel.label_in(language).to_lowercase());
            radio(channel.code(), label, wishes.only == Some(channel))
        })
        .collect();
    view! {
        <fieldset class="sheet preference">
            <legend>
                <strong>{words.how}</strong>
            </legend>
            <p class="preference-hint">{words.how_hint}</p>
            {radio("any", words.any_way.to_owned(), wishes.only.is_none())} {ways}
        </fieldset>
    }
    .into_any()
}

fn section(organization: &Organization, line: &AddressLine) -> AnyView {
    let (words, language) = (organization.words(), organization.language);
    let heading = format!("{} · {}", line.channel.label_in(language), masked(&line.address));
    let own = line.own.then(|| view! { <p class="preference-hint">{words.own}</p> });
    let boxes: Vec<_> = line
        .wanted
        .iter()
        .map(|(purpose, on)| {
            let name = format!("{}.{}", line.name, purpose.code());
            let hint = format!("{name}-hint");
            view! {
                <label class="choice">
                    <input type="checkbox" name=name value="yes" checked=*on aria-describedby=hint.clone() />
                    <span>
                        <strong>{purpose.label_in(language)}</strong>
                    </span>
                </label>
                <p class="preference-hint" id=hint>{purpose.explanation_in(language)}</p>
            }
        })
        .collect();
    view! {
        <fieldset class="sheet preference">
            <legend>
                <strong>{heading}</strong>
            </legend>
            <input type="hidden" name="line" value=line.name.clone() />
            {own} {boxes}
        </fieldset>
    }
    .into_any()
}
