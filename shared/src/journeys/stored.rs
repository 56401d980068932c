//! Reading stored journeys: documents of every earlier format are upgraded, those of a newer one are refused.

use super::format1::Journey1;
use super::{Definition, NodeId, NodeKind, Plan};
use crate::graph::Content;
use crate::time::UtcMillis;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// Why a stored journey can't be read. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("a newer version of Waypost made it (format {found}; this version reads up to {})", NodeKind::FORMAT)]
    Newer { found: u64 },
    #[error("not a journey: {0}")]
    Broken(#[from] serde_json::Error),
}

/// Reads a stored definition of this format or an earlier one.
///
/// # Errors
/// [`Unreadable`].
pub fn read_definition(text: &str) -> Result<Definition, Unreadable> {
    definition(serde_json::from_str(text)?)
}

/// Reads a stored plan whose definition is of this format or an earlier one.
///
/// # Errors
/// [`Unreadable`].
pub fn read_plan(text: &str) -> Result<Plan, Unreadable> {
    #[derive(Deserialize)]
    struct Stored {
        definition: Value,
        start: UtcMillis,
        end: Option<UtcMillis>,
        #[serde(default)]
        until: BTreeMap<NodeId, UtcMillis>,
    }
    let Stored { definition: value, start, end, until } = serde_json::from_str(text)?;
    Ok(Plan { definition: definition(value)?, start, end, until })
}

fn definition(value: Value) -> Result<Definition, Unreadable> {
    fn as_is<T: DeserializeOwned>(value: Value) -> Result<T, Unreadable> {
        Ok(serde_json::from_value(value)?)
    }
    // What does not say its format is no journey: reading it as one says what is missing.
    match value.get("format").and_then(Value::as_u64) {
        Some(1) => Ok(as_is::<Journey1>(value)?.into()),
        // Today's, but for branches of one rule, which a branch reads by itself.
        Some(2) => {
            let mut value = value;
            value["format"] = NodeKind::FORMAT.into();
            as_is(value)
        }
        Some(found) if found > u64::from(NodeKind::FORMAT) => Err(Unreadable::Newer { found }),
        _ => as_is(value),
    }
}
