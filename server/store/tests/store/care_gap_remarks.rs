//! Remarks of staff on care gaps: they are a state of the gap, audited, and can be revoked.

use shared::ids::PatientId;
use shared::patients::GapRemark;
use shared::people::{TagPatients, ViewPatients};
use shared::segments::GapState;
use shared::time::UtcMillis;
use store::patients::{care_gaps_of, remark_on_gap, revoke_gap_remark};
use store::testing::on_both;
use store::{Db, Permit, StoreError};

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);
const GAP: &str = "tobacco-use";

async fn patient(db: &Db) -> PatientId {
    let id: PatientId = uuid::Uuid::now_v7().to_string().parse().expect("an id");
    let mut tx = db.begin().await.expect("tx");
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO patient (uid, active, given, family, name_search, birth_date, created_at, updated_at)
         VALUES ($1, 1, 'Ann', 'One', 'ann one', '1980-01-01', 0, 0) RETURNING id",
    )
    .bind(id.to_string())
    .fetch_one(&mut *tx)
    .await
    .expect("patient");
    sqlx::query(
        "INSERT INTO encounter (patient_id, class, status, start_at, end_at) VALUES ($1, 'AMB', 'finished', $2, $2)",
    )
    .bind(key)
    .bind(NOW.0 - 86_400_000)
    .execute(&mut *tx)
    .await
    .expect("visit");
    tx.commit().await.expect("commit");
    id
}

async fn state(db: &Db, id: PatientId) -> (GapState, Vec<String>) {
    let permit: Permit<ViewPatients> = Permit::system("test");
    let lines = care_gaps_of(db, &permit, NOW, id).await.expect("gaps");
    let line = lines.into_iter().find(|line| line.key == GAP).expect("the gap");
    (line.state, line.remarks.into_iter().map(|remark| remark.uid).collect())
}

#[tokio::test]
async fn what_staff_note_holds_until_it_is_revoked() {
    on_both(async |db| {
        let permit: Permit<TagPatients> = Permit::system("test");
        let id = patient(&db).await;
        assert_eq!(state(&db, id).await.0, GapState::OpenGap);
        let remark =
            |note: &str| GapRemark { gap: GAP.into(), state: GapState::NotWanted, note: note.into(), months: Some(12) };
        let mut tx = db.begin().await.expect("tx");
        let refused = remark_on_gap(&db, &mut tx, &permit, NOW, id, remark(" ")).await;
        assert!(matches!(refused, Err(StoreError::Invalid(_))), "a remark says why");
        remark_on_gap(&db, &mut tx, &permit, NOW, id, remark("asked twice, said no")).await.expect("noted");
        tx.commit().await.expect("commit");
        let (noted, remarks) = state(&db, id).await;
        assert_eq!((noted, remarks.len()), (GapState::NotWanted, 1));
        let audited: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM audit_event WHERE detail LIKE '%care gap tobacco-use%'")
                .fetch_one(db.read())
                .await
                .expect("audited");
        assert_eq!(audited, 1);
        let mut tx = db.begin().await.expect("tx");
        revoke_gap_remark(&db, &mut tx, &permit, NOW, id, &remarks[0]).await.expect("revoked");
        tx.commit().await.expect("commit");
        assert_eq!(state(&db, id).await, (GapState::OpenGap, Vec::new()));
    })
    .await;
}
