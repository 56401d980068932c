//! The words of the text form that stand for choices: the codes the stored form uses, so that there is one list of each.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The word of a choice without content, such as `at-least` or `female`.
pub fn word<T: Serialize>(choice: &T) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The choice a word stands for.
pub fn choice<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}
