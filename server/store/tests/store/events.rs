//! What the store promises about events, on both databases: no overselling, no doubles, fair waiting lists, single-use links.

use shared::events::registration::{Attendee, Contact};
use shared::events::views::{Speaker, Tab};
use shared::events::{AttendanceStatus, EventField, Stage, Status};
use shared::ids::{EventId, SpeakerId};
use shared::paging::PageQuery;
use shared::people::{EditEvents, ViewOutreach};
use shared::time::{Millis, UtcMillis};
use std::collections::BTreeMap;
use store::events::registration::{self, Outcome, Registration};
use store::events::{access, agenda, attendance, edit, list, publish, reminders};
use store::testing::on_both;
use store::{Db, Permit, StoreError};

/// 18 November 2026.
const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn planner() -> Permit<EditEvents> {
    Permit::system("test")
}

fn attendee(name: &str, email: &str, guests: u32) -> Attendee {
    Attendee { name: name.into(), contact: Contact::Email(email.into()), guests, answers: BTreeMap::new() }
}

/// Twenty minutes before it begins.
const AT_THE_DOOR: UtcMillis = UtcMillis(1_797_378_000_000);

/// A live online event on 15 December 2026, 18:00 to 19:15 in Chicago.
async fn live_event(db: &Db, capacity: &str) -> EventId {
    let id = edit::create(db, &planner(), NOW, "Healthy Eye Seminar", "America/Chicago").await.expect("created");
    for (field, value) in [
        (EventField::Summary, "What helps."),
        (EventField::Starts, "2026-12-15T18:00"),
        (EventField::Ends, "2026-12-15T19:15"),
        (EventField::JoinUrl, "https://meet.example.org/eye"),
        (EventField::Capacity, capacity),
    ] {
        edit::set_field(db, &planner(), NOW, id, field, value).await.unwrap_or_else(|_| panic!("{}", field.code()));
    }
    publish::go_live(db, &planner(), NOW, id).await.expect("live");
    id
}

async fn register(db: &Db, id: EventId, who: &Attendee) -> Result<(Registration, Outcome), StoreError> {
    let mut tx = db.begin().await?;
    let (_, registration, outcome) = registration::register(&mut tx, NOW, id, who).await?;
    tx.commit().await?;
    Ok((registration, outcome))
}

async fn taken(db: &Db) -> (i64, i64) {
    sqlx::query_as(
        "SELECT (SELECT taken FROM event), (SELECT CAST(COALESCE(SUM(guests + 1), 0) AS BIGINT) FROM registration
         WHERE status IN ('registered', 'attended', 'no-show'))",
    )
    .fetch_one(db.read())
    .await
    .expect("counts")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_never_take_more_places_than_there_are() {
    on_both(async |db| {
        let id = live_event(&db, "25").await;
        let attempts = (0..80).map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                register(&db, id, &attendee(&format!("Person {n}"), &format!("p{n}@example.org"), n % 2)).await
            })
        });
        let attempts: Vec<_> = attempts.collect();
        let (mut registered, mut waitlisted) = (0, 0);
        for attempt in attempts {
            match attempt.await.expect("ran").expect("answered").1 {
                Outcome::Registered => registered += 1,
                Outcome::Waitlisted => waitlisted += 1,
                Outcome::Already => unreachable!("all addresses differ"),
            }
        }
        let (taken, held) = taken(&db).await;
        assert_eq!(registered + waitlisted, 80);
        assert_eq!(taken, held, "the counter is the sum");
        assert!((24..=25).contains(&taken), "filled, not oversold: {taken}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_address_at_once_takes_one_place() {
    on_both(async |db| {
        let id = live_event(&db, "25").await;
        let attempts: Vec<_> = (0..12)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { register(&db, id, &attendee("Elizabeth Moore", "liz@example.org", 1)).await })
            })
            .collect();
        let mut fresh = 0;
        for attempt in attempts {
            if attempt.await.expect("ran").expect("answered").1 == Outcome::Registered {
                fresh += 1;
            }
        }
        assert_eq!((fresh, taken(&db).await), (1, (2, 2)));
    })
    .await;
}

