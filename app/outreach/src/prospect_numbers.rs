//! What kind of lines the numbers of a list are, and a button that has the rest looked up, with what it will cost.

use super::prospect_doors::{load_prospect_list, look_up_prospects};
use super::prospect_list::LOOK_AGAIN;
use base::only_with;
use kit::{Button, ButtonKind, Card, ConfirmDialog, Figure, Notice, Tone, answers, grouped, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::ProspectListId;
use shared::outreach::lookup::{LineType, money};
use shared::outreach::prospects::{ListStatus, ListView, LookupPlan};
use shared::people::EditPrograms;

/// `first` is what the page came with; while a look-up goes on and this tab is open, it is asked for again.
#[component]
pub fn Numbers(id: ProspectListId, selected: RwSignal<&'static str>, first: ListView) -> impl IntoView {
    let version = RwSignal::new(0_u32);
    let open = RwSignal::new(false);
    let latest = answers(move || {
        let wanted = version.get() > 0;
        async move { if wanted { load_prospect_list(id).await.ok() } else { None } }
    });
    let first = StoredValue::new(first);
    let list = Signal::derive(move || latest.get().flatten().unwrap_or_else(|| first.get_value()));
    let again = move || {
        version.try_update(|version| *version += 1);
    };
    Effect::new(move |_| {
        if selected.get() == "numbers" && list.with(|list| list.lookup.under_way) {
            set_timeout(again, LOOK_AGAIN);
        }
    });
    let ask = move |()| {
        spawn_local(async move {
            match look_up_prospects(id).await {
                Ok(()) => {
                    toast(Tone::Good, "The numbers are being looked up.");
                    again();
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let price = Signal::derive(move || list.with(|list| price(&list.lookup)));
    view! {
        {move || shown(&list.get(), open)}
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

/// What asking for the rest would cost.
fn price(plan: &LookupPlan) -> String {
    let count = grouped(plan.to_ask as i64);
    if plan.provider {
        let cost = money(plan.to_ask.saturating_mul(plan.cost_micros));
        format!("{count} numbers at {} each: {cost} in the currency of your contract.", money(plan.cost_micros))
    } else {
        format!("{count} numbers. No provider is set up: only their form is checked, which costs nothing.")
    }
}

fn shown(view: &ListView, open: RwSignal<bool>) -> AnyView {
    let plan = &view.lookup;
    let kinds = [
        (LineType::Mobile, plan.mobile),
        (LineType::Landline, plan.landline),
        (LineType::Voip, plan.voip),
        (LineType::Invalid, plan.invalid),
        (LineType::Unknown, plan.unknown),
    ];
    let figures = kinds.map(|(kind, count)| {
        let value = Signal::stored(grouped(count as i64));
        view! { <Figure label=kind.label() value /> }
    });
    let no_provider = (!plan.provider).then(|| {
        view! {
            <Notice tone=Tone::Look title="No look-up provider is set up">
                "The type of these numbers stays unknown, which counts as a landline: no text goes to them. The administrator sets a provider up in the configuration (lookup)."
            </Notice>
        }
    });
    let left = grouped(plan.to_ask as i64);
    let under_way =
        plan.under_way.then(|| view! { <p role="status">"Numbers are being looked up: " {left} " are left."</p> });
    let may_ask = view.status.is(ListStatus::Done) && plan.to_ask > 0 && !plan.under_way;
    let cost = may_ask.then(|| price(plan));
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
    let spent = money(plan.spent_micros);
    view! {
        <Card title="Telephone numbers">
            <div class="stack">
                <div class="figures">{figures.into_iter().collect_view()}</div>
                <p>
                    "Mobile phones get texts, all others voicemail; a number of unknown type counts as a landline. Look-ups for this list have cost "
                    {spent} " so far."
                </p>
                {no_provider}
                {under_way}
                {cost.map(|cost| view! { <p>{cost}</p> })}
                <div>{button}</div>
            </div>
        </Card>
    }
    .into_any()
}
