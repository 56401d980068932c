//! What the log can be narrowed to, beside its search box.

use super::doors::{audit_of_patient, audit_patients_called};
use kit::time::day;
use kit::{Button, ButtonSize, Choice, DateInput, ListFilter, ListState, SearchPicker, answers, filter_by, settled};
use leptos::prelude::*;
use shared::audit::{AuditFilter, AuditPerson, AuditQuery, ShownPatient};
use shared::patients::PatientRow;
use shared::time::Date;

/// The name of the patient that the log is narrowed to.
pub(super) type Narrowed = Resource<Result<Option<ShownPatient>, base::AppError>>;

pub(super) fn narrowed_to(filter: Signal<AuditFilter>) -> Narrowed {
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
pub(super) fn filters(list: ListState<AuditQuery>, people: Vec<AuditPerson>, patient: Narrowed) -> AnyView {
    let filter = list.part(|query| query.filter);
    let narrow = Callback::new(move |next: AuditFilter| {
        if next != filter.get_untracked() {
            list.narrow(|query| query.filter = next);
        }
    });
    let days = [filter.get_untracked().from, filter.get_untracked().to].map(|day| RwSignal::new(in_words(day)));
    let [from, to] = days;
    Effect::watch(
        move || (from.get(), to.get()),
        move |(from, to), _, _| {
            narrow.run(AuditFilter { from: Date::parse(from), to: Date::parse(to), ..filter.get_untracked() });
        },
        false,
    );
    // The address may also be changed by a link or by Back; what was half typed is then gone.
    Effect::watch(
        move || filter.with(|filter| [filter.from, filter.to]),
        move |told, _, _| {
            for (day, told) in days.into_iter().zip(told.map(in_words)) {
                if day.get_untracked() != told {
                    day.set(told);
                }
            }
        },
        false,
    );
    let people = people.into_iter().map(|person| Choice::new(person.id.to_string(), person.name)).collect::<Vec<_>>();
    view! {
        <div class="audit-filters">
            <PatientFilter filter narrow patient />
            <ListFilter
                name="person"
                label="Person"
                any="Everybody"
                choices=Signal::stored(people)
                value=list.part(|query| query.filter.person.map(|id| id.to_string()).unwrap_or_default())
                on_choose=move |id: String| narrow.run(AuditFilter { person: id.parse().ok(), ..filter.get_untracked() })
            />
            {filter_by(list, ("kind", "Kind of action", "Every action"), |query| &mut query.filter.kind)}
            <div class="audit-day">
                <label for="from">"From"</label>
                <DateInput name="from" value=from on_change=move |text| from.set(text) />
            </div>
            <div class="audit-day">
                <label for="to">"To"</label>
                <DateInput name="to" value=to on_change=move |text| to.set(text) />
            </div>
            {export(list)}
        </div>
    }
    .into_any()
}

/// As a date field has it.
fn in_words(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The patient that the log is narrowed to, or the search for one.
#[component]
fn PatientFilter(filter: Signal<AuditFilter>, narrow: Callback<AuditFilter>, patient: Narrowed) -> impl IntoView {
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
fn export(list: ListState<AuditQuery>) -> AnyView {
    let hidden = move || {
        let query = list.get();
        let said = query.filter.said().into_iter();
        said.chain([("words", query.rows.search)])
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
