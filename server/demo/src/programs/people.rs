//! Whom the program reaches, and who works on it.

use crate::DemoError;
use shared::ids::StaffId;
use shared::people::{ManagePeople, Role};
use shared::time::UtcMillis;
use store::staff::{self, NewStaff};
use store::{Db, Permit, StoreError, tokens};

/// How many people the program reaches.
const PEOPLE: i64 = 600;

/// Somebody who works on it.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    pub key: i64,
    pub id: StaffId,
    pub role: Role,
}

/// Two agents and a supervisor. Nobody knows their passwords: an administrator sets new ones.
const TEAM: [(&str, &str, Role); 3] = [
    ("Maya Lindqvist", "maya.lindqvist@example.org", Role::Agent),
    ("Jonas Reyes", "jonas.reyes@example.org", Role::Agent),
    ("Sam Ortiz", "sam.ortiz@example.org", Role::Supervisor),
];

/// Staff who work on programs: supervisors first, then agents. Where there are none, a team is made.
pub async fn staff(db: &Db, at: UtcMillis) -> Result<Vec<Member>, DemoError> {
    let there = with_accounts(db).await?;
    if there.iter().any(|one| one.role == Role::Agent) {
        return Ok(there);
    }
    let permit: Permit<ManagePeople> = Permit::system("demonstration");
    for (name, email, role) in TEAM {
        let new = NewStaff { name: name.into(), email: email.into(), password: tokens::fresh().0, role };
        staff::add(db, &permit, at, new).await?;
    }
    with_accounts(db).await
}

async fn with_accounts(db: &Db) -> Result<Vec<Member>, DemoError> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT id, uid, role FROM staff WHERE disabled_at IS NULL AND role IN ('supervisor', 'agent')
         ORDER BY CASE role WHEN 'supervisor' THEN 0 ELSE 1 END, id",
    )
    .fetch_all(db.read())
    .await
    .map_err(StoreError::from)?;
    let read =
        |(key, uid, role): (i64, String, String)| Some(Member { key, id: uid.parse().ok()?, role: role.parse().ok()? });
    Ok(rows.into_iter().filter_map(read).collect())
}

/// The people of the prospect lists, and as many adults whom nobody has reached yet as it takes: keys and ids.
pub async fn reached(db: &Db) -> Result<Vec<(i64, String)>, DemoError> {
    let mut people: Vec<(i64, String)> = sqlx::query_as(
        "SELECT p.id, p.uid FROM patient p WHERE p.active = 1
         AND p.id IN (SELECT m.patient_id FROM prospect_member m WHERE m.blocked = 0) ORDER BY p.id LIMIT $1",
    )
    .bind(PEOPLE)
    .fetch_all(db.read())
    .await
    .map_err(StoreError::from)?;
    let others: Vec<(i64, String)> = sqlx::query_as(
        "SELECT p.id, p.uid FROM patient p WHERE p.active = 1 AND p.birth_date < '2000-01-01' AND p.id > 700
         AND p.id NOT IN (SELECT m.patient_id FROM prospect_member m) ORDER BY p.id LIMIT $1",
    )
    .bind(PEOPLE)
    .fetch_all(db.read())
    .await
    .map_err(StoreError::from)?;
    people.extend(others);
    people.truncate(usize::try_from(PEOPLE).unwrap_or_default());
    Ok(people)
}
