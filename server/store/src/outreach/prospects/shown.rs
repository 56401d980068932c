//! Lines and people in the words of the review page and the preview.

use super::{In, ask};
use crate::boxed;
use crate::error::Result;
use crate::import::born;
use crate::patients::id_of;
use crate::stored::known;
use shared::coded::Known;
use shared::ids::PatientId;
use shared::outreach::prospects::LineShown;
use shared::patients::{PersonLine, Relationship};
use sqlx::AnyConnection;
use std::collections::HashMap;

fn joined(parts: [Option<&str>; 4]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What a line says.
pub(super) fn of_line(person: &PersonLine) -> LineShown {
    LineShown {
        name: super::compare::whole_name(person),
        birth_date: super::compare::born_of(person).unwrap_or_default(),
        reached: super::compare::addresses(person).collect(),
        address: joined([
            person.line.as_deref(),
            person.city.as_deref(),
            person.state.as_deref(),
            person.postal_code.as_deref(),
        ]),
    }
}

/// Somebody of the register.
#[derive(Debug, Clone)]
pub(super) struct Somebody {
    pub id: PatientId,
    pub shown: LineShown,
    pub relationship: Known<Relationship>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    uid: String,
    given: String,
    family: String,
    birth_date: Option<String>,
    birth_until: Option<String>,
    line: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    relationship: String,
}

/// These people by key; the caller audits.
#[boxed]
pub(super) async fn people(connection: &mut AnyConnection, keys: Vec<i64>) -> Result<HashMap<i64, Somebody>> {
    let mut reached: HashMap<i64, Vec<String>> = HashMap::new();
    let contacts: Vec<(i64, String)> = ask(
        connection,
        "SELECT patient_id, address FROM contact_point WHERE (use_code IS NULL OR use_code <> 'old') AND patient_id IN ",
        In::Keys(keys.clone()),
        " ORDER BY rank, id",
    )
    .await?;
    for (key, address) in contacts {
        reached.entry(key).or_default().push(address);
    }
    let rows: Vec<Row> = ask(
        connection,
        "SELECT id, uid, given, family, birth_date, birth_until, line, city, state, postal_code, relationship FROM patient
         WHERE id IN ",
        In::Keys(keys),
        "",
    )
    .await?;
    let somebody = |row: Row| {
        let shown = LineShown {
            name: format!("{} {}", row.given, row.family).trim().to_owned(),
            birth_date: born(row.birth_date, row.birth_until).unwrap_or_default(),
            reached: reached.remove(&row.id).unwrap_or_default(),
            address: joined([
                row.line.as_deref(),
                row.city.as_deref(),
                row.state.as_deref(),
                row.postal_code.as_deref(),
            ]),
        };
        let relationship = known("patient", row.id, &row.relationship);
        Ok((row.id, Somebody { id: id_of(&row.uid)?, shown, relationship }))
    };
    rows.into_iter().map(somebody).collect()
}
