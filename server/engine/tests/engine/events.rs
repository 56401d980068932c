//! A whole event over virtual time: letters in the right order, to the right people, each once.

use engine::Services;
use engine::events::*;
use shared::consent::Channel;
use shared::events::mail::Occasion;
use shared::events::registration::{Attendee, Contact};
use shared::events::{AttendanceStatus, EventField};
use shared::ids::EventId;
use shared::people::EditEvents;
use shared::time::{Millis, UtcMillis};
use std::collections::BTreeMap;
use store::events::reminders as due;
use store::events::{edit, publish, registration};
use store::outbox::{self, Content, WrittenEmail};
use store::testing::on_both;
use store::{Db, Permit};

fn services(db: Db) -> Services {
    Services::sandbox(db, "https://waypost.example")
}

fn planner() -> Permit<EditEvents> {
    Permit::system("test")
}

fn attendee(name: &str, email: &str) -> Attendee {
    Attendee { name: name.into(), contact: Contact::Email(email.into()), guests: 0, answers: BTreeMap::new() }
}

/// A live event that starts three days from now, with one place.
async fn live_event(services: &Services) -> EventId {
    let now = services.now();
    let utc = shared::events::when::zone("UTC").expect("zone");
    let local = |at: UtcMillis| shared::events::when::local(at, &utc).to_string();
    let id = edit::create(&services.db, &planner(), now, "Healthy Eye Seminar", "UTC").await.expect("created");
    for (field, value) in [
        (EventField::Summary, "What helps."),
        (EventField::Starts, &*local(now + Millis::days(3))),
        (EventField::Ends, &*local(now + Millis::days(3) + Millis::hours(1))),
        (EventField::JoinUrl, "https://meet.example.org/eye"),
        (EventField::Capacity, "1"),
    ] {
        edit::set_field(&services.db, &planner(), now, id, field, value)
            .await
            .unwrap_or_else(|_| panic!("{}", field.code()));
    }
    publish::go_live(&services.db, &planner(), now, id).await.expect("live");
    id
}

/// Recipients and subjects of everything queued so far, oldest first.
async fn queued(db: &Db) -> Vec<(String, String)> {
    sqlx::query_as("SELECT address, subject FROM outbox ORDER BY id").fetch_all(db.read()).await.expect("outbox")
}

async fn run(services: &Services) {
    while round(services).await.expect("a round") > 0 {}
}

#[tokio::test]
async fn an_attendee_is_confirmed_and_reminded_a_day_and_an_hour_before_and_never_after_giving_back() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        let first = register(&services, id, &attendee("Ann", "ann@example.org")).await.expect("registered");
        assert_eq!(first, Registered::Lettered { waits: false });
        let waits = Registered::Lettered { waits: true };
        assert_eq!(register(&services, id, &attendee("Bob", "bob@example.org")).await.expect("waits"), waits);
        // The same address again, at once: the same answer as for a stranger, and no second letter.
        assert_eq!(register(&services, id, &attendee("Ann", "ann@example.org")).await.expect("again"), waits);
        run(&services).await;
        let letters = queued(&db).await;
        assert_eq!(letters.len(), 2, "{letters:?}");
        assert!(
            letters[0].1.starts_with("You are registered") && letters[1].1.starts_with("You are on the waiting list")
        );

        services.clock.advance(Millis::minutes(2 * 1_440 + 2));
        run(&services).await;
        run(&services).await;
        let letters = queued(&db).await;
        assert_eq!(letters.len(), 3, "{letters:?}");
        assert_eq!(letters[2], ("ann@example.org".into(), "Coming up: Healthy Eye Seminar".into()));

        let ann: String = sqlx::query_scalar("SELECT uid FROM registration WHERE email = 'ann@example.org'")
            .fetch_one(db.read())
            .await
            .expect("ann");
        give_back(&services, ann.parse().expect("id")).await.expect("given back");
        give_back(&services, ann.parse().expect("id")).await.expect("twice is once");
        let letters = queued(&db).await;
        assert_eq!(letters.len(), 5, "{letters:?}");
        assert!(letters[4].0 == "bob@example.org" && letters[4].1.starts_with("A place came free"));

        services.clock.advance(Millis::hours(23));
        run(&services).await;
        let letters = queued(&db).await;
        assert_eq!(letters.len(), 6, "only Bob is reminded an hour before: {letters:?}");
        assert_eq!(letters[5].0, "bob@example.org");
        services.clock.advance(Millis::days(2));
        run(&services).await;
        assert_eq!(queued(&db).await.len(), 6, "nothing after it began");
    })
    .await;
}

