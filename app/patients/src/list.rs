//! The list of patients: search by name, address or number; narrow; open one.

use super::doors::list_patients;
use super::facts::born;
use base::Rows;
use kit::{
    ButtonLink, Column, DataTable, EmptyState, ListFilter, ListState, PageHeader, StatusBadge, Tone, choices_of,
    filter_by, total_of, use_list,
};
use leptos::prelude::*;
use shared::patients::{PatientRow, PatientSort, PatientsQuery, RecordsShown, Relationship};

/// `/staff/patients`. What is searched for stays out of the address: it is a name, a number or an address of somebody.
pub fn patients_page() -> AnyView {
    let list = use_list::<PatientsQuery>();
    let rows = Resource::new(move || list.get(), |query| list_patients(query.rows.clone(), query.filter()));
    let total = total_of(rows);
    let columns = vec![
        Column::new("Name").sorted(PatientSort::Name),
        Column::new("Born").sorted(PatientSort::BirthDate),
        Column::new("Record number").hidden_when_narrow(),
        Column::new("Reached at").hidden_when_narrow(),
        Column::new("Lives in").sorted(PatientSort::Place).hidden_when_narrow(),
        Column::new("Status"),
    ];
    view! {
        <kit::Page>
            <PageHeader
                title=Signal::stored("Patients".to_owned())
                about="Everybody whose record was imported. Each list and record you see is written to the audit log."
                actions=|| view! { <ButtonLink href="/staff/duplicates">"Likely duplicates"</ButtonLink> }
            />
            <DataTable
                caption="Patients"
                columns
                query=list
                total
                search="Name, e-mail, phone or record number"
                tools=move || filters(list)
            >
                <Rows data=rows columns=6 line nothing />
            </DataTable>
        </kit::Page>
    }
    .into_any()
}

fn filters(list: ListState<PatientsQuery>) -> AnyView {
    view! {
        <div class="table-filter">
            <ListFilter
                name="status"
                label="Status"
                choices=choices_of(&RecordsShown::ALL)
                value=list.part(|query| query.status.to_string())
                on_choose=move |code: String| list.narrow(|query| query.status = code.parse().unwrap_or_default())
            />
        </div>
        <div class="table-filter">
            {filter_by(list, ("gender", "Gender", "Any gender"), |query| &mut query.gender)}
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

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon="users"
            title="Nobody found"
            text="Try fewer letters or another status. Patients come in by Imports, from FHIR R4 files."
        />
    }
    .into_any()
}

fn line(row: PatientRow) -> AnyView {
    let PatientRow {
        id,
        name,
        birth_date,
        birth_until,
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
    let born = birth_date.reveal().map(|first| born(first, *birth_until.reveal())).unwrap_or_default();
    let who = match (age, gender.as_deref().map(gender_label)) {
        (Some(age), Some(gender)) => format!("{age} years, {}", gender.to_lowercase()),
        (Some(age), None) => format!("{age} years"),
        (None, Some(gender)) => gender.to_owned(),
        (None, None) => String::new(),
    };
    let (email, phone) = (email.into_inner(), phone.into_inner());
    let (first, second) = match (email, phone) {
        (Some(email), phone) => (email, phone),
        (None, phone) => (phone.unwrap_or_else(|| "No address on record".into()), None),
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
    .into_any()
}
