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
        // Length before each part: no two concepts give the same bytes.
        let mut hasher = blake3::Hasher::new();
        let mut part = |text: &str| {
            hasher.update(&(text.len() as u32).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        part(&text);
        for coding in &concept.coding {
            for text in [&coding.system, &coding.code, &coding.display] {
                part(text.as_deref().map_or("", str::trim));
            }
        }
        let mut digest = [0u8; 16];
        digest.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
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