#[tokio::test]
async fn guests_and_answers_can_be_changed_while_there_is_room_and_who_waits_moves_up() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        for (field, value) in [(EventField::Capacity, "3"), (EventField::MostGuests, "2")] {
            set_field(&services, &planner(), id, field, value).await.expect("set");
        }
        let ann = Attendee { guests: 1, ..attendee("Ann", "ann@example.org") };
        register(&services, id, &ann).await.expect("registered");
        register(&services, id, &attendee("Bob", "bob@example.org")).await.expect("registered");
        register(&services, id, &attendee("Cem", "cem@example.org")).await.expect("waits");
        let uid = async |email: &str| -> shared::ids::RegistrationId {
            let uid: String = sqlx::query_scalar("SELECT uid FROM registration WHERE email = $1")
                .bind(email)
                .fetch_one(db.read())
                .await
                .expect("a registration");
            uid.parse().expect("an id")
        };
        let ann = uid("ann@example.org").await;
        let answers = BTreeMap::from([("Diet".to_owned(), "none".to_owned())]);
        let refused = change(&services, ann, 2, &answers).await.expect_err("full");
        assert!(refused.to_string().contains("nobody more can come along"), "{refused}");
        assert!(registration::answers(&db, ann).await.expect("read").is_empty(), "nothing was changed");

        change(&services, ann, 0, &answers).await.expect("changed");
        assert_eq!(registration::answers(&db, ann).await.expect("read"), answers);
        let taken: i64 =
            sqlx::query_scalar("SELECT CAST(taken AS BIGINT) FROM event").fetch_one(db.read()).await.expect("taken");
        assert_eq!(taken, 3, "Ann, Bob, and Cem who moved up");
        let letters = queued(&db).await;
        assert!(
            letters.iter().any(|(to, subject)| to == "cem@example.org" && subject.starts_with("A place came free"))
        );
        assert!(letters[letters.len() - 2].0 == "ann@example.org", "the change is confirmed: {letters:?}");
        give_back(&services, ann).await.expect("given back");
        assert!(change(&services, ann, 0, &answers).await.is_err(), "what was given back can't be changed");
    })
    .await;
}

#[tokio::test]
async fn a_live_event_that_changed_is_untold_until_the_registered_are_told() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        register(&services, id, &attendee("Ann", "ann@example.org")).await.expect("registered");
        let viewer: Permit<shared::people::ViewOutreach> = Permit::system("test");
        let told = async || {
            let mut connection = db.read().acquire().await.expect("a connection");
            let sequence = store::events::by_id(&mut connection, id).await.expect("read").record.sequence;
            drop(connection);
            publish::is_told(&db, &viewer, id, sequence).await.expect("asked")
        };
        assert!(told().await);
        set_field(&services, &planner(), id, EventField::Name, "Healthy Eyes").await.expect("set");
        assert!(!told().await, "calendars are behind");
        assert_eq!(tell_changes(&services, &planner(), id).await.expect("told"), 1);
        assert!(told().await);
        assert_eq!(queued(&db).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn registering_again_changes_nothing_and_is_answered_as_a_stranger_would_be() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        register(&services, id, &attendee("Ann", "ann@example.org")).await.expect("registered");
        set_field(&services, &planner(), id, EventField::Waitlist, "").await.expect("no waiting list");
        services.clock.advance(registration::REPEAT_PAUSE);
        let again = register(&services, id, &Attendee { guests: 1, ..attendee("Ann", "ann@example.org") }).await;
        let stranger = register(&services, id, &Attendee { guests: 1, ..attendee("Bob", "bob@example.org") }).await;
        assert_eq!(again.expect_err("full").to_string(), stranger.expect_err("full").to_string());
        let letters = queued(&db).await;
        assert_eq!(letters.len(), 2, "{letters:?}");
        assert!(letters[1].0 == "ann@example.org" && letters[1].1.starts_with("You are already registered"));
        let mut connection = db.read().acquire().await.expect("connection");
        let held = registration::of_email(&mut connection, "ann@example.org").await.expect("found").remove(0).1;
        assert_eq!(held.guests, 0, "nobody changes a registration by knowing its address");
    })
    .await;
}

