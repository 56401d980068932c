//! The steps of each template.

use super::JourneyTemplate;
use super::draw::{Draw, Shape};
use super::rules::{booked_within, can_get_a_text, seen_within};
use crate::journeys::{Awaited, EventDeed};
use Draw::{Ask, Await, Call, Days, Halves, Opened, Send, Tag};

pub fn of(template: JourneyTemplate) -> Shape {
    let booked = || Some(booked_within(365));
    match template {
        JourneyTemplate::OutreachCadence => Shape { steps: cadence(), goal: booked(), exit: None, again: false },
        JourneyTemplate::AppointmentReminders => Shape {
            steps: vec![
                Send("week"),
                Days(5),
                Ask(
                    "Still booked?",
                    booked_within(3),
                    vec![
                        Send("two-days"),
                        Days(2),
                        Ask("Still booked today?", booked_within(1), vec![Send("same-day")], Vec::new()),
                    ],
                    Vec::new(),
                ),
            ],
            goal: None,
            exit: None,
            again: true,
        },
        JourneyTemplate::NoShowRecovery => Shape {
            steps: vec![
                Send("missed"),
                Days(3),
                Send("voicemail"),
                Days(7),
                Send("email"),
                Days(7),
                Tag("No-show: call"),
            ],
            goal: booked(),
            exit: None,
            again: true,
        },
        JourneyTemplate::CancellationRecovery => Shape {
            steps: vec![Days(1), Send("offer"), Days(6), Send("voicemail"), Days(14), Send("email")],
            goal: booked(),
            exit: None,
            again: true,
        },
        JourneyTemplate::PostDischarge => Shape {
            steps: vec![
                Days(2),
                Send("check-in"),
                Days(5),
                Ask(
                    "Seen since, or booked?",
                    seen_within(5),
                    Vec::new(),
                    vec![Ask(
                        "Booked?",
                        booked_within(14),
                        Vec::new(),
                        vec![Send("voicemail"), Tag("Post-discharge: call")],
                    )],
                ),
            ],
            goal: None,
            exit: None,
            again: true,
        },
        JourneyTemplate::CareGap => Shape {
            steps: vec![
                Send("due"),
                Opened(7, vec![Days(14), Send("reminder")], vec![Send("text"), Days(14), Send("reminder")]),
            ],
            goal: booked(),
            exit: None,
            again: false,
        },
        JourneyTemplate::EventInvitation => Shape { steps: event(), goal: None, exit: None, again: false },
        JourneyTemplate::NewPatientWelcome => Shape {
            steps: vec![Send("welcome"), Days(3), Send("text"), Days(14), Send("services")],
            goal: None,
            exit: None,
            again: false,
        },
        JourneyTemplate::ReviewRequest => Shape {
            steps: vec![Days(1), Halves(vec![Send("request")], vec![Send("request-b")])],
            goal: None,
            exit: None,
            again: false,
        },
        JourneyTemplate::Survey => Shape {
            steps: vec![Days(3), Send("survey"), Opened(7, vec![Tag("Survey opened")], vec![Send("reminder")])],
            goal: None,
            exit: None,
            again: false,
        },
        JourneyTemplate::ChronicCheckIn => Shape {
            steps: vec![
                Send("month-1"),
                Days(30),
                Ask(
                    "Here this month?",
                    seen_within(30),
                    Vec::new(),
                    vec![
                        Send("month-2"),
                        Days(30),
                        Ask("Here since?", seen_within(30), Vec::new(), vec![Send("month-3"), Tag("Check-in: call")]),
                    ],
                ),
            ],
            goal: None,
            exit: None,
            again: true,
        },
    }
}

/// Postcard, a week later text to mobiles and voicemail to others, a week later the other, a call, next month again.
fn cadence() -> Vec<Draw> {
    let after = |first, then, next| {
        let month = vec![Days(30), Send(next)];
        vec![Send(first), Days(7), Send(then), Days(7), Call("Outreach", month)]
    };
    vec![
        Send("postcard"),
        Days(7),
        Ask(
            "A mobile number?",
            can_get_a_text(),
            after("text", "voicemail", "next-month"),
            after("voicemail", "text", "letter"),
        ),
    ]
}

fn event() -> Vec<Draw> {
    let did = |did| Awaited::Event { did, event: None };
    let after = || {
        vec![Await(
            60,
            vec![(did(EventDeed::Attended), vec![Send("thanks")]), (did(EventDeed::NoShow), vec![Send("missed")])],
            Vec::new(),
        )]
    };
    vec![
        Send("invitation"),
        Await(
            7,
            vec![(did(EventDeed::Registered), after())],
            vec![Send("reminder"), Await(14, vec![(did(EventDeed::Registered), after())], Vec::new())],
        ),
    ]
}
