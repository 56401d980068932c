//! What kind of line numbers are, as providers said: kept with its date, asked again after some months, its cost counted.

mod plan;
mod round;

pub use plan::{Terms, ask_for, plan};
pub use round::{Answer, Asked, claim, keep, put_off};

use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::Result;
use shared::outreach::lookup::LineType;
use std::collections::HashMap;

/// What is known of a number, for the send gate; `None` when it was never looked up.
#[boxed]
pub async fn line_type(tx: &mut Tx, number: &str) -> Result<Option<LineType>> {
    let code: Option<String> = sqlx::query_scalar("SELECT line_type FROM number_lookup WHERE number = $1")
        .bind(number)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(code.as_deref().and_then(LineType::from_code))
}

/// What is known of all numbers, for a forecast of many messages.
#[boxed]
pub async fn line_types(db: &Db) -> Result<HashMap<String, LineType>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT number, line_type FROM number_lookup WHERE line_type <> ''")
            .fetch_all(db.read())
            .await?;
    Ok(rows.into_iter().filter_map(|(number, line)| Some((number, LineType::from_code(&line)?))).collect())
}
