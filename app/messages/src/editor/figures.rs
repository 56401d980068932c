//! What became of this template's messages.

use super::super::doors::load_insight;
use super::state::editor;
use kit::{Dialog, Figure, Notice, Skeleton, Tone};
use leptos::prelude::*;
use shared::consent::Channel;
use shared::messages::{Body, MessageInsight};

#[component]
pub fn FiguresDialog(open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let id = editor.id;
    let found = Resource::new(
        move || open.get(),
        move |open| async move { if open { load_insight(id).await.map(Some) } else { Ok(None) } },
    );
    let channel = editor.body.with_untracked(Body::channel);
    view! {
        <Dialog open title="What became of its messages" wide=true>
            <Transition fallback=|| view! { <Skeleton /> }>
                {move || Suspend::new(async move {
                    found.await.map(|found| found.map(|insight| view! { <Shown insight channel /> }))
                })}
            </Transition>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Shown(insight: MessageInsight, channel: Channel) -> impl IntoView {
    let figure = |label: &'static str, count: u64| view! { <Figure label value=Signal::stored(count.to_string()) /> };
    let refused: Vec<_> = insight
        .refused
        .iter()
        .map(
            |(why, count)| view! { <tr><th scope="row">{why.label(channel)}</th><td class="number">{*count}</td></tr> },
        )
        .collect();
    let links: Vec<_> = insight
        .links
        .iter()
        .map(|link| {
            view! {
                <tr>
                    <th scope="row">{link.url.clone()}</th>
                    <td class="number">{link.messages}</td>
                    <td class="number">{link.followed}</td>
                </tr>
            }
        })
        .collect();
    let days: Vec<_> = insight
        .days
        .iter()
        .map(|(day, count)| view! { <tr><th scope="row">{day.short()}</th><td class="number">{*count}</td></tr> })
        .collect();
    view! {
        {insight
            .coarse
            .then(|| {
                view! {
                    <Notice tone=Tone::Neutral>
                        "Figures are rounded down to tens, and those below 11 are not shown: you may not see patients."
                    </Notice>
                }
            })}
        <div class="figures">
            {figure("Waiting", insight.queued)} {figure("Sent", insight.sent)} {figure("Delivered", insight.delivered)}
            {figure("Opened", insight.opened)} {figure("Clicked", insight.clicked)} {figure("Unsubscribed", insight.unsubscribed)}
            {figure("Bounced", insight.bounced)} {figure("Failed", insight.failed)}
        </div>
        <p class="field-hint">
            "Delivered is what the carrier reported. Opens and clicks are measured for events, marketing and surveys only: who opened a reminder is health information."
        </p>
        {(!refused.is_empty())
            .then(|| {
                view! {
                    <table class="table">
                        <caption>"Not sent, by the gate"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Reason"</th>
                                <th scope="col" class="number">
                                    "Messages"
                                </th>
                            </tr>
                        </thead>
                        <tbody>{refused}</tbody>
                    </table>
                }
            })}
        {(!links.is_empty())
            .then(|| {
                view! {
                    <table class="table">
                        <caption>"Links"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Link"</th>
                                <th scope="col" class="number">
                                    "Messages"
                                </th>
                                <th scope="col" class="number">
                                    "Followed"
                                </th>
                            </tr>
                        </thead>
                        <tbody>{links}</tbody>
                    </table>
                }
            })}
        {(!days.is_empty())
            .then(|| {
                view! {
                    <table class="table">
                        <caption>"Sent by day"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Day (UTC)"</th>
                                <th scope="col" class="number">
                                    "Messages"
                                </th>
                            </tr>
                        </thead>
                        <tbody>{days}</tbody>
                    </table>
                }
            })}
    }
    .into_any()
}
