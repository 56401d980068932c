//! "Who would get it": what would happen if this message went to a segment now, channel by channel.

use super::super::doors::{forecast_send, list_audiences};
use super::state::editor;
use kit::{Choice, Dialog, Figure, Notice, Select, Skeleton, Tone};
use leptos::prelude::*;
use shared::consent::{Channel, SendForecast};
use shared::ids::SegmentId;
use shared::messages::Body;

#[component]
pub fn ForecastDialog(open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let segment = RwSignal::new(String::new());
    let audiences = Resource::new(
        move || open.get(),
        |open| async move { if open { list_audiences().await } else { Ok(Vec::new()) } },
    );
    let choices = Signal::derive(move || {
        let known = audiences.get().and_then(Result::ok).unwrap_or_default();
        let mut choices = vec![Choice::new("", "Choose a segment")];
        choices.extend(known.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)));
        choices
    });
    let channel = RwSignal::new(editor.body.with_untracked(Body::channel).code().to_owned());
    let channels: Vec<Choice> = Channel::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let asked = Memo::new(move |_| {
        let segment = segment.with(|id| id.parse::<SegmentId>().ok())?;
        let channel = channel.with(|code| Channel::from_code(code))?;
        open.get().then(|| (segment, channel, editor.body.with(Body::purpose)))
    });
    let found = Resource::new(
        move || asked.get(),
        |asked| async move {
            match asked {
                Some((segment, channel, purpose)) => forecast_send(segment, channel, purpose).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! {
        <Dialog open title="Who would get it, if it went out now" wide=true>
            <div class="form">
                <div class="field">
                    <label for="audience">"Segment"</label>
                    <Select name="audience" choices value=segment />
                </div>
                <div class="field">
                    <label for="by-channel">"Channel"</label>
                    <Select name="by-channel" choices=channels.clone() value=channel />
                    <p class="field-hint">"Another channel shows whom this message would reach there."</p>
                </div>
                <div role="status">
                    <Transition fallback=|| view! { <Skeleton /> }>
                        {move || Suspend::new(async move {
                            found.await.map(|found| found.map(|found| view! { <Shown found /> }))
                        })}
                    </Transition>
                </div>
            </div>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Shown(found: SendForecast) -> impl IntoView {
    let channel = found.channel;
    let refused = found
        .refused
        .into_iter()
        .map(|(why, count)| view! { <tr><th scope="row">{why.label(channel)}</th><td class="number">{count}</td></tr> })
        .collect_view();
    let shared = match found.shared_address {
        0 => None,
        people => Some(format!("{people} of them share their address with somebody else who gets it.")),
    };
    let held = match found.held {
        0 => None,
        people => Some(format!("{people} more get it when their quiet hours end.")),
    };
    view! {
        {found
            .coarse
            .then(|| {
                view! {
                    <Notice tone=Tone::Neutral>
                        "Figures are rounded down to tens, and those below 11 are not shown: you may not see patients."
                    </Notice>
                }
            })}
        <div class="figures">
            <Figure label="In the segment" value=Signal::stored(found.people.to_string()) />
            <Figure label="Get it now" value=Signal::stored(found.sent.to_string()) />
        </div>
        {held.map(|text| view! { <p>{text}</p> })}
        {shared.map(|text| view! { <p>{text}</p> })}
        <table class="table">
            <caption>"Why the others do not"</caption>
            <thead>
                <tr>
                    <th scope="col">"Reason"</th>
                    <th scope="col" class="number">
                        "People"
                    </th>
                </tr>
            </thead>
            <tbody>{refused}</tbody>
        </table>
    }
    .into_any()
}