#[tokio::test]
async fn a_number_gets_its_link_once() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        let by_phone = |number: &str| Attendee {
            contact: Contact::Phone(number.into()),
            ..attendee("Jessie", "unused@example.org")
        };
        let first = register(&services, id, &by_phone("2175550142")).await.expect("registered");
        assert!(matches!(first, Registered::Linked(_)), "{first:?}");
        let again = register(&services, id, &by_phone("+12175550142")).await.expect("answered");
        assert_eq!(again, Registered::NumberKnown, "knowing a number opens nothing");
        assert_eq!(queued(&db).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_crash_before_the_commit_loses_nothing_and_doubles_nothing() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        register(&services, id, &attendee("Ann", "ann@example.org")).await.expect("registered");
        services.clock.advance(Millis::minutes(2 * 1_440 + 2));
        // The process dies with the claim open: what it did is undone.
        let mut tx = db.begin().await.expect("tx");
        let claimed = due::claim(&db, &mut tx, services.now(), 10).await.expect("claims");
        let desk = Desk::open(&services).await.expect("desk");
        let letter = Letter { occasion: Occasion::Reminder, key: Some("24h".into()) };
        desk.write(&mut tx, services.now(), &claimed[0].0.record, &claimed[0].1, letter).await.expect("written");
        drop(tx);
        assert_eq!(queued(&db).await.len(), 1);
        run(&services).await;
        assert_eq!(queued(&db).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn two_workers_at_once_remind_once() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        register(&services, id, &attendee("Ann", "ann@example.org")).await.expect("registered");
        services.clock.advance(Millis::minutes(2 * 1_440 + 2));
        let (one, two) = futures::join!(round(&services), round(&services));
        assert_eq!(one.expect("a round") + two.expect("a round"), 1);
        assert_eq!(queued(&db).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn calling_off_tells_everybody_once_and_ends_reminders() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        register(&services, id, &attendee("Ann", "ann@example.org")).await.expect("registered");
        register(&services, id, &attendee("Bob", "bob@example.org")).await.expect("waits");
        assert_eq!(call_off(&services, &planner(), id).await.expect("called off"), 2);
        assert!(call_off(&services, &planner(), id).await.is_err(), "only once");
        let subjects: Vec<String> = queued(&db).await.into_iter().map(|(_, subject)| subject).collect();
        assert_eq!(subjects.iter().filter(|s| s.starts_with("Cancelled: ")).count(), 2);
        services.clock.advance(Millis::minutes(2 * 1_440 + 2));
        run(&services).await;
        assert_eq!(queued(&db).await.len(), 4);
        assert!(register(&services, id, &attendee("Cid", "cid@example.org")).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn more_places_let_the_waiting_move_up() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        register(&services, id, &attendee("Ann", "ann@example.org")).await.expect("registered");
        register(&services, id, &attendee("Bob", "bob@example.org")).await.expect("waits");
        set_field(&services, &planner(), id, EventField::Capacity, "2").await.expect("more room");
        let letters = queued(&db).await;
        assert!(letters[2].0 == "bob@example.org" && letters[2].1.starts_with("A place came free"), "{letters:?}");
        let mut connection = db.read().acquire().await.expect("connection");
        let (stored, found) =
            registration::of_email(&mut connection, "bob@example.org").await.expect("found").remove(0);
        assert_eq!((stored.record.taken, found.status), (2, AttendanceStatus::Registered));
    })
    .await;
}

/// Input 35: a form posted twice is answered twice alike.
#[tokio::test]
async fn input_35_pressing_twice_is_pressing_once() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        let jessie =
            Attendee { contact: Contact::Phone("202-555-0191".into()), ..attendee("Jessie Prova", "x@example.org") };
        let first = register_once(&services, id, &jessie, "page-1").await.expect("registered");
        let second = register_once(&services, id, &jessie, "page-1").await.expect("registered");
        assert!(matches!((&first, &second), (Registered::Linked(_), Registered::Linked(_))), "{first:?} {second:?}");
        let other = register_once(&services, id, &jessie, "page-2").await.expect("answered");
        assert_eq!(other, Registered::NumberKnown, "another page is another person's");
        let impossible = Attendee { contact: Contact::Phone("0207946001".into()), ..jessie };
        assert!(register(&services, id, &impossible).await.is_err(), "no such number");
    })
    .await;
}

/// Input 36: who is out is told so, by the letter and by its calendar file.
#[tokio::test]
async fn input_36_letters_and_calendar_files_tell_the_state_of_the_person() {
    on_both(async |db| {
        let services = services(db.clone());
        let id = live_event(&services).await;
        register(&services, id, &attendee("Ann", "ann@example.org")).await.expect("registered");
        register(&services, id, &attendee("Bob", "bob@example.org")).await.expect("waits");
        let mut connection = db.read().acquire().await.expect("connection");
        let ann = registration::of_email(&mut connection, "ann@example.org").await.expect("found").remove(0).1;
        let bob = registration::of_email(&mut connection, "bob@example.org").await.expect("found").remove(0).1;
        drop(connection);
        give_back(&services, bob.id).await.expect("given back");
        remove_registration(&services, &planner(), ann.id).await.expect("removed");
        let later = services.now() + Millis::hours(1);
        let claimed =
            outbox::claim(&db, later, Channel::Email, "test", later + Millis::hours(1), 10).await.expect("claimed");
        let letters: Vec<WrittenEmail> = claimed
            .into_iter()
            .map(|message| match message.content {
                Content::Email(letter) => letter,
                other => panic!("{other:?}"),
            })
            .collect();
        let subjects: Vec<&str> =
            letters.iter().map(|letter| letter.subject.split(':').next().unwrap_or_default()).collect();
        let told = [
            "You are registered",
            "You are on the waiting list",
            "You are off the waiting list",
            "Your registration was cancelled",
        ];
        assert_eq!(subjects, told);
        let methods: Vec<Option<&str>> = letters
            .iter()
            .map(|letter| letter.attachments.first().and_then(|file| file.content_type.split("method=").nth(1)))
            .collect();
        assert_eq!(methods, [Some("PUBLISH"), None, None, Some("CANCEL")], "who had no entry has none to take out");
    })
    .await;
}
