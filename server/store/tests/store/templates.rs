//! What templates promise, on both databases.

use shared::messages::{Body, Content, Document, GoLive, Header, HeaderField, Place, TemplateStatus, TemplateView};
use shared::paging::PageQuery;
use shared::people::Organization;
use shared::time::UtcMillis;
use store::db::Db;
use store::error::StoreError;
use store::templates::*;
use store::testing::on_both;
use store::{Permit, settings};

const NOW: UtcMillis = UtcMillis(1_796_000_000_000);

fn document(subject: &str) -> Body {
    let mut document = Document::blank();
    document.header = Header {
        subject: subject.into(),
        sender_name: "Lamna".into(),
        sender_address: "news@lamna.example".into(),
        ..Header::default()
    };
    document.into()
}

async fn with_address(db: &Db) {
    let organization = Organization { postal_address: "12 Harbour Street".into(), ..Organization::default() };
    let mut tx = db.begin().await.expect("begins");
    settings::set(&mut tx, settings::ORGANIZATION, &organization, NOW).await.expect("set");
    tx.commit().await.expect("committed");
}

async fn make(db: &Db, name: &str, document: &Body) -> TemplateView {
    let mut tx = db.begin().await.expect("begins");
    let id = create(&mut tx, &Permit::system("test"), NOW, name, document).await.expect("created");
    tx.commit().await.expect("committed");
    find(db, &Permit::system("test"), id).await.expect("found")
}

async fn live_one(db: &Db, name: &str) -> TemplateView {
    let made = make(db, name, &document(name)).await;
    match go_live(db, &Permit::system("test"), NOW, made.id, made.revision).await.expect("answers") {
        GoLive::Live(view) => view,
        GoLive::Refused(problems) => panic!("refused: {problems:?}"),
    }
}

#[tokio::test]
async fn going_live_without_what_is_needed_is_refused_and_says_what() {
    on_both(async |db| {
        let bare =
            Document::of(Header::default(), vec![Content::Text { text: "Hello".into(), align: Default::default() }]);
        let made = make(&db, "Bare", &bare.into()).await;
        let answer = go_live(&db, &Permit::system("test"), NOW, made.id, made.revision).await.expect("answers");
        let GoLive::Refused(problems) = answer else { panic!("went live") };
        assert!(problems.iter().any(|problem| problem.place == Place::Header(HeaderField::Subject)));
        assert!(problems.iter().any(|problem| problem.text.contains("unsubscribe")));
        assert!(live(&db).await.expect("read").is_empty());
    })
    .await;
}

#[tokio::test]
async fn save_as_is_independent_of_the_original() {
    on_both(async |db| {
        with_address(&db).await;
        let permit = Permit::system("test");
        let original = live_one(&db, "Free Diabetes Prevention Event: Invitation").await;
        let copy = save_as(&db, &permit, NOW, original.id, "Healthy Eye Seminar: Invitation").await.expect("copied");
        assert_eq!((copy.status, copy.editable, copy.version), (TemplateStatus::Draft, true, 0));
        let changed = document("Healthy Eye Seminar");
        let revision = save(&db, &permit, NOW, copy.id, copy.revision, &changed).await.expect("saved");
        go_live(&db, &permit, NOW, copy.id, revision).await.expect("live");
        let original_now = find(&db, &Permit::system("test"), original.id).await.expect("found");
        assert_eq!(original_now, original, "untouched and live");
        let names: Vec<_> = live(&db).await.expect("read").into_iter().map(|choice| choice.subject).collect();
        assert_eq!(names, ["Free Diabetes Prevention Event: Invitation", "Healthy Eye Seminar"]);
    })
    .await;
}

#[tokio::test]
async fn a_live_version_never_changes_while_the_next_one_is_written() {
    on_both(async |db| {
        with_address(&db).await;
        let permit = Permit::system("test");
        let one = live_one(&db, "One").await;
        let refused = save(&db, &permit, NOW, one.id, one.revision, &document("Two")).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))), "a live template is not editable");
        let version = live(&db).await.expect("read").remove(0).version_key;
        let editing = edit_again(&db, &permit, NOW, one.id).await.expect("opened");
        let revision = save(&db, &permit, NOW, one.id, editing.revision, &document("Two")).await.expect("saved");
        assert_eq!(live(&db).await.expect("read")[0].subject, "One", "still the old one");
        go_live(&db, &permit, NOW, one.id, revision).await.expect("live");
        let now = live(&db).await.expect("read").remove(0);
        assert_eq!(now.subject, "Two");
        assert_ne!(now.version_key, version);
        assert_eq!(version_body(&db, version).await.expect("kept").title(), "One");
    })
    .await;
}

#[tokio::test]
async fn a_save_over_somebody_elses_is_refused() {
    on_both(async |db| {
        let permit = Permit::system("test");
        let made = make(&db, "Shared", &document("A")).await;
        save(&db, &permit, NOW, made.id, made.revision, &document("B")).await.expect("saved");
        let stale = save(&db, &permit, NOW, made.id, made.revision, &document("C")).await;
        assert!(matches!(stale, Err(StoreError::Conflict(_))));
        assert_eq!(find(&db, &Permit::system("test"), made.id).await.expect("found").body.title(), "B");
    })
    .await;
}

#[tokio::test]
async fn names_are_unique_and_lists_find_them() {
    on_both(async |db| {
        with_address(&db).await;
        let permit = Permit::system("test");
        let one = live_one(&db, "Alpha").await;
        make(&db, "Beta", &document("B")).await;
        let taken = rename(&db, &permit, NOW, one.id, "Beta").await;
        assert!(matches!(taken, Err(StoreError::Invalid(errors)) if errors[0].field == "name"));
        let view = Permit::system("test");
        let query = PageQuery { search: "alp".into(), ..PageQuery::default() };
        let found = list(&db, &view, &query, None).await.expect("read");
        assert_eq!((found.total, found.rows[0].name.as_str()), (1, "Alpha"));
        assert!(matches!(archive(&db, &permit, NOW, one.id).await, Err(StoreError::Conflict(_))), "live");
        stop(&db, &permit, NOW, one.id).await.expect("stopped");
        assert!(live(&db).await.expect("read").is_empty());
        archive(&db, &permit, NOW, one.id).await.expect("archived");
        let sorted = PageQuery { sort: "name".into(), ..PageQuery::default() };
        assert_eq!(list(&db, &view, &sorted, None).await.expect("read").total, 1);
        assert_eq!(list(&db, &view, &sorted, Some(TemplateStatus::Archived)).await.expect("read").total, 1);
    })
    .await;
}
