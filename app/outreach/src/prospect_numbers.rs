//! What kind of lines the numbers of a list are, and a button that has the rest looked up, with what it will cost.

use super::prospect_doors::look_up_prospects;
use super::prospect_list::ListData;
use base::only_with;
use kit::{Button, ButtonKind, Card, ConfirmDialog, Figure, Notice, Tone, grouped, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::outreach::lookup::{LineType, money};
use shared::outreach::prospects::{ListStatus, ListView};
use shared::people::EditPrograms;

#[component]
pub fn Numbers(data: ListData, view: ListView) -> impl IntoView {
    let (id, plan) = (view.id, view.lookup.clone());
    let open = RwSignal::new(false);
    let ask = move |()| {
        spawn_local(async move {
            match look_up_prospects(id).await {
                Ok(()) => {
                    toast(Tone::Good, "The numbers are being looked up.");
                    data.refetch();
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let kinds = [
        (LineType::Mobile, plan.mobile),
        (LineType::Landline, plan.landline),
        (LineType::Voip, plan.voip),
        (LineType::Invalid, plan.invalid),
        (LineType::Unknown, plan.unknown),
    ];
    let figures = kinds
        .map(|(kind, count)| {
            let value = Signal::stored(grouped(count as i64));
            view! { <Figure label=kind.label() value /> }
        })
        .collect_view();
    let cost = money(plan.to_ask.saturating_mul(plan.cost_micros));
    let count = grouped(plan.to_ask as i64);
    let price = if plan.provider {
        format!("{count} numbers at {} each: {cost} in the currency of your contract.", money(plan.cost_micros))
    } else {
        format!("{count} numbers. No provider is set up: only their form is checked, which costs nothing.")
    };
    let no_provider = (!plan.provider).then(|| {
        view! {
            <Notice tone=Tone::Look title="No look-up provider is set up">
                "The type of these numbers stays unknown, which counts as a landline: no text goes to them. The administrator sets a provider up in the configuration (lookup)."
            </Notice>
        }
    });
    let in_use = view.status.is(ListStatus::Done);
    let under_way = plan.under_way.then(|| {
        view! { <p role="status">"Numbers are being looked up: " {count.clone()} " are left."</p> }
    });
    let may_ask = in_use && plan.to_ask > 0 && !plan.under_way;
    let price_shown = price.clone();
    let button = may_ask.then(|| {
        only_with::<EditPrograms>(move || {
            view! {
                <Button icon="phone" on_click=move |_| open.set(true)>
                    "Look the rest up"
                </Button>
            }
            .into_any()
        })
    });
    view! {
        <Card title="Telephone numbers">
            <div class="stack">
                <div class="figures">{figures}</div>
                <p>
                    "Mobile phones get texts, all others voicemail; a number of unknown type counts as a landline. Look-ups for this list have cost "
                    {money(plan.spent_micros)} " so far."
                </p>
                {no_provider}
                {under_way}
                {may_ask.then(|| view! { <p>{price_shown}</p> })}
                <div>{button}</div>
            </div>
        </Card>
        <ConfirmDialog
            open
            title="Look these numbers up?"
            text=price
            confirm="Look up"
            kind=ButtonKind::Primary
            on_confirm=ask
        />
    }
    .into_any()
}
