//! The list of patients: search by name, address or number; narrow; open one.

use super::doors::list_patients;
use base::Failure;
use kit::time::day;
use kit::{Choice, Column, DataTable, EmptyState, PageHeader, Select, Skeleton, StatusBadge, Tone, total_of};
use leptos::prelude::*;
use shared::paging::PageQuery;
use shared::patients::{Activeness, PatientFilter, PatientRow, Relationship};

/// `/staff/patients`.
pub fn patients_page() -> AnyView {
    let query = RwSignal::new(PageQuery { sort: "name".into(), ..PageQuery::default() });
    let filter = RwSignal::new(PatientFilter { active: Activeness::Active, ..PatientFilter::default() });
    let rows = Resource::new(move || (query.get(), filter.get()), |(query, filter)| list_patients(query, filter));
    let total = total_of(rows);
    let columns = vec![
        Column::new("Name").sorted("name"),
        Column::new("Born").sorted("birth-date"),
        Column::new("Record number").hidden_when_narrow(),
        Column::new("Reached at").hidden_when_narrow(),
        Column::new("Lives in").sorted("place").hidden_when_narrow(),
        Column::new("Status"),
    ];
    view! {
        <kit::Page>
            <PageHeader
                title=Signal::stored("Patients".to_owned())
                about="Everybody whose record was imported. Each list and record you see is written to the audit log."
            />
            <DataTable
                caption="Patients"
                columns
                query
                total
                search="Name, e-mail, phone or record number"
                tools=move || filters(filter, query)
            >
                <Transition fallback=|| view! { <tr><td colspan="6"><Skeleton lines=8 /></td></tr> }>
                    {move || Suspend::new(async move {
                        match rows.await {
                            Ok(page) => {
                                lines(page.rows)
                            }
                            Err(error) => view! { <tr><td colspan="6"><Failure error /></td></tr> }.into_any(),
                        }
                    })}
                </Transition>
            </DataTable>
        </kit::Page>
    }
    .into_any()
}

fn filters(filter: RwSignal<PatientFilter>, query: RwSignal<PageQuery>) -> AnyView {
    let narrow = move |change: &dyn Fn(&mut PatientFilter)| {
        filter.update(|filter| change(filter));
        query.update(|query| query.page = 0);
    };
    let active = RwSignal::new("active".to_owned());
    let gender = RwSignal::new(String::new());
    let statuses = vec![
        Choice::new("active", "Active records"),
        Choice::new("inactive", "Inactive records"),
        Choice::new("any", "All records"),
    ];
    let genders = ["female", "male", "other", "unknown"].map(|code| Choice::new(code, gender_label(code))).to_vec();
    let set_active = move |value: String| {
        narrow(&|filter| {
            filter.active = value.parse().unwrap_or_default();
        });
    };
    let set_gender = move |value: String| narrow(&|filter| filter.gender.clone_from(&value));
    view! {
        <div class="table-filter">
            <Select name="status" label="Status" choices=Signal::stored(statuses) value=active on_change=set_active />
        </div>
        <div class="table-filter">
            <Select
                name="gender"
                label="Gender"
                placeholder="Any gender"
                choices=Signal::stored(genders)
                value=gender
                on_change=set_gender
            />
        </div>
    }
    .into_any()
}

/// The words for a FHIR administrative gender.
pub(super) fn gender_label(code: &str) -> &'static str {
    match code {
        "female" => "Female",
        "male" => "Male",
        "other" => "Other",
        _ => "Unknown",
    }
}

fn lines(rows: Vec<PatientRow>) -> AnyView {
    if rows.is_empty() {
        return view! {
            <tr>
                <td colspan="6">
                    <EmptyState
                        icon="users"
                        title="Nobody found"
                        text="Try fewer letters or another status. Patients come in by Imports, from FHIR R4 files."
                    />
                </td>
            </tr>
        }
        .into_any();
    }
    rows.into_iter().map(line).collect_view().into_any()
}

fn line(row: PatientRow) -> impl IntoView {
    let PatientRow {
        id,
        name,
        birth_date,
        age,
        gender,
        identifier,
        email,
        phone,
        place,
        active,
        deceased,
        relationship,
    } = row;
    let born = birth_date.reveal().map(day).unwrap_or_default();
    let who = match (age, gender.as_deref().map(gender_label)) {
        (Some(age), Some(gender)) => format!("{age} years, {}", gender.to_lowercase()),
        (Some(age), None) => format!("{age} years"),
        (None, Some(gender)) => gender.to_owned(),
        (None, None) => String::new(),
    };
    let (email, phone) = (email.into_inner(), phone.into_inner());
    let (first, second) = match (email, phone) {
        (Some(email), phone) => (email, phone),
        (None, phone) => (phone.unwrap_or_else(|| "No address known".into()), None),
    };
    let (tone, status) = match (deceased, active) {
        (true, _) => (Tone::Neutral, "Deceased"),
        (false, true) => (Tone::Good, "Active"),
        (false, false) => (Tone::Neutral, "Inactive"),
    };
    view! {
        <tr>
            <th scope="row">
                <a class="row-link" href=format!("/staff/patients/{id}")>
                    {name.into_inner()}
                </a>
                <span class="second">{who}</span>
            </th>
            <td class="nowrap">{born}</td>
            <td class="narrow-hide">{identifier.into_inner()}</td>
            <td class="narrow-hide">{first} <span class="second">{second}</span></td>
            <td class="narrow-hide">{place.into_inner()}</td>
            <td>
                <StatusBadge tone=tone text=status />
                {(!relationship.is(Relationship::Patient))
                    .then(|| view! { <StatusBadge tone=Tone::Look text=relationship.label() /> })}
            </td>
        </tr>
    }
}
