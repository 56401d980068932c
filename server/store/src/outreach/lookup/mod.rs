//! What kind of line numbers are, as providers said: kept with its date, asked again after some months, its cost counted.

mod plan;
mod round;

pub use plan::{Terms, ask_for, plan};
pub use round::{Answer, Asked, claim, keep, put_off};

use crate::boxed;
use crate::db::Tx;
use crate::error::Result;
use shared::outreach::lookup::LineType;

/// What is known of a number, for the send gate; `None` when it was never looked up.
#[boxed]
pub async fn line_type(tx: &mut Tx, number: &str) -> Result<Option<LineType>> {
    let code: Option<String> = sqlx::query_scalar("SELECT line_type FROM number_lookup WHERE number = $1")
        .bind(number)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(code.as_deref().and_then(LineType::from_code))
}
