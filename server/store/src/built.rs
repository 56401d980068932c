//! What sea-query built, as the database driver takes it.

use crate::error::Result;
use sea_query::{LikeExpr, Value, Values};
use sqlx::Arguments;
use sqlx::any::AnyArguments;

/// The builder's values, in order.
pub(crate) fn bind(values: Values) -> Result<AnyArguments<'static>> {
    let mut arguments = AnyArguments::default();
    for value in values {
        match value {
            Value::BigInt(Some(number)) => arguments.add(number),
            Value::BigUnsigned(Some(number)) => arguments.add(number as i64),
            Value::String(Some(text)) => arguments.add(*text),
            other => unreachable!("only text and whole numbers are asked for, not {other:?}"),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// A `LIKE` pattern for `text` between `before` and `after`: what means anything in a pattern is itself in `text`.
pub(crate) fn contains_at(text: &str, before: &str, after: &str) -> LikeExpr {
    let mut pattern = before.to_owned();
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push_str(after);
    LikeExpr::new(pattern).escape('!')
}
