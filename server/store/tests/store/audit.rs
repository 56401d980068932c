//! What the audit log promises, on both databases.

use shared::audit::{AuditAction, AuditKind};
use shared::coded::Known;
use shared::ids::PatientId;
use shared::noun::Noun;
use shared::paging::PageQuery;
use shared::people::{Role, ViewAudit};
use shared::time::{Millis, UtcMillis};
use store::actor::Actor;
use store::audit::*;
use store::db::Db;
use store::testing::on_both;
use store::{Permit, Request, staff};
use uuid::Uuid;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

async fn patient(db: &Db, given: &str) -> (i64, PatientId) {
    let id = PatientId(Uuid::now_v7());
    let key = sqlx::query_scalar(
        "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at)
         VALUES ($1, $2, 'Moore', '', 0, 0) RETURNING id",
    )
    .bind(id.to_string())
    .bind(given)
    .fetch_one(db.read())
    .await
    .expect("a patient");
    (key, id)
}

async fn member(db: &Db, name: &str) -> Actor {
    let new = staff::NewStaff {
        name: name.into(),
        email: format!("{name}@lamna.example"),
        password: "correct horse battery".into(),
        role: Role::Marketer,
    };
    let id = staff::add(db, &Permit::system("test"), NOW, new).await.expect("added");
    let key = sqlx::query_scalar("SELECT id FROM staff WHERE uid = $1").bind(id.to_string()).fetch_one(db.read()).await;
    Actor {
        staff: Some(store::actor::ActorStaff { key: key.expect("there"), id, role: Role::Marketer }),
        name: name.into(),
        request: Request { id: "r1".into(), network: "192.0.2.1".into() },
    }
}

async fn write(db: &Db, actor: &Actor, now: UtcMillis, action: AuditAction, patients: &[i64], detail: &str) {
    let entry = Entry { patients, detail: detail.into(), ..Entry::new(action, Noun::Patient) };
    record_read(db, actor, now, entry).await.expect("written");
}

