//! The parts that several public pages show of an event: when, where, who; calendar links; a card in a list.

use super::icons::icon;
use leptos::prelude::*;
use shared::events::views::EventRecord;
use shared::events::{AttendanceStatus, Format, Status, when};
use shared::people::Organization;

/// Where somebody who takes part online gets the link from: it depends on who reads the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinLink {
    /// For everybody, before they register.
    ByRegistering,
    /// For those who registered by e-mail a moment ago.
    InMail,
    /// For those who have a place, on a page of theirs.
    OnThisPage,
    /// For those who wait.
    WithPlace,
    /// For those who don't come, or came.
    Nowhere,
}

impl JoinLink {
    /// On a page about one registration.
    pub fn of(event: &EventRecord, status: AttendanceStatus) -> Self {
        match status {
            _ if event.status != Status::Live => Self::Nowhere,
            AttendanceStatus::Registered => Self::OnThisPage,
            AttendanceStatus::Waitlisted => Self::WithPlace,
            AttendanceStatus::Cancelled | AttendanceStatus::Attended | AttendanceStatus::NoShow => Self::Nowhere,
        }
    }

    /// `from` is when the link shows.
    fn sentence(self, from: &str) -> String {
        match self {
            Self::ByRegistering => "You get the link when you register.".to_owned(),
            Self::InMail => format!("The link is in the e-mail, and under My events from {from}."),
            Self::OnThisPage => format!("The link shows on this page from {from}."),
            Self::WithPlace => "You get the link once you have a place.".to_owned(),
            Self::Nowhere => String::new(),
        }
    }
}

/// The facts sheet. On the event's own page speakers are named too.
pub fn facts(event: &EventRecord, join: JoinLink, with_speakers: bool) -> AnyView {
    let said = said(event);
    let (place_icon, place, about_place) = place(event, join);
    let speakers = with_speakers.then(|| speakers_line(event)).flatten();
    view! {
        <ul class="sheet sheet-facts">
            {said
                .map(|said| {
                    // The clock stays in one piece on a narrow screen.
                    let line = format!("{}, {}", said.day, said.clock.replace(' ', "\u{a0}"));
                    view! {
                        <li>
                            <span class="tile">{icon("clock")}</span>
                            <div><strong>{line}</strong><span>{said.zone}</span></div>
                        </li>
                    }
                })}
            <li>
                <span class="tile">{icon(place_icon)}</span>
                <div><strong>{place}</strong><span>{about_place}</span></div>
            </li>
            {(!event.fields.phone.is_empty())
                .then(|| {
                    let dial: String = event.fields.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
                    view! {
                        <li>
                            <span class="tile">{icon("phone")}</span>
                            <div><strong>"Questions?"</strong><span>"Call " <a href=format!("tel:{dial}")>{event.fields.phone.clone()}</a></span></div>
                        </li>
                    }
                })}
            {speakers
                .map(|(first, rest)| {
                    view! {
                        <li>
                            <span class="tile">{icon("users")}</span>
                            <div><strong>{first}</strong>{rest}</div>
                        </li>
                    }
                })}
        </ul>
    }
    .into_any()
}

/// Day, clock and zone in words; `None` while there is no time.
pub fn said(event: &EventRecord) -> Option<when::When> {
    let zone = when::zone(&event.fields.time_zone)?;
    Some(when::say(event.starts_at?, event.ends_at?, &zone))
}

/// From when on the join link shows, on the event's own clock.
fn join_from(event: &EventRecord) -> Option<String> {
    let zone = when::zone(&event.fields.time_zone)?;
    let shows = event.starts_at? - shared::time::Millis::minutes(i64::from(event.fields.join_minutes));
    Some(when::local(shows, &zone).clock())
}

fn place(event: &EventRecord, join: JoinLink) -> (&'static str, String, String) {
    let fields = &event.fields;
    let address = fields.address.replace('\n', ", ");
    let online = join.sentence(&join_from(event).unwrap_or_else(|| "shortly before the start".to_owned()));
    match fields.format {
        Format::Online => ("video", "Join from anywhere".to_owned(), online),
        Format::InPerson => ("map-pin", fields.venue.clone(), address),
        Format::Hybrid => (
            "map-pin",
            format!("{}, or join online", fields.venue),
            format!("{address}. {online}").trim_end().to_owned(),
        ),
    }
}

fn speakers_line(event: &EventRecord) -> Option<(String, Option<AnyView>)> {
    let first = event.speakers.first()?;
    let name = if first.role.is_empty() { first.name.clone() } else { format!("{}, {}", first.name, first.role) };
    let more = match event.speakers.len() - 1 {
        0 => None,
        1 => Some("and one more speaker".to_owned()),
        more => Some(format!("and {more} more speakers")),
    };
    let agenda = !event.sessions.is_empty();
    let rest = (more.is_some() || agenda).then(|| {
        let dot = more.is_some() && agenda;
        view! {
            <span>
                {more} {dot.then_some(" · ")} {agenda.then(|| view! { <a href="#agenda">"see agenda"</a> })}
            </span>
        }
        .into_any()
    });
    Some((name, rest))
}

/// How full it is, where places are limited.
pub fn places(event: &EventRecord) -> Option<AnyView> {
    let capacity = event.fields.capacity?;
    let taken = event.taken;
    let label = format!("{taken} of {capacity} places taken");
    Some(
        view! {
            <div class="places">
                <progress class="bar" max=capacity.to_string() value=taken.to_string() aria-label=label></progress>
                <p><strong>{taken}</strong> " of " {capacity} " places taken"</p>
            </div>
        }
        .into_any(),
    )
}

/// `Online · free`
pub fn tag(event: &EventRecord) -> String {
    format!("{} · free", event.fields.format.label())
}

/// "Add to calendar": file, Google, Outlook. `file` is the path of the calendar file.
pub fn calendar_links(
    event: &EventRecord,
    organization: &Organization,
    public_url: &str,
    file: String,
) -> Option<AnyView> {
    let (google, outlook) = engine::events::links_of(event, organization, public_url)?;
    Some(
        view! {
            <section>
                <h2>"Add to your calendar"</h2>
                <p class="calendars">
                    <a class="button button-secondary" href=file download>{icon("calendar-plus")} "Calendar file"</a>
                    <a class="button button-secondary" href=google rel="noopener noreferrer">"Google"</a>
                    <a class="button button-secondary" href=outlook rel="noopener noreferrer">"Outlook"</a>
                </p>
            </section>
        }
        .into_any(),
    )
}
