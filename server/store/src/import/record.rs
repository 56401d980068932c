//! A FHIR resource flattened into the cells of one row and what hangs on it, before keys are known.

use super::{Column, RecordKind};
use crate::bulk::Cell;
use crate::counts::fit;
use std::sync::Arc;

/// One resource, ready to become a row.
#[derive(Debug, Clone)]
pub struct Record {
    pub kind: RecordKind,
    pub source_id: String,
    /// First 8 bytes of blake3 over the resource.
    pub source_hash: i64,
    /// `meta.lastUpdated` in milliseconds, else a numeric `meta.versionId`.
    pub source_version: Option<i64>,
    /// Whom a fact is about; `None` for what is no fact.
    pub patient: Option<Reference>,
    /// What fills each of [`super::columns`], in any order.
    pub fields: Vec<(Column, Field)>,
    pub attached: Attached,
    /// The resource's JSON, zstd-compressed, when it is to be kept.
    pub raw: Option<Vec<u8>>,
}

/// A cell, or what one is looked up by.
#[derive(Debug, Clone)]
pub enum Field {
    Cell(Cell),
    Concept(Option<Arc<Concept>>),
    Reference(Option<Reference>),
}

/// A FHIR CodeableConcept; equal ones share a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// First 16 bytes of blake3 over text and codings.
    pub digest: [u8; 16],
    pub text: String,
    /// System, code, display.
    pub codings: Vec<[String; 3]>,
}

impl Concept {
    /// A concept of `text` and its codings (system, code, display).
    pub fn new(text: &str, codings: &[[&str; 3]]) -> Self {
        Self {
            digest: Self::digest_of(text, codings.iter().flatten().copied()),
            text: text.to_owned(),
            codings: codings.iter().map(|coding| coding.map(str::to_owned)).collect(),
        }
    }

    /// The digest of `text` and the parts of its codings, each missing part an empty one.
    pub fn digest_of<'a>(text: &'a str, parts: impl Iterator<Item = &'a str>) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new();
        for part in std::iter::once(text).chain(parts) {
            // The length before each part: no two concepts give the same bytes.
            hasher.update(&fit::<_, u32>(part.len()).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let mut digest = [0u8; 16];
        digest.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        digest
    }
}

/// The target of a FHIR reference.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    pub kind: RecordKind,
    pub key: Key,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// The target's source id.
    Id(String),
    /// A conditional reference: an identifier within its system.
    Identifier { system: String, value: String },
}

/// Rows that live and die with a record.
#[derive(Debug, Clone, Default)]
pub enum Attached {
    #[default]
    Nothing,
    Patient {
        /// Kind, system, value.
        identifiers: Vec<[String; 3]>,
        contacts: Vec<Contact>,
        links: Vec<SamePerson>,
        /// What of it could not be used, though the patient is taken in.
        notes: Vec<&'static str>,
    },
    /// System and value of an organization, practitioner or location.
    Identifiers(Vec<[String; 2]>),
    Components(Vec<Component>),
    /// The ids in the source of the Conditions that a visit names as its reasons and diagnoses.
    Diagnoses(Vec<String>),
}

/// What the source says of two records: they are of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamePerson {
    pub other: Reference,
    /// Whether the other record is the one that stays.
    pub other_stays: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub system: &'static str,
    pub use_code: Option<String>,
    pub address: String,
    pub rank: i64,
}

/// A component of an observation.
#[derive(Debug, Clone)]
pub struct Component {
    pub concept: Arc<Concept>,
    pub number: Option<f64>,
    pub unit: Option<String>,
    pub value: Option<Arc<Concept>>,
    pub text: Option<String>,
    pub comparator: Option<String>,
}
