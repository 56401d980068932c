//! Static segments: by hand and by list.

use super::*;

#[tokio::test]
async fn a_static_segment_has_whom_somebody_put_there() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let mut tx = db.begin().await.expect("tx");
        let id = create(&mut tx, &editor(), NOW, "By hand", SegmentKind::Static).await.expect("made");
        tx.commit().await.expect("commit");
        let found = candidates(&db, &reader(), NOW, (id, MemberList::Members), "test").await.expect("found");
        let ids: Vec<PatientId> = found.iter().map(|row| row.id).collect();
        assert_eq!(ids.len(), people.len());

        let mut tx = db.begin().await.expect("tx");
        assert_eq!(add_members(&mut tx, &editor(), NOW, id, MemberList::Members, &ids[..2]).await.expect("added"), 2);
        assert_eq!(add_members(&mut tx, &editor(), NOW, id, MemberList::Members, &ids[..3]).await.expect("added"), 1);
        assert_eq!(
            remove_members(&mut tx, &editor(), NOW, id, MemberList::Members, &ids[..1]).await.expect("removed"),
            1
        );
        assert_eq!(add_members(&mut tx, &editor(), NOW, id, MemberList::Members, &ids[..1]).await.expect("back"), 1);
        tx.commit().await.expect("commit");
        let key = key_of(&db, id).await;
        assert_eq!(member_set(&db, key).await.len(), 3);
        assert_eq!(replayed(&db, key, BTreeSet::new()).await, member_set(&db, key).await);
        let page =
            page(&db, &viewer(), &PageQuery { sort: "members".into(), descending: true, ..PageQuery::default() })
                .await
                .expect("page");
        assert_eq!((page.total, page.rows[0].members), (1, 3));
    })
    .await;
}

#[tokio::test]
async fn a_list_says_of_every_line_what_became_of_it() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let mut tx = db.begin().await.expect("tx");
        for (patient, value) in [(people[0], "MRN-1"), (people[1], "shared"), (people[2], "shared")] {
            sqlx::query("INSERT INTO patient_identifier (patient_id, kind, system, value) VALUES ($1, 'MR', 'x', $2)")
                .bind(patient)
                .bind(value)
                .execute(&mut *tx)
                .await
                .expect("identifier");
        }
        sqlx::query(
            "UPDATE contact_point SET address = 'sam@example.org' WHERE patient_id = $1 AND address LIKE 'now-%'",
        )
        .bind(people[4])
        .execute(&mut *tx)
        .await
        .expect("address");
        sqlx::query("INSERT INTO contact_point (patient_id, system, address) VALUES ($1, 'phone', '+13125550142')")
            .bind(people[2])
            .execute(&mut *tx)
            .await
            .expect("number");
        let uid: String = sqlx::query_scalar("SELECT uid FROM patient WHERE id = $1")
            .bind(people[3])
            .fetch_one(&mut *tx)
            .await
            .expect("uid");
        let id = create(&mut tx, &editor(), NOW, "From a list", SegmentKind::Static).await.expect("made");
        let text = format!(
            "MRN\nMRN-1\nSAM@example.org\n{uid}\nshared\nnobody\nmrn-1\nMRN-1\nold@example.org\n(312) 555-0142\n"
        );
        let list = listed::read(&text);
        let report =
            add_listed(&mut tx, &editor(), &reader(), NOW, (id, MemberList::Members), &list).await.expect("added");
        assert_eq!((report.added, report.already, report.repeated), (4, 0, 2));
        let refused: Vec<_> =
            report.refused.iter().map(|(line, value, why)| (*line, value.reveal().as_str(), *why)).collect();
        assert_eq!(
            refused,
            [
                (5, "shared", NotFound::Several(2)),
                (6, "nobody", NotFound::Nobody),
                // An address of before names nobody.
                (9, "old@example.org", NotFound::Nobody)
            ]
        );
        let again =
            add_listed(&mut tx, &editor(), &reader(), NOW, (id, MemberList::Members), &list).await.expect("added");
        assert_eq!((again.added, again.already), (0, 4));
        tx.commit().await.expect("commit");
        let key = key_of(&db, id).await;
        assert_eq!(member_set(&db, key).await, [people[0], people[2], people[3], people[4]].into());
        assert_eq!(replayed(&db, key, BTreeSet::new()).await, member_set(&db, key).await);
        assert_eq!(export(&db, &reader(), NOW, id).await.expect("exported").len(), 4);
        let exported: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM audit_patient p JOIN audit_event e ON e.id = p.audit_id WHERE e.action = 'export'",
        )
        .fetch_one(db.read())
        .await
        .expect("audit");
        assert_eq!(exported, 4);
    })
    .await;
}
