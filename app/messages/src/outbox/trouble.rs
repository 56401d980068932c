//! What keeps messages from leaving, and what staff can do about it: channels that pause, messages that did not leave.

use super::super::doors::{send_failed_again, try_channel_now};
use kit::time::Moment;
use kit::{Button, ConfirmDialog, Notice, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::messages::{ChannelPause, MessageStatus, OutboxCounts};

/// One notice for each channel that pauses, and one for what did not leave.
#[component]
pub fn Trouble(counts: OutboxCounts, again: Callback<()>) -> impl IntoView {
    let unsent: u64 = counts
        .by_status
        .iter()
        .filter(|(status, _)| matches!(status, MessageStatus::Failed | MessageStatus::Expired))
        .map(|(_, count)| count)
        .sum();
    let pauses = counts.pauses.into_iter().map(|pause| view! { <Pause pause again /> }).collect_view();
    view! {
        {pauses}
        {(unsent > 0).then(|| view! { <Unsent unsent again /> })}
    }
}

#[component]
fn Pause(pause: ChannelPause, again: Callback<()>) -> impl IntoView {
    let channel = pause.channel;
    let title = format!("{} is paused: the provider {}", channel.label(), pause.reason.label());
    let try_now = move |_| {
        spawn_local(async move {
            match try_channel_now(channel).await {
                Ok(()) => again.run(()),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        <Notice tone=Tone::Danger title>
            <p>
                "Nothing has left since " <Moment at=pause.since /> ". Messages wait and are sent automatically once it works again; the next try is at "
                <Moment at=pause.next_try /> "."
            </p>
            <p>"It said: " {pause.answer}</p>
            <p class="form-actions">
                <Button icon="refresh-cw" on_click=try_now>
                    "Try now"
                </Button>
            </p>
        </Notice>
    }
}

#[component]
fn Unsent(unsent: u64, again: Callback<()>) -> impl IntoView {
    let asking = RwSignal::new(false);
    let send = move |()| {
        spawn_local(async move {
            match send_failed_again().await {
                Ok(1) => toast(Tone::Good, "1 message is on its way again"),
                Ok(count) => toast(Tone::Good, format!("{count} messages are on their way again")),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            again.run(());
        });
    };
    view! {
        <Notice tone=Tone::Look title=format!("{unsent} did not leave")>
            <p>"They were refused, or could not be delivered in time. Find out why before you send them again."</p>
            <p class="form-actions">
                <Button icon="refresh-cw" on_click=move |_| asking.set(true)>
                    "Send again…"
                </Button>
            </p>
        </Notice>
        <ConfirmDialog
            open=asking
            title="Send them again?"
            text="Messages of the last seven days that failed or expired are sent again, except those to a mailbox or number that doesn't exist. Consent and quiet hours are checked as always."
            confirm="Send again"
            on_confirm=send
        />
    }
}
