//! Lists on top of a rule: exclusion wins, and every way of asking who is in says the same.

use super::*;
use shared::segments::ByHand;
use shared::segments::MemberList::{Excluded, Included};

async fn uid_of(db: &Db, patient: i64) -> PatientId {
    let uid: String = sqlx::query_scalar("SELECT uid FROM patient WHERE id = $1")
        .bind(patient)
        .fetch_one(db.read())
        .await
        .expect("uid");
    uid.parse().expect("uid")
}

async fn put(db: &Db, id: SegmentId, list: MemberList, patient: i64) -> usize {
    let who = uid_of(db, patient).await;
    let mut tx = db.begin().await.expect("tx");
    let added = add_members(&mut tx, &editor(), NOW, id, list, &[who]).await.expect("added");
    tx.commit().await.expect("commit");
    added
}

/// What a worker does with the queue: the patients in it against the live rules that could care.
async fn followed(db: &Db) {
    let mut tx = db.begin().await.expect("tx");
    let queued = changes::take(db, &mut tx, 100).await.expect("queue");
    for LiveSegment { key, rule } in live_dynamic(&mut tx).await.expect("live") {
        let (rule, depends) = rule.expect("readable");
        for change in queued.iter().filter(|change| change.changed().is_some_and(|changed| depends.mention(changed))) {
            follow_patient(&mut tx, NOW, change.patient_id, &[(key, &rule, &depends)]).await.expect("followed");
        }
    }
    tx.commit().await.expect("commit");
}

#[tokio::test]
async fn the_lists_decide_over_the_rule_and_exclusion_over_both() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let [casey, elizabeth, jessie, robin, sam] = people[..] else { panic!("five people") };
        let id = lab_segment(&db).await;
        publish(&db, id).await.expect("live");
        let key = key_of(&db, id).await;
        followed(&db).await;

        // On a live segment at once, as any other change.
        assert_eq!(put(&db, id, Included, sam).await, 1);
        assert_eq!(put(&db, id, Included, sam).await, 0, "is on it already");
        assert_eq!(put(&db, id, Excluded, casey).await, 1);
        assert_eq!(member_set(&db, key).await, [elizabeth, jessie, sam].into());
        assert_eq!(
            replayed(&db, key, [casey, elizabeth, jessie].into()).await,
            member_set(&db, key).await,
            "journeys hear of it"
        );
        followed(&db).await;
        assert_eq!(member_set(&db, key).await, [elizabeth, jessie, sam].into(), "and the queue has nothing to add");

        // Exclusion wins: it takes off the other list, and nobody who is excluded gets on that.
        put(&db, id, Excluded, sam).await;
        assert_eq!(put(&db, id, Included, casey).await, 0);
        put(&db, id, Included, robin).await;
        followed(&db).await;
        assert_eq!(member_set(&db, key).await, [elizabeth, jessie, robin].into());

        // A whole comparison, the preview, the explanation and both counts say the same.
        let index = FactIndex::new(100);
        index.build(&db).await.expect("built");
        publish(&db, id).await.expect("live again");
        assert_eq!(member_set(&db, key).await, [elizabeth, jessie, robin].into());
        let nothing = preview(&db, &index, &editor(), None, NOW, id).await.expect("preview");
        assert_eq!((nothing.joining, nothing.leaving), (0, 0));
        let counted = same_counts(&db, &index, Some(id), &lab_rule(), NOW).await;
        assert_eq!((counted.members, counted.by_email), (3, 2));
        assert_eq!(counted.blocks[..2], [(BlockId(1), 4), (BlockId(2), 4)], "blocks are the rule's alone");
        assert_eq!(
            counted.steps,
            [(BlockId::ROOT, 3), (ByHand::block(Included), 4), (ByHand::block(Excluded), 3)],
            "Robin comes in, Casey falls away"
        );
        for (patient, truth) in [(robin, true), (casey, false), (sam, false), (jessie, true)] {
            let who = uid_of(&db, patient).await;
            let why = explain(&db, &reader(), NOW, id, who, &lab_rule()).await.expect("explained");
            assert_eq!((why.explanation.truth, why.member), (truth, truth));
        }

        // Off the list, the rule decides again.
        let who = uid_of(&db, casey).await;
        let mut tx = db.begin().await.expect("tx");
        remove_members(&mut tx, &editor(), NOW, id, Excluded, &[who]).await.expect("removed");
        tx.commit().await.expect("commit");
        followed(&db).await;
        assert_eq!(member_set(&db, key).await, [casey, elizabeth, jessie, robin].into());
    })
    .await;
}

#[tokio::test]
async fn lists_are_no_segments_of_their_own_and_go_where_their_segment_goes() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let id = lab_segment(&db).await;
        put(&db, id, Included, people[4]).await;
        put(&db, id, Excluded, people[0]).await;
        let all = page(&db, &viewer(), &PageQuery::default()).await.expect("page");
        assert_eq!(all.total, 1);
        let detail = by_id(&db, &viewer(), id).await.expect("there");
        assert_eq!((detail.included, detail.excluded), (1, 1));
        let listed = members(&db, &reader(), NOW, (id, Included), &PageQuery::default()).await.expect("listed");
        assert_eq!(listed.rows[0].name.reveal(), "Sam Test");
        let found = candidates(&db, &reader(), NOW, (id, Excluded), "test").await.expect("found");
        assert_eq!(
            found.iter().filter(|row| row.member).map(|row| row.name.reveal().as_str()).collect::<Vec<_>>(),
            ["Casey Test"]
        );

        let mut tx = db.begin().await.expect("tx");
        let copy = duplicate(&mut tx, &editor(), NOW, id, "A copy").await.expect("copied");
        tx.commit().await.expect("commit");
        assert_eq!(publish(&db, copy).await.expect("live"), 3);
        assert_eq!(live(&db).await.expect("live").len(), 1, "a list can't be chosen");

        let mut tx = db.begin().await.expect("tx");
        delete(&db, &mut tx, &editor(), NOW, id).await.expect("deleted");
        stop(&mut tx, &editor(), NOW, copy).await.expect("stopped");
        delete(&db, &mut tx, &editor(), NOW, copy).await.expect("deleted");
        tx.commit().await.expect("commit");
        let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM segment").fetch_one(db.read()).await.expect("count");
        assert_eq!(left, 0);
    })
    .await;
}

#[tokio::test]
async fn a_pasted_list_leaves_out_who_is_never_in_and_says_so() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let id = lab_segment(&db).await;
        put(&db, id, Excluded, people[0]).await;
        let mut text = String::new();
        for patient in &people[..2] {
            text += &format!("{}\n", uid_of(&db, *patient).await);
        }
        let mut tx = db.begin().await.expect("tx");
        let list = listed::read(&text);
        let report = add_listed(&mut tx, &editor(), &reader(), NOW, (id, Included), &list).await.expect("added");
        assert_eq!((report.added, report.already, report.excluded), (1, 0, 1));
        let refused = add_listed(&mut tx, &editor(), &reader(), NOW, (id, MemberList::Members), &list).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))), "a dynamic segment has no members by hand");
    })
    .await;
}
