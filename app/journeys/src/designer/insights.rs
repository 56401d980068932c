//! Key figures of a journey that runs or has run, and of one message in it.

use super::state::Designer;
use kit::{Figure, grouped};
use leptos::prelude::*;
use shared::journeys::{Figures, MessageFigures, Reason};

#[component]
pub fn Insights() -> impl IntoView {
    let designer = Designer::use_context();
    let of = move |count: fn(&Figures) -> i64| {
        Signal::derive(move || designer.figures.with(|figures| grouped(count(figures))))
    };
    let reasons = move |title: &'static str, list: fn(&Figures) -> &Vec<Reason>| {
        move || {
            let list = designer.figures.with(|figures| list(figures).clone());
            (!list.is_empty()).then(|| {
                view! {
                    <h3>{title}</h3>
                    <ul class="reasons" role="list">
                        {list
                            .into_iter()
                            .map(|reason| view! { <li><span>{reason.reason}</span><b>{grouped(reason.count)}</b></li> })
                            .collect_view()}
                    </ul>
                }
            })
        }
    };
    view! {
        <section class="insights" aria-label="Insights">
            <h3>"People"</h3>
            <div class="figures">
                <Figure label="entered" value=of(|figures| figures.entered) />
                <Figure label="waiting" value=of(|figures| figures.waiting) />
                <Figure label="done" value=of(|figures| figures.done) />
                <Show when=move || designer.board.follow(|definition| definition.settings.goal.is_some())>
                    <Figure label="reached the goal" value=of(|figures| figures.goal) />
                </Show>
                <Figure label="exited early" value=of(|figures| figures.exited) />
            </div>
            <MailFigures figures=Signal::derive(move || designer.figures.with(|figures| figures.messages)) />
            {reasons("Refused because", |figures| &figures.refusals)}
            {reasons("Exited early because", |figures| &figures.exits)}
        </section>
    }
    .into_any()
}

/// What became of messages: of the whole journey's, or of one tile's.
#[component]
pub fn MailFigures(figures: Signal<MessageFigures>) -> impl IntoView {
    let of = move |count: fn(&MessageFigures) -> i64| {
        Signal::derive(move || figures.with(|figures| grouped(count(figures))))
    };
    view! {
        <h3>"Messages"</h3>
        <div class="figures">
            <Figure label="sent" value=of(|mail| mail.sent) />
            <Figure label="opened" value=of(|mail| mail.opened) />
            <Figure label="clicked" value=of(|mail| mail.clicked) />
            <Figure label="unsubscribed" value=of(|mail| mail.unsubscribed) />
            <Figure label="refused" value=of(|mail| mail.refused) />
            <Figure label="on their way" value=of(|mail| mail.queued) />
        </div>
    }
    .into_any()
}
