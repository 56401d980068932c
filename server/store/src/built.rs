//! sea-query statements on sqlx: the SQL of the right dialect, every value bound.

use crate::Dialect;
use crate::counts::number;
use crate::error::{Result, StoreError};
use sea_query::{PostgresQueryBuilder, QueryStatementWriter, SqliteQueryBuilder, Value, Values};
use sqlx::Arguments;
use sqlx::any::AnyArguments;

/// The statement's text and its arguments.
///
/// # Errors
/// When a value is of a kind that neither database takes from us.
pub(crate) fn build<S: QueryStatementWriter>(
    dialect: Dialect,
    statement: &S,
) -> Result<(String, AnyArguments<'static>)> {
    let (sql, values) = match dialect {
        Dialect::Sqlite => statement.build_any(&SqliteQueryBuilder),
        Dialect::Postgres => statement.build_any(&PostgresQueryBuilder),
    };
    Ok((sql, arguments(values)?))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "sea-query's enum: a value that we never build is an error")]
fn arguments(values: Values) -> Result<AnyArguments<'static>> {
    let mut arguments = AnyArguments::default();
    for value in values {
        let added = match value {
            Value::BigInt(Some(number)) => arguments.add(number),
            Value::BigUnsigned(Some(count)) => arguments.add(number(count)),
            Value::Int(Some(number)) => arguments.add(i64::from(number)),
            Value::Double(Some(number)) => arguments.add(number),
            Value::String(Some(text)) => arguments.add(*text),
            other => return Err(StoreError::corrupt("statement", format!("a value that can't be bound: {other:?}"))),
        };
        added.map_err(|error| StoreError::corrupt("statement", error))?;
    }
    Ok(arguments)
}
