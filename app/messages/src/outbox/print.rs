//! Mail by hand: batches for the print house, and mail that came back.

use super::super::doors::{list_print_batches, make_print_batch, record_returned_mail};
use base::AppError;
use kit::time::Moment;
use kit::{Button, ButtonKind, Card, Dialog, Field, FormErrors, TextInput, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::messages::{PrintBatch, PrintBatches};

/// `changed` runs when a message's state did.
#[component]
pub fn MailByHand(changed: Callback<()>) -> impl IntoView {
    let known = Resource::new(|| (), |()| list_print_batches());
    let returning = RwSignal::new(false);
    let make = move |_| {
        spawn_local(async move {
            match make_print_batch().await {
                Ok(Some(_)) => toast(Tone::Good, "The batch is ready. Download its pages and its addresses."),
                Ok(None) => toast(Tone::Look, "No mail waits for the print house."),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            known.refetch();
        });
    };
    let shown = move |known: PrintBatches| {
        let PrintBatches { by_hand, waiting, batches } = known;
        let words = match waiting {
            0 => "No card or letter waits.".to_owned(),
            1 => "1 card or letter waits.".to_owned(),
            more => format!("{more} cards and letters wait."),
        };
        view! {
            {by_hand
                .then(|| {
                    view! {
                        <p>{words}</p>
                        <p class="form-actions">
                            <Button icon="download" disabled={waiting == 0} on_click=make>
                                "Make a batch"
                            </Button>
                        </p>
                        <ul class="print-batches">{batches.into_iter().map(line).collect_view()}</ul>
                    }
                })}
        }
    };
    view! {
        <Card title="Postal mail">
            <Transition fallback=|| ()>
                {move || Suspend::new(async move { known.await.map(shown) })}
            </Transition>
            <p class="form-actions">
                <Button icon="undo-2" on_click=move |_| returning.set(true)>
                    "Mail came back…"
                </Button>
            </p>
        </Card>
        <Returned open=returning changed />
    }
    .into_any()
}

fn line(batch: PrintBatch) -> impl IntoView {
    let PrintBatch { id, at, pieces } = batch;
    view! {
        <li>
            <Moment at /> {format!(", {pieces} {} ", if pieces == 1 { "piece" } else { "pieces" })}
            <a href=format!("/staff/outbox/batches/{id}/mail.pdf") download="mail.pdf" rel="external">
                "Pages (PDF)"
            </a> " " <a href=format!("/staff/outbox/batches/{id}/addresses.csv") download="addresses.csv" rel="external">
                "Addresses (CSV)"
            </a>
        </li>
    }
}

/// Staff type the code of a card that came back.
#[component]
fn Returned(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let errors = FormErrors::provide();
    let (code, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let record = move || {
        busy.set(true);
        spawn_local(async move {
            match record_returned_mail(code.get_untracked()).await {
                Ok(()) => {
                    code.set(String::new());
                    open.set(false);
                    toast(Tone::Good, "Written down. Nothing is mailed to that address until it is corrected.");
                    changed.run(());
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    view! {
        <Dialog open title="Mail came back">
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    errors.clear();
                    record();
                }
            >
                <Field name="code" label="Code on the card or letter" hint="Eight characters, such as 7KQ4-XZ2M.">
                    <TextInput name="code" value=code autofocus=true />
                </Field>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy>
                        "Mark the address"
                    </Button>
                    <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
