//! CodeableConcepts as the store interns them, each distinct one made once and shared.

use crate::datatypes::{CodeableConcept, owned};
use std::collections::HashMap;
use std::sync::Arc;
use store::import::Concept;

/// Beyond this many the memory starts afresh.
const REMEMBERED: usize = 100_000;

#[derive(Debug, Default)]
pub struct Concepts {
    known: HashMap<[u8; 16], Arc<Concept>>,
}

impl Concepts {
    /// The concept; `None` when it has neither text nor a coding.
    pub fn of(&mut self, concept: &CodeableConcept<'_>) -> Option<Arc<Concept>> {
        let text = concept.label()?;
        let parts = concept.coding.iter().flat_map(|coding| [&coding.system, &coding.code, &coding.display]);
        let digest = Concept::digest_of(&text, parts.map(|part| part.as_deref().map_or("", str::trim)));
        if self.known.len() > REMEMBERED {
            self.known.clear();
        }
        let made = self.known.entry(digest).or_insert_with(|| {
            let text_of = |text| owned(text).unwrap_or_default();
            let codings = concept
                .coding
                .iter()
                .filter(|coding| coding.code.is_some() || coding.display.is_some())
                .map(|coding| [text_of(&coding.system), text_of(&coding.code), text_of(&coding.display)])
                .collect();
            Arc::new(Concept { digest, text, codings })
        });
        Some(Arc::clone(made))
    }

    /// A concept that is only words.
    pub fn of_text(&mut self, text: &str) -> Option<Arc<Concept>> {
        self.of(&CodeableConcept { text: Some(crate::datatypes::Text(text.into())), ..CodeableConcept::default() })
    }
}