#[tokio::test]
async fn one_number_however_it_is_written_is_one_registration() {
    on_both(async |db| {
        let named = |name: &str, number: &str, guests| Attendee {
            contact: Contact::Phone(number.into()),
            ..attendee(name, "unused@example.org", guests)
        };
        let by_phone = |number: &str, guests| named("Jessie Irwin", number, guests);
        let id = live_event(&db, "6").await;
        let (first, _) = register(&db, id, &by_phone("2175550142", 1)).await.expect("registered");
        let (again, outcome) = register(&db, id, &by_phone("+12175550142", 3)).await.expect("answered");
        assert_eq!((again.id, again.guests, outcome), (first.id, 1, Outcome::Already));
        let (again, _) = register(&db, id, &named("jessie irwin", "2175550142", 0)).await.expect("answered");
        assert_eq!(again.id, first.id);
        let (_, outcome) = register(&db, id, &by_phone("2175550143", 0)).await.expect("registered");
        assert_eq!(outcome, Outcome::Registered, "another number is somebody else");
        let (_, outcome) = register(&db, id, &named("Sam Irwin", "2175550142", 0)).await.expect("registered");
        assert_eq!(outcome, Outcome::Registered, "families share a number");
        assert_eq!(taken(&db).await, (4, 4));

        // Given back, the number registers anew: the same registration as it is told now.
        let mut tx = db.begin().await.expect("tx");
        registration::cancel(&mut tx, NOW, first.id).await.expect("cancels");
        tx.commit().await.expect("commits");
        let (back, outcome) = register(&db, id, &by_phone("+12175550142", 0)).await.expect("registered");
        assert_eq!((back.id, back.guests, outcome), (first.id, 0, Outcome::Registered));
        assert_eq!(taken(&db).await, (3, 3));
    })
    .await;
}

#[tokio::test]
async fn a_place_given_back_goes_to_who_waited_longest() {
    on_both(async |db| {
        let id = live_event(&db, "1").await;
        let (first, _) = register(&db, id, &attendee("First", "first@example.org", 0)).await.expect("first");
        assert!(first.remind_at.is_some());
        let (second, outcome) = register(&db, id, &attendee("Second", "second@example.org", 0)).await.expect("second");
        assert_eq!((outcome, second.remind_at), (Outcome::Waitlisted, None));
        register(&db, id, &attendee("Third", "third@example.org", 0)).await.expect("third");

        let mut tx = db.begin().await.expect("tx");
        let done = registration::cancel(&mut tx, NOW, first.id).await.expect("cancels").expect("was registered");
        let (cancelled, promoted) = (done.registration, done.promoted);
        assert_eq!((cancelled.status, cancelled.remind_at), (AttendanceStatus::Cancelled, None));
        assert_eq!(promoted.iter().map(|p| p.id).collect::<Vec<_>>(), [second.id]);
        assert!(promoted[0].remind_at.is_some());
        assert!(registration::cancel(&mut tx, NOW, first.id).await.expect("answers").is_none(), "twice is once");
        tx.commit().await.expect("commits");
        assert_eq!(taken(&db).await, (1, 1));

        // Coming back is the same registration, at the end of the queue.
        let (again, outcome) = register(&db, id, &attendee("First", "first@example.org", 0)).await.expect("again");
        assert_eq!((again.id, outcome), (first.id, Outcome::Waitlisted));
    })
    .await;
}

