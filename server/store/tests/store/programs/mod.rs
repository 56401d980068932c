//! What programs promise, on both databases.

mod load;
mod report;
mod reviews;
mod set_up;
mod visits;

use shared::ids::{ProgramId, StaffId, VisitTypeId};
use shared::outreach::{Agreement, AgreementKind, CampaignKind, Contact, Duty, Program, ProgramPage};
use shared::people::{Permission, PlanAvailability, Role, ViewPrograms};
use shared::scheduling::VisitType;
use shared::time::UtcMillis;
use store::actor::ActorStaff;
use store::outreach::programs;
use store::{Actor, Db, Permit, Request, scheduling};
use uuid::Uuid;

/// 18 November 2026, a Wednesday.
pub const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

/// A member of staff.
pub async fn staff(db: &Db, name: &str, role: Role) -> Actor {
    let id = StaffId(Uuid::now_v7());
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO staff (uid, name, email, password_hash, role, created_at) VALUES ($1, $2, $3, '', $4, 0) RETURNING id",
    )
    .bind(id.to_string())
    .bind(name)
    .bind(format!("{id}@practice.example"))
    .bind(role.code())
    .fetch_one(db.read())
    .await
    .expect("staff");
    Actor { staff: Some(ActorStaff { key, id, role }), name: name.to_owned(), request: Request::default() }
}

pub fn may<P: Permission>(actor: &Actor) -> Permit<P> {
    actor.permit().expect("may")
}

pub fn makers(actor: &Actor) -> programs::Makers {
    programs::Makers { programs: may(actor), segments: may(actor), messages: may(actor), journeys: may(actor) }
}

/// A campaign's program, made by `author`.
pub async fn made(db: &Db, author: &Actor, name: &str) -> ProgramId {
    programs::from_campaign(db, &makers(author), NOW, name, CampaignKind::LapsedPatients).await.expect("made")
}

pub async fn page(db: &Db, actor: &Actor, id: ProgramId) -> ProgramPage {
    programs::page(db, &may::<ViewPrograms>(actor), id).await.expect("a page")
}

/// Everything that the program made is live: what its pages do with clicks.
pub async fn all_is_live(db: &Db) {
    for sql in [
        "INSERT INTO template_version (template_id, version, document, live_at) SELECT id, 1, draft, 0 FROM template
         WHERE live_version_id IS NULL",
        "UPDATE template SET status = 'live', live_version_id = (SELECT v.id FROM template_version v WHERE v.template_id = template.id)",
        "UPDATE segment SET status = 'live'",
        "UPDATE journey SET status = 'live'",
    ] {
        sqlx::query(sql).execute(db.read()).await.expect("live");
    }
}

pub async fn visit_type(db: &Db) -> VisitTypeId {
    let planner: Permit<PlanAvailability> = Permit::system("test");
    let visit = VisitType { name: "Check-up".into(), ..VisitType::default() };
    scheduling::save(db, &planner, NOW, None, visit).await.expect("a visit type")
}

/// What is agreed on the page, but for sign-offs.
pub fn agreed(mut program: Program, owner: StaffId, visit: VisitTypeId) -> Program {
    let somebody = Contact { name: "Ada".into(), phone: "+12175550111".into(), ..Contact::default() };
    program.text_number = "+1 217 555 0100".into();
    program.voice_number = "+1 217 555 0101".into();
    program.visits.types = vec![visit];
    program.practice_contacts = vec![somebody.clone()];
    program.center_contacts = vec![somebody];
    for kind in AgreementKind::ALL {
        let agreement = Agreement {
            owner: Some(owner),
            decision: "As we said.".into(),
            decided: Some(NOW.date_utc()),
            signed: None,
        };
        program.agreements.insert(kind, agreement);
    }
    program
}

/// A program that is live, with its author.
pub async fn live(db: &Db, name: &str) -> (ProgramId, Actor) {
    let author = staff(db, "Author", Role::Administrator).await;
    let second = staff(db, "Second Person", Role::Supervisor).await;
    let agent = staff(db, "Agnes Agent", Role::Agent).await;
    let id = made(db, &author, name).await;
    all_is_live(db).await;
    let (author_id, visit) = (author.staff.as_ref().expect("staff").id, visit_type(db).await);
    let shown = page(db, &author, id).await;
    let program = agreed(shown.program, author_id, visit);
    programs::save(db, &may(&author), NOW, id, shown.revision, program).await.expect("saved");
    let member = |actor: &Actor| actor.staff.as_ref().expect("staff").id;
    programs::join(db, &may(&author), NOW, id, member(&agent), Duty::Agent).await.expect("joined");
    programs::join(db, &may(&author), NOW, id, member(&second), Duty::Supervisor).await.expect("joined");
    for kind in AgreementKind::ALL {
        programs::sign_off(db, &may(&second), NOW, id, kind).await.expect("signed off");
    }
    programs::go_live(db, &may(&author), NOW, id).await.expect("live");
    (id, author)
}

pub async fn patient(db: &Db, given: &str) -> i64 {
    sqlx::query_scalar(
        "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at) VALUES ($1, $2, 'Lee', 'lee', 0, 0)
         RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(given)
    .fetch_one(db.read())
    .await
    .expect("a patient")
}

pub async fn key_of(db: &Db, id: ProgramId) -> i64 {
    sqlx::query_scalar("SELECT id FROM outreach_program WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await
        .expect("a program")
}
