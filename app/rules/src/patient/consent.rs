//! What people said to messages of a purpose through a channel.

use super::Row;
use crate::chips::ChipSelect;
use leptos::prelude::*;
use shared::consent::{Channel, Purpose};
use shared::segments::{ConsentTest, PatientTest, Said};

/// Letters go to no contact point.
const CHANNELS: [Channel; 3] = [Channel::Email, Channel::Sms, Channel::Voice];

pub(super) fn consent(row: Row) -> AnyView {
    let test = Memo::new(move |_| match row.test.get() {
        Some(PatientTest::Consent(test)) => test,
        _ => ConsentTest { channel: Channel::Email, purpose: Purpose::Marketing, said: Said::Allowed },
    });
    let set = move |test: ConsentTest| row.set(PatientTest::Consent(test));
    let said_key = |said: Said| match said {
        Said::Allowed => "allowed",
        Said::Granted => "granted",
        Said::Denied => "denied",
        Said::Nothing => "nothing",
    };
    let said = Said::ALL.map(|said| (said_key(said), said.label())).to_vec();
    let purposes = Purpose::CHOICES.map(|purpose| (purpose.code(), purpose.label())).to_vec();
    let channels = CHANNELS.map(|channel| (channel.code(), channel.label())).to_vec();
    let choose_said = Callback::new(move |key: &'static str| {
        if let Some(said) = Said::ALL.into_iter().find(|said| said_key(*said) == key) {
            set(ConsentTest { said, ..test.get_untracked() });
        }
    });
    let choose_purpose = Callback::new(move |key: &'static str| {
        if let Ok(purpose) = key.parse() {
            set(ConsentTest { purpose, ..test.get_untracked() });
        }
    });
    let choose_channel = Callback::new(move |key: &'static str| {
        if let Ok(channel) = key.parse() {
            set(ConsentTest { channel, ..test.get_untracked() });
        }
    });
    view! {
        <ChipSelect
            label="What was said"
            choices=said
            value=Signal::derive(move || said_key(test.get().said))
            disabled=row.disabled()
            on_change=choose_said
        />
        <ChipSelect
            label="Purpose"
            choices=purposes
            value=Signal::derive(move || test.get().purpose.code())
            disabled=row.disabled()
            on_change=choose_purpose
            strong=true
        />
        <span class="row-word">"by"</span>
        <ChipSelect
            label="Channel"
            choices=channels
            value=Signal::derive(move || test.get().channel.code())
            disabled=row.disabled()
            on_change=choose_channel
            strong=true
        />
    }
    .into_any()
}
