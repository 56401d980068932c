//! One patient's record, all sides of it on one page.

use super::care_gaps::CareGaps;
use super::clinical::{Appointments, Clinical};
use super::consents::Consents;
use super::contact::{contact_points, identifiers};
use super::doors::load_patient;
use super::facts::{about_line, facts};
use super::timeline::Timeline;
use super::told::Told;
use super::vaccines::Vaccines;
use super::wishes::ContactWishes;
use base::{Loaded, by_id, only_with};
use kit::{Avatar, ButtonLink, Card, Crumb, PageHeader, StatusBadge, TabPanel, Tabs, Tone, use_tab};
use leptos::prelude::*;
use shared::audit::AuditFilter;
use shared::ids::PatientId;
use shared::patients::{PatientRecord, PatientView, Relationship};
use shared::people::ViewAudit;

/// `/staff/patients/{id}`.
pub fn patient_page() -> AnyView {
    let record = by_id(load_patient);
    let again = Callback::new(move |()| record.refetch());
    view! {
        <kit::Page>
            <Loaded data=record view=move |patient| whole(patient, again) bones=12 />
        </kit::Page>
    }
    .into_any()
}

/// For the privacy officer: the audit log narrowed to this patient.
fn who_saw(id: PatientId) -> AnyView {
    only_with::<ViewAudit>(move || {
        let href = AuditFilter { patient: Some(id), ..AuditFilter::default() }.address();
        view! { <ButtonLink href icon="shield-check">"Who saw this record"</ButtonLink> }.into_any()
    })
}

fn whole(PatientView { record, consents: words, wishes }: PatientView, again: Callback<()>) -> AnyView {
    let PatientRecord {
        id,
        relationship,
        tags,
        attributes,
        active,
        demographics,
        identifiers: known_as,
        contact_points: reached_at,
        clinical,
        vaccines,
        ..
    } = record;
    let person = demographics.into_inner();
    let name = format!("{} {}", person.given, person.family);
    let (tone, status) = match (person.deceased, active) {
        (true, _) => (Tone::Neutral, "Deceased"),
        (false, true) => (Tone::Good, "Active record"),
        (false, false) => (Tone::Neutral, "Inactive record"),
    };
    let selected = use_tab(vec!["timeline", "clinical", "appointments"]);
    let upcoming = record.upcoming_appointments.into_inner();
    let tabs = vec![
        ("timeline", Signal::stored("What happened".to_owned())),
        ("clinical", Signal::stored("Clinical summary".to_owned())),
        ("care-gaps", Signal::stored("Care gaps".to_owned())),
        ("appointments", Signal::stored(format!("Appointments · {} ahead", upcoming.total))),
    ];
    view! {
        <div class="patient-head">
            <Avatar name=name.clone() large=true />
            <div class="grow">
                <PageHeader
                    title=Signal::stored(name)
                    tab_title="Patient"
                    crumbs=vec![Crumb::new("Patients", "/staff/patients")]
                    about=about_line(&person)
                    actions=move || who_saw(id)
                    status=move || {
                        view! {
                            <StatusBadge tone=tone text=status />
                            {(relationship != Relationship::Patient)
                                .then(|| view! { <StatusBadge tone=Tone::Look text=relationship.label() /> })}
                        }
                    }
                />
            </div>
        </div>
        <div class="columns">
            <div>
                <Tabs label="Parts of the record" tabs selected />
                <TabPanel key="timeline" selected>
                    <Timeline lines=record.timeline />
                </TabPanel>
                <TabPanel key="clinical" selected>
                    <div class="stack">
                        <Vaccines lines=vaccines.into_inner() />
                        <Clinical sections=clinical.into_inner() />
                    </div>
                </TabPanel>
                <TabPanel key="care-gaps" selected>
                    {move || (selected.get() == "care-gaps").then(|| view! { <CareGaps id /> })}
                </TabPanel>
                <TabPanel key="appointments" selected>
                    <Appointments upcoming past=record.past_appointments.into_inner() />
                </TabPanel>
            </div>
            <aside class="stack" aria-label="About the patient">
                <Card title="Reached at" flush=true>{contact_points(reached_at.into_inner())}</Card>
                <Card title="Consent" flush=true>
                    <ContactWishes id wishes again />
                    <Consents id all=words again />
                </Card>
                <Card title="Tags and attributes" flush=true>
                    <Told id tags=tags.into_inner() attributes=attributes.into_inner() />
                </Card>
                <Card title="Person">{facts(person)}</Card>
                <Card title="Known as">{identifiers(known_as.into_inner())}</Card>
            </aside>
        </div>
    }
    .into_any()
}
