//! How the patient stands to every care gap, why, and the dialog that notes that one is not wanted or not advised.

use super::doors::{list_care_gaps, remark_on_gap, revoke_gap_remark};
use base::{AppError, Loaded, may};
use kit::{
    Button, ButtonKind, ButtonSize, Choice, Dialog, EmptyState, Field, FormErrors, Kind, Select, StatusBadge, TextArea,
    Tone, toast,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::PatientId;
use shared::patients::{GapLine, GapRemark, GapRemarkLine};
use shared::people::TagPatients;
use shared::segments::GapState;

#[component]
pub(super) fn CareGaps(id: PatientId) -> impl IntoView {
    let lines = Resource::new(|| (), move |()| list_care_gaps(id));
    let noting = RwSignal::new(None::<(String, String)>);
    let reload = Callback::new(move |()| lines.refetch());
    let shown = move |lines: Vec<GapLine>| {
        // Whoever is not among those a gap is for has no line of it.
        let lines: Vec<GapLine> = lines
            .into_iter()
            .filter(|line| line.state != GapState::NotApplicable || !line.remarks.is_empty())
            .collect();
        if lines.is_empty() {
            let (title, text) = ("No care gap is about this patient", "Age, visits and diagnoses decide which are.");
            return view! { <EmptyState icon="list" title text kind=Kind::Entry /> }.into_any();
        }
        view! {
            <Suspense>
                {move || {
                    let (held, lines) = (may::<TagPatients>(), lines.clone());
                    Suspend::new(async move {
                        let may_edit = held.await;
                        let rows = lines.into_iter().map(|line| row(id, line, may_edit, noting, reload)).collect_view();
                        view! { <ul class="list" role="list" aria-label="Care gaps">{rows}</ul> }
                    })
                }}
            </Suspense>
        }
        .into_any()
    };
    view! {
        <Loaded data=lines view=shown />
        <Noting id noting reload />
    }
    .into_any()
}

const fn tone(state: GapState) -> Tone {
    match state {
        GapState::OpenGap => Tone::Look,
        GapState::ProspectiveGap => Tone::Wait,
        GapState::NotWanted | GapState::NotAdvised | GapState::NotApplicable => Tone::Neutral,
        GapState::ClosedGap => Tone::Good,
    }
}

fn row(
    id: PatientId,
    line: GapLine,
    may_edit: bool,
    noting: RwSignal<Option<(String, String)>>,
    reload: Callback<()>,
) -> AnyView {
    let due = matches!(line.state, GapState::OpenGap | GapState::ProspectiveGap);
    let opens = line.opens_on.map(|day| format!(" Due on {}.", day.long())).unwrap_or_default();
    let note = {
        let chosen = (line.key.clone(), line.name.clone());
        let label = format!("Note that {} is not wanted or not advised", line.name);
        (may_edit && due).then(|| {
            view! {
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small label on_click=move |_| noting.set(Some(chosen.clone()))>
                    "Not wanted…"
                </Button>
            }
        })
    };
    let doubts = line.doubts.into_iter().map(|doubt| view! { <p class="second">{doubt} "."</p> }).collect_view();
    let remarks = line.remarks.into_iter().map(|remark| noted(id, remark, may_edit, reload)).collect_view();
    view! {
        <li class="list-row">
            <div class="grow">
                <strong>{line.name}</strong>
                " "
                <StatusBadge tone=tone(line.state) text=line.state.label() />
                <p class="second">{line.reason} "." {opens} " " {line.citation} "."</p>
                {doubts}
                {remarks}
            </div>
            {note}
        </li>
    }
    .into_any()
}

fn noted(id: PatientId, remark: GapRemarkLine, may_edit: bool, reload: Callback<()>) -> AnyView {
    let until = remark.until.map_or_else(|| "until it is revoked".to_owned(), |day| format!("until {}", day.long()));
    let words =
        format!("{} {until}: {} ({}, {})", remark.state.label(), remark.note, remark.made_by, remark.made_on.long());
    let uid = remark.uid;
    let revoke = move |_| {
        let uid = uid.clone();
        spawn_local(async move {
            match revoke_gap_remark(id, uid).await {
                Ok(()) => {
                    toast(Tone::Good, "Revoked: the gap counts again".to_owned());
                    reload.run(());
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        <p class="second">
            {words} " "
            {may_edit
                .then(|| {
                    view! {
                        <Button kind=ButtonKind::Quiet size=ButtonSize::Small label="Revoke this remark" on_click=revoke>
                            "Revoke"
                        </Button>
                    }
                })}
        </p>
    }
    .into_any()
}

/// For how long a remark may hold, in months; nothing is until somebody revokes it.
const LENGTHS: [(&str, &str); 5] =
    [("12", "1 year"), ("3", "3 months"), ("6", "6 months"), ("60", "5 years"), ("", "Until somebody revokes it")];

#[component]
fn Noting(id: PatientId, noting: RwSignal<Option<(String, String)>>, reload: Callback<()>) -> impl IntoView {
    let errors = FormErrors::provide();
    let open = RwSignal::new(false);
    let (state, note, months) = (
        RwSignal::new(GapState::NotWanted.code().to_owned()),
        RwSignal::new(String::new()),
        RwSignal::new(LENGTHS[0].0.to_owned()),
    );
    Effect::new(move |_| {
        if noting.with(Option::is_some) {
            errors.clear();
            note.set(String::new());
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            noting.set(None);
        }
    });
    let title =
        Signal::derive(move || noting.with(|gap| gap.as_ref().map_or_else(String::new, |(_, name)| name.clone())));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((gap, _)) = noting.get_untracked() else { return };
        let chosen = GapState::REMARKS.into_iter().find(|one| one.code() == state.get_untracked());
        let remark = GapRemark {
            gap,
            state: chosen.unwrap_or(GapState::NotWanted),
            note: note.get_untracked(),
            months: months.get_untracked().parse().ok(),
        };
        spawn_local(async move {
            match remark_on_gap(id, remark).await {
                Ok(()) => {
                    open.set(false);
                    toast(Tone::Good, "Noted: nobody is invited while it holds".to_owned());
                    reload.run(());
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let states = Signal::stored(vec![
        Choice::new(GapState::NotWanted.code(), "The patient does not want it"),
        Choice::new(GapState::NotAdvised.code(), "A clinician advises against it"),
    ]);
    let lengths = Signal::stored(LENGTHS.map(|(code, label)| Choice::new(code, label)).to_vec());
    view! {
        <Dialog open title>
            <form class="form" novalidate on:submit=send>
                <Field name="state" label="What is known">
                    <Select name="state" choices=states value=state />
                </Field>
                <Field name="note" label="Why" hint="Colleagues read it before they call.">
                    <TextArea name="note" value=note rows=3 />
                </Field>
                <Field name="months" label="For how long">
                    <Select name="months" choices=lengths value=months />
                </Field>
                <Button submit=true kind=ButtonKind::Primary>
                    "Note it"
                </Button>
            </form>
        </Dialog>
    }
    .into_any()
}