#[tokio::test]
async fn letters_carry_links_that_lead_back_and_are_kept_as_hashes() {
    on_both(async |db| {
        let id = live_event(&db, "").await;
        let (one, _) = register(&db, id, &attendee("One", "one@example.org", 0)).await.expect("registered");
        let mut tx = db.begin().await.expect("tx");
        let (number, token) = registration::next_letter(&mut tx, NOW, one.key).await.expect("letter");
        assert_eq!(number, 1);
        let (_, found) = registration::by_token(&mut tx, &token).await.expect("found");
        assert_eq!(found.id, one.id);
        assert!(matches!(registration::by_token(&mut tx, "guess").await, Err(StoreError::NotFound)));
        tx.commit().await.expect("commits");
        let kept: String =
            sqlx::query_scalar("SELECT token_hash FROM registration_link").fetch_one(db.read()).await.expect("a row");
        assert_ne!(kept, token);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_sign_in_link_works_once_and_for_a_quarter_of_an_hour() {
    on_both(async |db| {
        let id = live_event(&db, "").await;
        register(&db, id, &attendee("One", "one@example.org", 0)).await.expect("registered");
        let mut tx = db.begin().await.expect("tx");
        assert!(access::make_link(&mut tx, NOW, "stranger@example.org").await.expect("answers").is_none());
        let token = access::make_link(&mut tx, NOW, "one@example.org").await.expect("answers").expect("a link");
        let late = access::make_link(&mut tx, NOW, "one@example.org").await.expect("answers").expect("a link");
        tx.commit().await.expect("commits");

        assert!(access::link_works(&db, NOW, &token).await.expect("answers"), "looking does not use it up");
        let both: Vec<_> = (0..4)
            .map(|_| {
                let (db, token) = (db.clone(), token.clone());
                tokio::spawn(async move { access::exchange(&db, NOW, &token).await.expect("answers") })
            })
            .collect();
        let mut sessions = Vec::new();
        for attempt in both {
            sessions.extend(attempt.await.expect("ran"));
        }
        assert_eq!(sessions.len(), 1, "single use, even at once");
        assert!(access::exchange(&db, NOW + Millis::minutes(15), &late).await.expect("answers").is_none(), "expired");

        let session = &sessions[0];
        let email = access::session_email(&db, NOW, session).await.expect("answers");
        assert_eq!(email.as_deref(), Some("one@example.org"));
        let idle = NOW + access::SESSION_IDLE;
        assert_eq!(access::session_email(&db, idle, session).await.expect("answers"), None);
        let mut tx = db.begin().await.expect("tx");
        access::make_link(&mut tx, NOW, "one@example.org").await.expect("answers").expect("the third");
        assert!(access::make_link(&mut tx, NOW, "one@example.org").await.expect("answers").is_none(), "no flood");
    })
    .await;
}

#[tokio::test]
async fn only_one_patient_of_that_address_and_name_is_recognised() {
    on_both(async |db| {
        let id = live_event(&db, "").await;
        for (key, given) in [(1, "Elizabeth"), (2, "Casey"), (3, "Casey")] {
            sqlx::query(
                "INSERT INTO patient (id, uid, given, family, name_search, created_at, updated_at)
                 VALUES ($1, $2, $3, 'Moore', $4, 0, 0)",
            )
            .bind(i64::from(key))
            .bind(format!("uid-{key}"))
            .bind(given)
            .bind(format!("{} moore", given.to_lowercase()))
            .execute(db.read())
            .await
            .expect("patient");
            sqlx::query(
                "INSERT INTO contact_point (patient_id, system, address) VALUES ($1, 'email', 'family@example.org')",
            )
            .bind(i64::from(key))
            .execute(db.read())
            .await
            .expect("contact point");
        }
        let (liz, _) =
            register(&db, id, &attendee("Elizabeth MOORE", "family@example.org", 0)).await.expect("registered");
        assert_eq!(liz.patient, Some(1));
        attendance::check_in(&db, &planner(), AT_THE_DOOR, liz.id, AttendanceStatus::Attended)
            .await
            .expect("checked in");
        assert_eq!(last_audited(&db).await, ("registration: attended".to_owned(), 1), "the log names her itself");
        let other = live_event(&db, "").await;
        let (casey, _) =
            register(&db, other, &attendee("Casey Moore", "family@example.org", 0)).await.expect("registered");
        assert_eq!(casey.patient, None, "two patients fit");
        let third = live_event(&db, "").await;
        let (stranger, _) =
            register(&db, third, &attendee("Jo Doe", "family@example.org", 0)).await.expect("registered");
        assert_eq!(stranger.patient, None, "the name is another");
    })
    .await;
}

#[tokio::test]
async fn an_event_goes_live_only_complete_and_stays_complete() {
    on_both(async |db| {
        let id = edit::create(&db, &planner(), NOW, "Talk", "America/Chicago").await.expect("created");
        let Err(StoreError::Invalid(missing)) = publish::go_live(&db, &planner(), NOW, id).await else {
            panic!("an empty event went live")
        };
        assert!(missing.iter().any(|error| error.field == "starts"));
        assert!(matches!(
            register(&db, id, &attendee("One", "one@example.org", 0)).await,
            Err(StoreError::Conflict(_))
        ));

        let live = live_event(&db, "5").await;
        let cleared = edit::set_field(&db, &planner(), NOW, live, EventField::JoinUrl, "").await;
        assert!(matches!(cleared, Err(StoreError::Invalid(errors)) if errors[0].field == "join_url"));
        let skipped = edit::set_field(&db, &planner(), NOW, id, EventField::Starts, "2027-03-14T02:30").await;
        assert!(matches!(skipped, Err(StoreError::Invalid(errors)) if errors[0].message.contains("does not exist")));
        let mut connection = db.read().acquire().await.expect("connection");
        let before = store::events::by_id(&mut connection, live).await.expect("read").record;
        edit::set_field(&db, &planner(), NOW, live, EventField::Starts, "2026-12-15T17:30").await.expect("moved");
        let written: String = sqlx::query_scalar("SELECT detail FROM audit_event ORDER BY id DESC LIMIT 1")
            .fetch_one(db.read())
            .await
            .expect("the audit log");
        assert_eq!(written, "starts: 2026-12-15 18:00 → 2026-12-15 17:30");
        let after = store::events::by_id(&mut connection, live).await.expect("read").record;
        assert_eq!((after.status, after.sequence), (Status::Live, before.sequence + 1));
        assert!(after.version > before.version);
        assert_eq!(edit::move_stage(&db, &planner(), NOW, live, true).await.expect("advanced"), Stage::Agenda);
        assert!(edit::move_stage(&db, &planner(), NOW, live, false).await.is_err(), "no way back once live");
    })
    .await;
}

#[tokio::test]
async fn what_would_be_over_is_not_ready_and_does_not_go_live() {
    on_both(async |db| {
        let live = live_event(&db, "5").await;
        let id = edit::duplicate(&db, &planner(), NOW, live).await.expect("copied");
        for (field, value) in [(EventField::Starts, "2026-12-15T18:00"), (EventField::Ends, "2026-12-15T19:15")] {
            edit::set_field(&db, &planner(), NOW, id, field, value)
                .await
                .unwrap_or_else(|_| panic!("{}", field.code()));
        }
        let status = async |now| {
            let look = Permit::<ViewOutreach>::system("test");
            let page = list::page(&db, &look, now, Tab::Draft, &PageQuery::default()).await.expect("a page");
            page.rows[0].status.known().expect("a status")
        };
        let after = NOW + Millis::days(90);
        assert_eq!((status(NOW).await, status(after).await), (Status::Ready, Status::Draft));
        let Err(StoreError::Invalid(past)) = publish::go_live(&db, &planner(), after, id).await else {
            panic!("an event that is over went live")
        };
        assert_eq!(past.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["starts", "ends"]);
    })
    .await;
}

#[tokio::test]
async fn only_what_the_public_never_saw_is_deleted() {
    on_both(async |db| {
        let live = live_event(&db, "5").await;
        assert!(matches!(edit::delete(&db, &planner(), NOW, live).await, Err(StoreError::Conflict(_))));
        let draft = edit::duplicate(&db, &planner(), NOW, live).await.expect("copied");
        let speaker = Speaker {
            id: SpeakerId(uuid::Uuid::now_v7()),
            name: "Dr Haddad".into(),
            role: String::new(),
            bio: String::new(),
        };
        agenda::save_speaker(&db, &planner(), NOW, draft, speaker).await.expect("a speaker");
        edit::delete(&db, &planner(), NOW, draft).await.expect("deleted");
        assert!(matches!(edit::delete(&db, &planner(), NOW, draft).await, Err(StoreError::NotFound)));
        let left: (i64, i64) =
            sqlx::query_as("SELECT (SELECT COUNT(*) FROM event), (SELECT COUNT(*) FROM event_speaker)")
                .fetch_one(db.read())
                .await
                .expect("counts");
        assert_eq!(left, (1, 0), "its agenda went with it, and nothing else");
        let audited: Vec<(String, String)> =
            sqlx::query_as("SELECT action, entity_uid FROM audit_event WHERE action = 'delete'")
                .fetch_all(db.read())
                .await
                .expect("audit");
        assert_eq!(audited, [("delete".to_owned(), draft.to_string())]);
    })
    .await;
}

#[tokio::test]
async fn lists_show_each_event_on_its_tab() {
    on_both(async |db| {
        let live = live_event(&db, "5").await;
        let copy = edit::duplicate(&db, &planner(), NOW, live).await.expect("copied");
        let look = Permit::<ViewOutreach>::system("test");
        let ids = async |tab, at, search: &str| {
            let query = PageQuery { search: search.into(), ..PageQuery::default() };
            let page = list::page(&db, &look, at, tab, &query).await.expect("a page");
            assert_eq!(page.total as usize, page.rows.len());
            page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(Tab::Upcoming, NOW, "").await, [live]);
        assert_eq!(ids(Tab::Draft, NOW, "copy OF").await, [copy]);
        assert_eq!(ids(Tab::Past, NOW + Millis::days(90), "").await, [live]);
        assert_eq!(ids(Tab::All, NOW, "100%").await, [] as [EventId; 0]);
        let public = list::public(&db, NOW, &list::PublicQuery::default()).await.expect("a list");
        assert_eq!(public.len(), 1);
        let over = list::public(&db, NOW + Millis::days(90), &list::PublicQuery::default()).await.expect("a list");
        assert!(over.is_empty());
    })
    .await;
}

/// What the log says last about an event, and of how many patients.
async fn last_audited(db: &Db) -> (String, i64) {
    sqlx::query_as("SELECT detail, patients FROM audit_event WHERE entity = 'event' ORDER BY id DESC LIMIT 1")
        .fetch_one(db.read())
        .await
        .expect("audit")
}

#[tokio::test]
async fn check_in_figures_and_export_are_audited() {
    on_both(async |db| {
        let id = live_event(&db, "5").await;
        let (one, _) = register(&db, id, &attendee("One Person", "one@example.org", 1)).await.expect("registered");
        attendance::check_in(&db, &planner(), AT_THE_DOOR, one.id, AttendanceStatus::Attended)
            .await
            .expect("checked in");
        assert_eq!(last_audited(&db).await, (format!("registration {}: attended", one.id), 0), "she is no patient");
        let figures = attendance::figures(&db, &Permit::system("test"), id).await.expect("figures");
        assert_eq!((figures.attended, figures.registered, figures.places), (1, 0, 2));
        let page = attendance::page(&db, &planner(), NOW, id, None, &PageQuery::default()).await.expect("a page");
        assert_eq!(page.rows[0].checked_in_at, Some(AT_THE_DOOR));
        assert_eq!(attendance::export(&db, &planner(), NOW, id).await.expect("a file").len(), 1);
        let audited: Vec<String> =
            sqlx::query_scalar("SELECT action FROM audit_event WHERE entity = 'event' ORDER BY id DESC LIMIT 2")
                .fetch_all(db.read())
                .await
                .expect("audit");
        assert_eq!(audited, ["export", "list"]);
    })
    .await;
}

#[tokio::test]
async fn only_those_with_a_place_are_claimed_for_a_reminder() {
    on_both(async |db| {
        let id = live_event(&db, "1").await;
        let (one, _) = register(&db, id, &attendee("One", "one@example.org", 0)).await.expect("registered");
        register(&db, id, &attendee("Two", "two@example.org", 0)).await.expect("waits");
        let due = one.remind_at.expect("planned");
        let mut tx = db.begin().await.expect("tx");
        assert!(reminders::claim(&db, &mut tx, due - Millis(1), 10).await.expect("claims").is_empty());
        let claimed = reminders::claim(&db, &mut tx, due, 10).await.expect("claims");
        assert_eq!(claimed.iter().map(|(_, r)| r.id).collect::<Vec<_>>(), [one.id]);
        reminders::set_next(&mut tx, one.key, None).await.expect("set");
        assert!(reminders::claim(&db, &mut tx, due, 10).await.expect("claims").is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_event_of_a_later_version_is_left_alone_and_takes_no_list_down() {
    on_both(async |db| {
        let (good, later) = (live_event(&db, "25").await, live_event(&db, "25").await);
        for id in [good, later] {
            register(&db, id, &attendee("Elizabeth Moore", "liz@example.org", 0)).await.expect("registered");
        }
        let of_later = r#"{"name":"Healthy Eye Seminar","series":"autumn"}"#;
        sqlx::query("UPDATE event SET fields = $1, stage = 'series', format = 'metaverse' WHERE uid = $2")
            .bind(of_later)
            .bind(later.to_string())
            .execute(db.read())
            .await
            .expect("written by a later version");

        let (staff, query) = (Permit::<ViewOutreach>::system("test"), PageQuery::default());
        let all = list::page(&db, &staff, NOW, Tab::All, &query).await.expect("listed");
        let line = |id| all.rows.iter().find(|line| line.id == id).expect("a line");
        assert!(line(good).readable && !line(later).readable);
        assert_eq!(
            (line(later).stage.label(), line(later).format.label(), line(later).taken),
            ("Unknown", "Unknown", 1)
        );

        let public = list::public(&db, NOW, &list::PublicQuery::default()).await.expect("listed");
        assert_eq!(public.iter().map(|event| event.record.id).collect::<Vec<_>>(), [good]);
        let mut connection = db.read().acquire().await.expect("connects");
        let mine = registration::of_email(&mut connection, "liz@example.org").await.expect("listed");
        assert_eq!(mine.iter().map(|(event, _)| event.record.id).collect::<Vec<_>>(), [good]);
        drop(connection);

        let due = UtcMillis(1_797_300_000_000) + Millis::hours(1);
        let mut tx = db.begin().await.expect("tx");
        let claimed = reminders::claim(&db, &mut tx, due, 10).await.expect("claimed");
        assert_eq!(claimed.iter().map(|(event, _)| event.record.id).collect::<Vec<_>>(), [good]);
        tx.commit().await.expect("commits");

        let refused = edit::set_field(&db, &planner(), NOW, later, EventField::Summary, "Lost?").await;
        assert!(matches!(refused, Err(StoreError::Unreadable { what: "event", .. })), "{refused:?}");
        let fields: String = sqlx::query_scalar("SELECT fields FROM event WHERE uid = $1")
            .bind(later.to_string())
            .fetch_one(db.read())
            .await
            .expect("there");
        assert_eq!(fields, of_later);
    })
    .await;
}

#[tokio::test]
async fn words_of_a_later_version_keep_no_list_from_being_shown() {
    on_both(async |db| {
        let id = live_event(&db, "40").await;
        register(&db, id, &attendee("Ann", "ann@example.org", 0)).await.expect("registered");
        register(&db, id, &attendee("Bea", "bea@example.org", 0)).await.expect("registered");
        let later = "UPDATE registration SET status = 'from-the-future' WHERE name = 'Ann'";
        sqlx::query(later).execute(db.read()).await.expect("changed");
        let page = attendance::page(&db, &planner(), NOW, id, None, &PageQuery::default()).await.expect("a page");
        let mut labels: Vec<_> = page.rows.iter().map(|row| row.status.label()).collect();
        labels.sort_unstable();
        assert_eq!(labels, ["Registered", "Unknown"]);

        let other = edit::create(&db, &planner(), NOW, "Talk", "America/Chicago").await.expect("created");
        sqlx::query("UPDATE event SET status = 'from-the-future', stage = 'from-the-future' WHERE uid = $1")
            .bind(id.to_string())
            .execute(db.read())
            .await
            .expect("changed");
        let look = Permit::<ViewOutreach>::system("test");
        let page = list::page(&db, &look, NOW, Tab::All, &PageQuery::default()).await.expect("a page");
        assert_eq!(page.rows.len(), 2);
        for row in page.rows {
            assert_eq!(row.status.label() == "Unknown", row.id != other, "{}", row.name);
        }
        let public = list::public(&db, NOW, &list::PublicQuery::default()).await.expect("read");
        assert!(public.is_empty(), "only what is live");
        sqlx::query("UPDATE event SET status = 'live'").execute(db.read()).await.expect("changed");
        let public = list::public(&db, NOW, &list::PublicQuery::default()).await.expect("read");
        assert!(public.is_empty(), "what can't be read is left out and keeps the page up");
    })
    .await;
}

/// Input 34: one address is not one person.
#[tokio::test]
async fn input_34_two_people_on_one_address_are_two_registrations() {
    on_both(async |db| {
        let id = live_event(&db, "5").await;
        let (ana, _) = register(&db, id, &attendee("Ana Prova", "family@example.org", 0)).await.expect("registered");
        let (leo, outcome) =
            register(&db, id, &attendee("Leo Prova", "family@example.org", 1)).await.expect("registered");
        assert!(ana.id != leo.id && outcome == Outcome::Registered);
        assert_eq!(leo.email.as_deref(), Some("family@example.org"));
        let (again, outcome) =
            register(&db, id, &attendee("leo  prova", "Family@example.org", 0)).await.expect("known");
        assert_eq!((again.id, outcome), (leo.id, Outcome::Already));
        let mut tx = db.begin().await.expect("tx");
        registration::cancel(&mut tx, NOW, ana.id).await.expect("cancels").expect("was registered");
        let both = registration::of_email(&mut tx, "family@example.org").await.expect("found");
        let held: Vec<_> = both.iter().map(|(_, one)| (one.name.as_str(), one.status)).collect();
        assert_eq!(
            held,
            [("Leo Prova", AttendanceStatus::Registered), ("Ana Prova", AttendanceStatus::Cancelled)],
            "one gives their own place back"
        );
    })
    .await;
}

/// R29: what happened at the door stands, and nobody is checked in weeks before.
#[tokio::test]
async fn r29_a_place_is_given_back_before_the_event_and_taken_at_its_door() {
    on_both(async |db| {
        let id = live_event(&db, "5").await;
        let (one, _) = register(&db, id, &attendee("One Person", "one@example.org", 0)).await.expect("registered");
        let early = attendance::check_in(&db, &planner(), NOW, one.id, AttendanceStatus::Attended).await;
        assert!(matches!(early, Err(StoreError::Conflict(_))));
        attendance::check_in(&db, &planner(), AT_THE_DOOR, one.id, AttendanceStatus::Attended)
            .await
            .expect("checked in");
        let mut tx = db.begin().await.expect("tx");
        assert!(matches!(registration::cancel(&mut tx, AT_THE_DOOR, one.id).await, Err(StoreError::Conflict(_))));
        drop(tx);
        let (two, _) = register(&db, id, &attendee("Two Person", "two@example.org", 0)).await.expect("registered");
        let mut tx = db.begin().await.expect("tx");
        let over = AT_THE_DOOR + Millis::days(1);
        assert!(matches!(registration::cancel(&mut tx, over, two.id).await, Err(StoreError::Conflict(_))));
    })
    .await;
}

/// R15: whoever waits and fits comes before whoever registers now.
#[tokio::test]
async fn r15_nobody_who_waits_is_overtaken() {
    on_both(async |db| {
        let id = live_event(&db, "1").await;
        register(&db, id, &attendee("First", "first@example.org", 0)).await.expect("registered");
        for n in 0..230 {
            register(&db, id, &attendee(&format!("Waits {n}"), &format!("w{n}@example.org"), 0)).await.expect("waits");
        }
        edit::set_field(&db, &planner(), NOW, id, EventField::Capacity, "300").await.expect("more places");
        let (_, outcome) = register(&db, id, &attendee("Stranger", "stranger@example.org", 0)).await.expect("waits");
        assert_eq!(outcome, Outcome::Waitlisted, "230 people come first");
        let mut connection = db.read().acquire().await.expect("connection");
        assert_eq!(registration::with_room_for_waiting(&mut connection).await.expect("asked"), [id]);
        drop(connection);
        let mut tx = db.begin().await.expect("tx");
        let stored = store::events::lock(&mut tx, id).await.expect("locked");
        assert_eq!(registration::promote(&mut tx, NOW, stored.key).await.expect("moved up").len(), 231);
    })
    .await;
}
