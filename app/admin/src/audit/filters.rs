//! What the log can be narrowed to, beside its search box. The address says it, so that a narrowed log can be linked to.

use super::doors::{audit_of_patient, audit_patients_called};
use kit::time::day;
use kit::{Button, ButtonSize, Choice, SearchPicker, Select, TextInput, answers, settled};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::audit::{AuditFilter, AuditKind, AuditPerson, ShownPatient};
use shared::paging::PageQuery;
use shared::patients::PatientRow;
use shared::time::Date;

/// The filter that the page's address says.
pub(super) fn filter_of_address() -> Memo<AuditFilter> {
    let said = use_query_map();
    Memo::new(move |_| said.with(|said| AuditFilter::of(|name| said.get(name))))
}

/// The name of the patient that the log is narrowed to.
pub(super) type Narrowed = Resource<Result<Option<ShownPatient>, base::AppError>>;

pub(super) fn narrowed_to(filter: Memo<AuditFilter>) -> Narrowed {
    Resource::new(
        move || filter.with(|filter| filter.patient),
        |patient| async move {
            match patient {
                Some(id) => audit_of_patient(id).await.map(Some),
                None => Ok(None),
            }
        },
    )
}

/// Patient, person, kind and days, and the file of what they leave.
pub(super) fn filters(
    filter: Memo<AuditFilter>,
    query: RwSignal<PageQuery>,
    people: Vec<AuditPerson>,
    patient: Narrowed,
) -> AnyView {
    let navigate = StoredValue::new(use_navigate());
    let narrow = Callback::new(move |next: AuditFilter| {
        if next != filter.get_untracked() {
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate.with_value(|navigate| navigate(&next.address(), options));
        }
    });
    let text = |filter: AuditFilter| {
        [
            filter.person.map(|id| id.to_string()),
            filter.kind.map(|kind| kind.code().to_owned()),
            filter.from.map(|date| date.to_string()),
            filter.to.map(|date| date.to_string()),
        ]
        .map(Option::unwrap_or_default)
    };
    let inputs = text(filter.get_untracked()).map(RwSignal::new);
    let [person, kind, from, to] = inputs;
    Effect::watch(
        move || inputs.map(|input| input.get()),
        move |[person, kind, from, to], _, _| {
            narrow.run(AuditFilter {
                patient: filter.get_untracked().patient,
                person: person.parse().ok(),
                kind: AuditKind::from_code(kind),
                from: Date::parse(from),
                to: Date::parse(to),
            });
        },
        false,
    );
    // The address may also be changed by a link; what was half typed is then gone.
    Effect::watch(
        move || filter.get(),
        move |filter, _, _| {
            for (input, text) in inputs.into_iter().zip(text(*filter)) {
                if input.get_untracked() != text {
                    input.set(text);
                }
            }
            if query.with_untracked(|query| query.page != 0) {
                query.update(|query| query.page = 0);
            }
        },
        false,
    );
    let people = people.into_iter().map(|person| Choice::new(person.id.to_string(), person.name)).collect::<Vec<_>>();
    let kinds = AuditKind::ALL.map(|kind| Choice::new(kind.code(), kind.label())).to_vec();
    view! {
        <div class="audit-filters">
            <PatientFilter filter narrow patient />
            <Select name="person" label="Person" placeholder="Everybody" choices=Signal::stored(people) value=person />
            <Select name="kind" label="Kind of action" placeholder="Every action" choices=Signal::stored(kinds) value=kind />
            <label class="audit-day">"From" <TextInput name="from" kind="date" value=from /></label>
            <label class="audit-day">"To" <TextInput name="to" kind="date" value=to /></label>
            {export(filter, query)}
        </div>
    }
    .into_any()
}

/// The patient that the log is narrowed to, or the search for one.
#[component]
fn PatientFilter(filter: Memo<AuditFilter>, narrow: Callback<AuditFilter>, patient: Narrowed) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let asked = settled(search);
    let found = answers(move || {
        let text = asked.get();
        async move { if text.trim().len() < 2 { Ok(Vec::new()) } else { audit_patients_called(text).await } }
    });
    let options = Signal::derive(move || {
        let found = found.get().and_then(Result::ok).unwrap_or_default();
        found.into_iter().map(choice).collect::<Vec<_>>()
    });
    let choose = move |choice: Choice| {
        narrow.run(AuditFilter { patient: choice.value.parse().ok(), ..filter.get_untracked() });
    };
    let everybody = move |_| narrow.run(AuditFilter { patient: None, ..filter.get_untracked() });
    let chosen = move |name: String| {
        view! {
            <span class="chip">
                {name}
                <Button size=ButtonSize::Small icon="x" label="Every patient" on_click=everybody />
            </span>
        }
        .into_any()
    };
    let picker = move || {
        view! {
            <SearchPicker
                name="audit-patient".to_owned()
                label="Patient: name or record number"
                search
                options
                none="Type the beginning of a name, or a whole record number."
                on_choose=choose
            />
        }
        .into_any()
    };
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match patient.await {
                    Ok(Some(patient)) => chosen(patient.name.into_inner()),
                    Ok(None) => picker(),
                    Err(_) => chosen("No such patient".to_owned()),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn choice(row: PatientRow) -> Choice {
    let born = row.birth_date.reveal().map(day).unwrap_or_default();
    let number = row.identifier.into_inner().unwrap_or_default();
    Choice::new(row.id.to_string(), row.name.into_inner()).with_detail(format!("{born} {number}"))
}

/// The button that saves what is shown as a file. A form of its own: what is searched for must not stand in an address.
fn export(filter: Memo<AuditFilter>, query: RwSignal<PageQuery>) -> AnyView {
    let hidden = move || {
        let said = filter.get().said().into_iter();
        let words = query.with(|query| query.search.clone());
        said.chain([("words", words)])
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view()
    };
    view! {
        <form method="post" action="/staff/audit.csv" class="end">
            {hidden}
            <Button submit=true>"Export"</Button>
        </form>
    }
    .into_any()
}
