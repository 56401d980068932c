//! Interning: each distinct concept is one row, and facts carry its key.

use super::Concept;
use crate::boxed;
use crate::bulk::{Bulk, Cell, Target};
use crate::code_sets::patterns;
use crate::counts::number;
use crate::db::{Dialect, Tx, list_of};
use crate::error::Result;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

/// Beyond this many the memory starts afresh and reads keys back from the database.
const REMEMBERED: usize = 200_000;

const CONCEPT: Target = Target {
    table: "concept",
    columns: "digest, text, search_text",
    width: 3,
    conflict: "ON CONFLICT (digest) DO NOTHING",
};
const CODING: Target = Target {
    table: "concept_coding",
    columns: "concept_id, ordinal, system, code, display",
    width: 5,
    conflict: "ON CONFLICT (concept_id, ordinal) DO NOTHING",
};

/// The keys of the concepts met so far.
#[derive(Debug, Default)]
pub struct Concepts {
    keys: HashMap<[u8; 16], i64>,
    bulk: Bulk,
}

impl Concepts {
    /// The key of a concept that [`Self::intern`] was given before.
    pub fn key(&self, concept: &Concept) -> Option<i64> {
        self.keys.get(&concept.digest).copied()
    }

    /// Makes sure that all of `concepts` have rows and known keys.
    #[boxed]
    pub async fn intern(&mut self, tx: &mut Tx, concepts: &[&Arc<Concept>]) -> Result<()> {
        if self.keys.len() > REMEMBERED {
            self.keys.clear();
        }
        let mut unknown: HashMap<[u8; 16], &Arc<Concept>> = HashMap::new();
        for concept in concepts {
            if !self.keys.contains_key(&concept.digest) {
                unknown.insert(concept.digest, concept);
            }
        }
        if unknown.is_empty() {
            return Ok(());
        }
        self.read(tx, &unknown).await?;
        let missing: Vec<&Arc<Concept>> = unknown
            .iter()
            .filter(|(digest, _)| !self.keys.contains_key(*digest))
            .map(|(_, concept)| *concept)
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let mut cells = Vec::with_capacity(missing.len() * CONCEPT.width);
        for concept in &missing {
            cells.extend([hex(&concept.digest).into(), concept.text.clone().into(), search_text(concept).into()]);
        }
        self.bulk.insert(tx, CONCEPT, &cells).await?;
        self.read(tx, &unknown).await?;
        let mut cells: Vec<Cell> = Vec::new();
        let first = missing.iter().filter_map(|concept| self.key(concept)).min();
        for concept in missing {
            let Some(key) = self.key(concept) else { continue };
            for (ordinal, [system, code, display]) in concept.codings.iter().enumerate() {
                cells.extend([
                    key.into(),
                    number(ordinal).into(),
                    system.clone().into(),
                    code.clone().into(),
                    display.clone().into(),
                ]);
            }
        }
        self.bulk.insert(tx, CODING, &cells).await?;
        match first {
            Some(first) => patterns::of_concepts(tx, first).await,
            None => Ok(()),
        }
    }

    async fn read(&mut self, tx: &mut Tx, wanted: &HashMap<[u8; 16], &Arc<Concept>>) -> Result<()> {
        let digests: HashMap<String, [u8; 16]> = wanted.keys().map(|digest| (hex(digest), *digest)).collect();
        let names: Vec<&String> = digests.keys().collect();
        for chunk in names.chunks(500) {
            let sql = format!("SELECT digest, id FROM concept WHERE digest IN ({})", Dialect::of(tx).texts_in("$1"));
            let digests_asked = list_of(chunk.iter().map(|name| name.as_str()));
            let rows: Vec<(String, i64)> = sqlx::query_as(&sql).bind(digests_asked).fetch_all(&mut **tx).await?;
            for (name, id) in rows {
                if let Some(digest) = digests.get(&name) {
                    self.keys.insert(*digest, id);
                }
            }
        }
        Ok(())
    }
}

/// Lower case text and displays, each once.
fn search_text(concept: &Concept) -> String {
    let mut text = concept.text.to_lowercase();
    for [_, _, display] in &concept.codings {
        let display = display.to_lowercase();
        if !text.contains(&display) {
            text.push('\n');
            text.push_str(&display);
        }
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(32), |mut text, byte| {
        // Writing to a String can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