#[tokio::test]
async fn the_log_answers_who_saw_this_patient_and_what_somebody_did() {
    on_both(async |db| {
        let auditor: Permit<ViewAudit> = Permit::system("test");
        let ((ann, ann_id), (bea, _)) = (patient(&db, "Ann").await, patient(&db, "Bea").await);
        let (maya, rosa) = (member(&db, "maya").await, member(&db, "rosa").await);
        let day = |days| NOW + Millis::days(days);
        write(&db, &maya, day(0), AuditAction::View, &[ann], "").await;
        write(&db, &rosa, day(1), AuditAction::List, &[ann, bea], "page 1 of 100% of patients").await;
        write(&db, &rosa, day(2), AuditAction::View, &[bea], "").await;
        write(&db, &maya, day(3), AuditAction::Refused, &[], "/staff/people").await;

        let wanted = |change: &dyn Fn(&mut Wanted)| {
            let mut wanted = Wanted { from: Some(NOW), ..Wanted::default() };
            change(&mut wanted);
            wanted
        };
        let found = async |wanted: Wanted| {
            let page = page(&db, &auditor, &wanted, &PageQuery::default()).await.expect("read");
            assert_eq!(page.total, page.rows.len() as u64);
            page.rows.into_iter().map(|line| (line.actor, line.action.code().to_owned())).collect::<Vec<_>>()
        };
        let pairs = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(actor, action)| ((*actor).to_owned(), (*action).to_owned())).collect::<Vec<_>>()
        };
        let saw = found(wanted(&|wanted| wanted.patient = Some(ann_id))).await;
        assert_eq!(saw, pairs(&[("rosa", "list"), ("maya", "view")]));
        let nobody = PatientId(Uuid::now_v7());
        assert_eq!(found(wanted(&|wanted| wanted.patient = Some(nobody))).await, []);
        let of_rosa = rosa.staff.as_ref().map(|staff| staff.id);
        assert_eq!(
            found(wanted(&|wanted| wanted.person = of_rosa)).await,
            pairs(&[("rosa", "view"), ("rosa", "list")])
        );
        let refused = found(wanted(&|wanted| wanted.kind = Some(AuditKind::Refused))).await;
        assert_eq!(refused, pairs(&[("maya", "refused")]));
        let days = found(wanted(&|wanted| (wanted.from, wanted.until) = (Some(day(1)), Some(day(2))))).await;
        assert_eq!(days, pairs(&[("rosa", "list")]));
        for words in ["100%", "LISTED rosa", "list 192.0.2.1"] {
            assert_eq!(
                found(wanted(&|wanted| wanted.words = words.into())).await,
                pairs(&[("rosa", "list")]),
                "{words}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_of_the_log_has_every_entry_once() {
    on_both(async |db| {
        let auditor: Permit<ViewAudit> = Permit::system("test");
        let actor = Actor::nobody("test", Request::default());
        for number in 0..5 {
            write(&db, &actor, NOW, AuditAction::View, &[], &number.to_string()).await;
        }
        let (mut before, mut read) = (i64::MAX, Vec::new());
        loop {
            let lines = lines_before(&db, &auditor, &Wanted::default(), before, 2).await.expect("read");
            let Some(last) = lines.last() else { break };
            before = last.id;
            read.extend(lines.into_iter().map(|line| line.detail));
        }
        assert_eq!(read, ["4", "3", "2", "1", "0"]);
    })
    .await;
}

#[tokio::test]
async fn what_was_deleted_keeps_its_name_in_the_log() {
    on_both(async |db| {
        let actor = Actor::nobody("test", Request::default());
        let uid = Uuid::now_v7().to_string();
        sqlx::query(
            "INSERT INTO staff (uid, name, email, password_hash, role, created_at) VALUES ($1, 'Maya', 'm', '', '', 0)",
        )
        .bind(&uid)
        .execute(db.read())
        .await
        .expect("there");
        let write = async |action| {
            let entry = Entry { entity_uid: Some(uid.clone()), ..Entry::new(action, Noun::Staff) };
            record_read(&db, &actor, NOW, entry).await.expect("written");
        };
        write(AuditAction::Create).await;
        sqlx::query("DELETE FROM staff WHERE uid = $1").bind(&uid).execute(db.read()).await.expect("gone");
        write(AuditAction::Delete).await;
        let labels: Vec<String> =
            sqlx::query_scalar("SELECT label FROM audit_event ORDER BY id").fetch_all(db.read()).await.expect("read");
        assert_eq!(labels, ["Maya", "Maya"]);
        let change = sqlx::query("UPDATE audit_event SET label = 'x'").execute(db.read()).await;
        assert!(change.is_err(), "append-only");
    })
    .await;
}

#[tokio::test]
async fn an_entry_of_a_later_version_is_listed_and_exported_with_its_codes() {
    on_both(async |db| {
        let auditor: Permit<ViewAudit> = Permit::system("test");
        write(&db, &Actor::nobody("test", Request::default()), NOW, AuditAction::View, &[], "before").await;
        sqlx::query(
            "INSERT INTO audit_event (at, actor, action, entity, label, patients, detail, request_id, network)
             VALUES ($1, 'later', 'from-the-future', 'postcard', '', 0, '', '', '')",
        )
        .bind(NOW.0)
        .execute(db.read())
        .await
        .expect("written");
        let read = page(&db, &auditor, &Wanted::default(), &PageQuery::default()).await.expect("read").rows;
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].action, Known::Unknown("from-the-future".into()));
        assert_eq!(read[0].entity, Known::Unknown("postcard".into()));
        assert_eq!(read[1].action, Known::Known(AuditAction::View));
        let lines = lines_before(&db, &auditor, &Wanted::default(), i64::MAX, 10).await.expect("read");
        assert_eq!(lines.len(), 2);
    })
    .await;
}
