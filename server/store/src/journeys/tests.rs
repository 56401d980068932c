//! What the repository of journeys promises, on both databases.

use super::*;
use crate::testing::on_both;
use crate::{Db, Permit};
use shared::journeys::{
    Audience, Kind, LocalDateTime, NodeId, NodeKind, TriggerDraft, TriggerStatus, insert_on_edge, set_kind,
};
use shared::paging::PageQuery;
use shared::people::EditJourneys;
use shared::time::UtcMillis;
use std::str::FromStr;

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
    insert_on_edge(&definition, line, Kind::Email).expect("possible").apply(&mut definition);
    let audience = Some(Audience::Segment(FromStr::from_str(SEGMENT).expect("an id")));
    let template = Some(FromStr::from_str(TEMPLATE).expect("an id"));
    for (node, kind) in [(1, NodeKind::Entry { audience }), (3, NodeKind::Email { template })] {
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
