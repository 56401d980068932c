//! Call desk: the queue, the person in hand with script, notes and dispositions, and who they are.

use super::consequences::Fronts;
use super::endings::endings;
use super::head::head;
use super::keys::listen;
use super::notes::notes;
use super::person::person;
use super::queue::queue;
use super::script::script;
use super::state::Desk;
use super::top::top;
use kit::{Button, ButtonKind, EmptyState, Kind, Notice, Tone};
use leptos::prelude::*;

/// `/staff/calls`
pub fn call_desk_page() -> AnyView {
    let desk = Desk::new();
    listen(desk);
    let middle = move || {
        if desk.hand.get().is_some() {
            view! { {head(desk)} {script(desk)} {notes(desk)} {endings(desk)} }.into_any()
        } else {
            nobody(desk)
        }
    };
    view! {
        <div class="desk">
            {top(desk)} <div class="desk-columns">
                <aside class="desk-queue" aria-label="My queue">
                    {queue(desk)}
                </aside>
                <section class="desk-call" aria-label="Call">
                    {lost(desk)}
                    {middle}
                </section>
                <aside class="desk-person" aria-label="Person">
                    {person(desk)}
                </aside>
            </div>
            <Fronts desk />
        </div>
    }
    .into_any()
}

fn nobody(desk: Desk) -> AnyView {
    let skipped = move || {
        desk.skipped.with(|skipped| {
            (!skipped.is_empty()).then(|| {
                let lines = skipped
                    .iter()
                    .map(|one| view! { <li>{format!("{}: {}", one.name.reveal(), one.reason())}</li> })
                    .collect_view();
                view! {
                    <Notice title="Skipped">
                        <ul>{lines}</ul>
                    </Notice>
                }
            })
        })
    };
    view! {
        <EmptyState
            icon="phone"
            kind=Kind::Goal
            title="Nobody is in your hands"
            text="Take the next person: call-backs that are due come first, then by priority, within their calling hours."
        >
            <Button kind=ButtonKind::Primary icon="phone" busy=desk.busy on_click=move |_| desk.next()>
                "Next person"
            </Button>
            <Button icon="plus" on_click=move |_| desk.front.set(Some(super::state::Front::Inbound))>
                "Somebody calls"
            </Button>
        </EmptyState>
        {skipped}
    }
    .into_any()
}

/// The claim ran out: what was typed is kept, and somebody else may have the person.
fn lost(desk: Desk) -> AnyView {
    let inside = move || {
        desk.lost.get().map(|lost| {
            let call = desk.card.with_untracked(|card| card.as_ref().map(|card| card.call));
            view! {
                <Notice tone=Tone::Look alert=true title="This person is not in your hands any more">
                    <p>{lost.words()}</p>
                    <div class="row">
                        <Button on_click=move |_| {
                            desk.close();
                            if let Some(call) = call {
                                desk.take(call);
                            }
                        }>"Take them again"</Button>
                        <Button kind=ButtonKind::Quiet on_click=move |_| desk.close()>
                            "Close"
                        </Button>
                    </div>
                </Notice>
            }
        })
    };
    inside.into_any()
}
