//! What the repository of journeys promises, on both databases.

use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::ids::JourneyId;
use shared::journeys::{
    Audience, Definition, Kind, LocalDateTime, NodeId, NodeKind, TriggerDraft, TriggerStatus, insert_on_edge, set_kind,
};
use shared::messages::OriginKind;
use shared::paging::PageQuery;
use shared::people::EditJourneys;
use shared::time::UtcMillis;
use std::str::FromStr;
use store::error::StoreError;
use store::journeys::*;
use store::testing::on_both;
use store::{Db, Permit, outbox};

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);
const SEGMENT: &str = "0192f000-0000-7000-8000-000000000001";
const TEMPLATE: &str = "0192f000-0000-7000-8000-000000000002";

fn editor() -> Permit<EditJourneys> {
    Permit::system("test")
}

/// A live segment without members, and a live template.
async fn prepare(db: &Db) {
    for sql in [
        format!(
            "INSERT INTO segment (uid, name, kind, status, draft_rule, created_at, updated_at) VALUES ('{SEGMENT}', 'Eyes', 'static', 'live', '', 0, 0)"
        ),
        format!(
            "INSERT INTO template (id, uid, name, status, subject, purpose, created_at, updated_at, live_version_id) VALUES (1, '{TEMPLATE}', 'Invitation', 'live', 'Come', 'event', 0, 0, 1)"
        ),
    ] {
        let mut tx = db.begin().await.expect("begins");
        sqlx::query(&sql).execute(&mut *tx).await.expect("inserted");
        tx.commit().await.expect("commits");
    }
}

fn filled(mut definition: Definition) -> Definition {
    let line = definition.edges[0];
    insert_on_edge(&definition, line, Kind::Message).expect("possible").apply(&mut definition);
    let audience = Some(Audience::Segment(FromStr::from_str(SEGMENT).expect("an id")));
    let template = Some(FromStr::from_str(TEMPLATE).expect("an id"));
    for (node, kind) in [(1, NodeKind::Entry { audience }), (3, NodeKind::Message { template })] {
        set_kind(&definition, NodeId(node), kind).expect("possible").apply(&mut definition);
    }
    definition.settings.start = LocalDateTime::parse("2026-12-01T09:00");
    definition
}

#[tokio::test]
async fn a_draft_is_kept_renamed_listed_and_copied() {
    on_both(async |db| {
        prepare(&db).await;
        let viewer = Permit::system("test");
        let id = create(&db, &editor(), NOW, "  Seminar ", "America/Chicago").await.expect("made");
        let drawn = filled(definition(&db, &viewer, id).await.expect("there"));
        let saved = save_draft(&db, &editor(), NOW, id, 0, &drawn).await.expect("saved");
        assert_eq!(saved.revision, 1);
        let stale = save_draft(&db, &editor(), NOW, id, 0, &drawn).await;
        assert!(matches!(stale, Err(StoreError::Conflict(_))), "a save from an older revision is refused");
        assert!(matches!(rename(&db, &editor(), NOW, id, " ").await, Err(StoreError::Invalid(_))));
        rename(&db, &editor(), NOW, id, "Eye Seminar").await.expect("renamed");

        let copied = duplicate(&db, &editor(), NOW, id, "Copy of Eye Seminar").await.expect("copied");
        let copy = record(&db, &viewer, copied).await.expect("there");
        assert_eq!((copy.definition.settings.start, copy.definition.nodes.len()), (None, 3));
        assert_eq!(definition(&db, &viewer, id).await.expect("there"), drawn, "the original is untouched");

        let query = PageQuery { search: "EYE".into(), sort: "name".into(), ..PageQuery::default() };
        let page = page(&db, &viewer, &query).await.expect("listed");
        let names: Vec<_> = page.rows.iter().map(|row| (row.name.as_str(), row.audience.as_str())).collect();
        assert_eq!(names, [("Copy of Eye Seminar", "Eyes"), ("Eye Seminar", "Eyes")]);
        let segment = FromStr::from_str(SEGMENT).expect("an id");
        assert_eq!(using_segment(&db, segment).await.expect("looked up").len(), 2);
        assert_eq!(using_template(&db, FromStr::from_str(TEMPLATE).expect("an id")).await.expect("looked up").len(), 2);
    })
    .await;
}

