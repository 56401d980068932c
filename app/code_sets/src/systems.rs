//! The systems that codes belong to, as people know them.

use super::editing::Editing;
use kit::Choice;
use leptos::prelude::*;
use shared::code_sets::system;
use shared::code_sets::system::SYSTEMS;

/// The name of a system, or its URI.
pub fn label(uri: &str) -> String {
    system::name(uri).map_or_else(|| uri.to_owned(), str::to_owned)
}

/// The systems to choose from: those known by name, then what else the set has.
pub fn systems(editing: Editing) -> Vec<Choice> {
    let mut choices: Vec<_> = SYSTEMS.iter().map(|system| Choice::new(system.uri, system.name)).collect();
    editing.codes.with(|codes| {
        for coding in codes {
            if !choices.iter().any(|choice| choice.value == coding.system) {
                choices.push(Choice::new(coding.system.clone(), label(&coding.system)));
            }
        }
    });
    choices
}