#[tokio::test]
async fn two_journeys_never_share_a_name() {
    on_both(async |db| {
        let id = create(&db, &editor(), NOW, "Eye Seminar", "UTC").await.expect("made");
        let other = create(&db, &editor(), NOW, "Ear Seminar", "UTC").await.expect("made");
        let refusals = [
            create(&db, &editor(), NOW, " eye seminar ", "UTC").await.map(|_| ()),
            duplicate(&db, &editor(), NOW, id, "Eye Seminar").await.map(|_| ()),
            rename(&db, &editor(), NOW, other, "EYE SEMINAR").await,
        ];
        for refusal in refusals {
            let Err(StoreError::Invalid(errors)) = refusal else { panic!("two of a name") };
            assert_eq!(
                (errors[0].field.as_str(), errors[0].message.as_str()),
                ("name", "Another journey has this name.")
            );
        }
        rename(&db, &editor(), NOW, id, "EYE Seminar").await.expect("its own name in other letters");
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_deleted_with_what_it_used_and_what_was_live_is_kept() {
    on_both(async |db| {
        prepare(&db).await;
        let viewer = Permit::system("test");
        let id = create(&db, &editor(), NOW, "Seminar", "America/Chicago").await.expect("made");
        let drawn = filled(definition(&db, &viewer, id).await.expect("there"));
        save_draft(&db, &editor(), NOW, id, 0, &drawn).await.expect("saved");
        let kept = duplicate(&db, &editor(), NOW, id, "Seminar again").await.expect("copied");
        delete(&db, &editor(), NOW, id).await.expect("deleted");
        assert!(matches!(record(&db, &viewer, id).await, Err(StoreError::NotFound)));
        assert!(matches!(delete(&db, &editor(), NOW, id).await, Err(StoreError::NotFound)));
        let template = FromStr::from_str(TEMPLATE).expect("an id");
        assert_eq!(using_template(&db, template).await.expect("looked up").len(), 1, "only the copy uses it");
        let said: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM audit_event WHERE entity = 'journey' AND entity_uid = $1 AND action = 'delete'",
        )
        .bind(id.to_string())
        .fetch_one(db.read())
        .await
        .expect("counted");
        assert_eq!(said, 1);

        save_draft(&db, &editor(), NOW, kept, 0, &drawn).await.expect("saved");
        let known = known(&choices(&db).await.expect("choices"), NOW, "UTC");
        go_live(&db, &editor(), NOW, kept, &known).await.expect("goes live");
        assert!(matches!(delete(&db, &editor(), NOW, kept).await, Err(StoreError::Conflict(_))));
        stop(&db, &editor(), NOW, kept).await.expect("stopped");
        assert!(matches!(delete(&db, &editor(), NOW, kept).await, Err(StoreError::Conflict(_))));
    })
    .await;
}

#[tokio::test]
async fn leaving_by_the_preference_page_counts_once_for_the_message() {
    on_both(async |db| {
        let viewer = Permit::system("test");
        let journey = create(&db, &editor(), NOW, "Seminar", "UTC").await.expect("made");
        let link = manage_link(&db, journey).await;
        let only = |wanted: &[Purpose]| Purpose::CHOICES.map(|purpose| (purpose, wanted.contains(&purpose)));
        let unsubscribed = async || {
            let figures = figures(&db, &viewer, journey).await.expect("figures");
            let lines: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM activity WHERE kind = 'message-unsubscribed'")
                .fetch_one(db.read())
                .await
                .expect("counted");
            assert_eq!(figures.messages.unsubscribed, lines, "as often on the timeline as in the figures");
            lines
        };
        outbox::choose(&db, NOW, &link, &only(&[Purpose::Event])).await.expect("kept");
        assert_eq!(unsubscribed().await, 0, "health events are still wanted");
        outbox::choose(&db, NOW, &link, &only(&[])).await.expect("kept");
        assert_eq!(unsubscribed().await, 1);
        outbox::choose(&db, NOW, &link, &only(&[Purpose::Event])).await.expect("kept");
        outbox::choose(&db, NOW, &link, &only(&[])).await.expect("kept");
        outbox::unsubscribe(&db, NOW, &link, "one-click").await.expect("kept");
        assert_eq!(unsubscribed().await, 1, "whoever comes back and leaves again left because of the same message");
        let said = store::consent::of_address(&db, &link.address, Channel::Email).await.expect("read");
        assert!(said.iter().all(|(_, status, _)| *status == ConsentStatus::Denied), "{said:?}");
    })
    .await;
}

/// A message about a health event that this journey sent, by its link to the preference page.
async fn manage_link(db: &Db, journey: JourneyId) -> outbox::Opened {
    let new = outbox::NewMessage {
        key: "journey/1/3/2".into(),
        channel: Channel::Email,
        patient: None,
        address: "elizabeth@example.org".into(),
        recipient_name: "Elizabeth Moore".into(),
        purpose: Purpose::Event,
        content: outbox::Content::Email(outbox::WrittenEmail {
            subject: "Come".into(),
            html: String::new(),
            text: String::new(),
            attachments: vec![],
        }),
        not_before: NOW,
        send_by: None,
        origin: outbox::Origin { kind: OriginKind::Journey, uid: journey.to_string(), node: Some("3".into()) },
    };
    let (token, token_hash) = store::tokens::fresh();
    let mut tx = db.begin().await.expect("begins");
    let message = outbox::enqueue(&mut tx, NOW, new).await.expect("queued").expect("new");
    let link = outbox::NewLink { token_hash, kind: outbox::LinkKind::Manage, url: String::new() };
    outbox::store_links(&mut tx, message, &[link]).await.expect("stored");
    tx.commit().await.expect("commits");
    outbox::manage(db, &token).await.expect("read").expect("known")
}

#[tokio::test]
async fn going_live_names_every_problem_and_happens_once() {
    on_both(async |db| {
        prepare(&db).await;
        let viewer = Permit::system("test");
        let known = known(&choices(&db).await.expect("choices"), NOW, "UTC");
        let id = create(&db, &editor(), NOW, "Seminar", "America/Chicago").await.expect("made");
        let Err(StoreError::Invalid(errors)) = go_live(&db, &editor(), NOW, id, &known).await else {
            panic!("an empty journey must not go live")
        };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["start", "node-1", "node-1"]);

        let drawn = filled(definition(&db, &viewer, id).await.expect("there"));
        save_draft(&db, &editor(), NOW, id, 0, &drawn).await.expect("saved");
        go_live(&db, &editor(), NOW, id, &known).await.expect("goes live");
        assert!(matches!(go_live(&db, &editor(), NOW, id, &known).await, Err(StoreError::Conflict(_))));
        let changed = save_draft(&db, &editor(), NOW, id, 1, &drawn).await;
        assert!(matches!(changed, Err(StoreError::Conflict(_))), "what is live can't be changed");
        let (_, version) = going_live(&db).await.expect("listed")[0];
        let plan = plan(&db, version).await.expect("a plan");
        assert_eq!((plan.start, plan.end), (UtcMillis(1_796_137_200_000), None), "09:00 in Chicago");
        stop(&db, &editor(), NOW, id).await.expect("stopped");
        assert!(matches!(stop(&db, &editor(), NOW, id).await, Err(StoreError::Conflict(_))));
    })
    .await;
}

#[tokio::test]
async fn a_live_trigger_is_locked_and_its_name_is_its_own() {
    on_both(async |db| {
        let draft = TriggerDraft {
            name: "Encounter details updated".into(),
            record_type: "encounter".into(),
            ..TriggerDraft::default()
        };
        let id = triggers::save(&db, &editor(), NOW, None, draft.clone()).await.expect("made");
        let Err(StoreError::Invalid(errors)) = triggers::save(&db, &editor(), NOW, None, draft.clone()).await else {
            panic!("two of a name")
        };
        assert_eq!(errors[0].field, "name");
        triggers::set_live(&db, &editor(), NOW, id, true).await.expect("live");
        let change = TriggerDraft { status_is: "finished".into(), ..draft };
        assert!(matches!(
            triggers::save(&db, &editor(), NOW, Some(id), change.clone()).await,
            Err(StoreError::Conflict(_))
        ));
        triggers::set_live(&db, &editor(), NOW, id, false).await.expect("stopped");
        triggers::save(&db, &editor(), NOW, Some(id), change).await.expect("changed");
        let page = triggers::page(&db, &Permit::system("test"), &PageQuery::default()).await.expect("listed");
        assert_eq!((page.total, page.rows[0].status), (1, TriggerStatus::Stopped));
        assert!(triggers::live(&db).await.expect("listed").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_draft_of_a_newer_format_is_refused_and_left_untouched() {
    on_both(async |db| {
        let viewer = Permit::system("test");
        let id = create(&db, &editor(), NOW, "Seminar", "UTC").await.expect("made");
        let drawn = definition(&db, &viewer, id).await.expect("there");
        let newer = r#"{"format":99,"steps":[]}"#;
        let mut tx = db.begin().await.expect("begins");
        sqlx::query("UPDATE journey SET definition = $1").bind(newer).execute(&mut *tx).await.expect("stored");
        tx.commit().await.expect("commits");
        for refused in [
            record(&db, &viewer, id).await.map(|_| ()),
            save_draft(&db, &editor(), NOW, id, 0, &drawn).await.map(|_| ()),
            delete(&db, &editor(), NOW, id).await,
        ] {
            let Err(StoreError::Unreadable { why, .. }) = refused else {
                panic!("what can't be read can't be changed")
            };
            assert!(why.contains("newer version of Waypost"), "{why}");
        }
        let kept: String =
            sqlx::query_scalar("SELECT definition FROM journey").fetch_one(db.read()).await.expect("there");
        assert_eq!(kept, newer);
        let listed = page(&db, &viewer, &PageQuery::default()).await.expect("listed");
        assert_eq!(listed.rows.len(), 1, "the list goes on");
    })
    .await;
}
