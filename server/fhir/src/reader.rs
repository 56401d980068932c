//! The reading thread: files into records, in batches, as fast as the writer takes them.

use crate::Options;
use crate::bundle::{Bundle, Content};
use crate::concepts::Concepts;
use crate::datatypes::CodeableConcept;
use crate::encoding;
use crate::flatten::{self, Scope};
use crate::reference::{self, Entries};
use crate::resource::{self, Head};
use crate::source::{self, SourceFile};
use crate::tally::Tally;
use serde::Deserialize;
use shared::code_sets::value_set::{self, Published};
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;
use store::import::{Attached, Concept, Record, RecordKind};
use tokio::sync::mpsc::Sender;

/// Where a record stands: an index into the files, and a line from 1, or 0 when it was not counted.
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    pub file: usize,
    pub line: u64,
    /// In bytes from the start of the file, where the line was not counted.
    pub offset: usize,
}

/// What the reader hands to the writer, in order.
#[derive(Debug)]
pub enum Work {
    Records(Vec<(Origin, Record)>),
    Delete {
        kind: RecordKind,
        source_id: String,
    },
    /// A ValueSet.
    ValueSet(Box<Published>),
}

/// Records of one batch: big enough for multi-row inserts, small enough that a few waiting ones weigh little.
const BATCH: usize = 2_000;

/// Codes of Medication resources that are remembered.
const MEDICATIONS: usize = 100_000;

/// Reads files one after the other.
pub struct Reader {
    options: Options,
    now: UtcMillis,
    /// What stands before the ids of a source that is not the main one.
    prefix: String,
    tally: Arc<Tally>,
    files: Arc<[SourceFile]>,
    to: Sender<Work>,
    /// On the second pass: only these, which waited for their patient; they are counted already.
    only: Option<HashSet<(RecordKind, String)>>,
    concepts: Concepts,
    medications: HashMap<String, Arc<Concept>>,
    compressor: Option<zstd::bulk::Compressor<'static>>,
    batch: Vec<(Origin, Record)>,
}

/// Where a resource stands, its line counted when it is asked for.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: usize,
    /// 0 when `whole` is the whole file.
    line: u64,
    whole: &'a str,
    /// The resource, a slice of `whole`.
    at: &'a str,
}

impl Place<'_> {
    fn line(&self) -> u64 {
        if self.line == 0 { line_of(self.whole, self.at) } else { self.line }
    }
}

/// The writer has gone: nothing more is wanted.
struct Stopped;

impl Reader {
    pub fn new(
        options: Options,
        tally: Arc<Tally>,
        files: Arc<[SourceFile]>,
        to: Sender<Work>,
        only: Option<HashSet<(RecordKind, String)>>,
        now: UtcMillis,
    ) -> Self {
        let keep = options.keep_raw && !options.dry_run;
        Self {
            compressor: keep.then(|| zstd::bulk::Compressor::new(1).ok()).flatten(),
            prefix: options.source.as_deref().map(|source| format!("{source}/")).unwrap_or_default(),
            options,
            now,
            tally,
            files,
            to,
            only,
            concepts: Concepts::default(),
            medications: HashMap::new(),
            batch: Vec::with_capacity(BATCH),
        }
    }

    /// Reads the files with these indices until the end or until the writer stops listening.
    pub fn run(mut self, indices: &[usize]) {
        for index in indices {
            if self.file(*index).is_err() {
                return;
            }
        }
        let _ = self.flush();
    }

    fn file(&mut self, index: usize) -> Result<(), Stopped> {
        let file = self.files[index].clone();
        let progress = self.only.is_none().then(|| Arc::clone(&self.options.progress));
        let opened = source::open(&file.path, progress);
        let mut reader = match opened {
            Ok(reader) => BufReader::with_capacity(1 << 18, reader),
            Err(error) => {
                self.reject(None, index, 0, format!("the file can't be read: {}", error.kind()));
                return Ok(());
            }
        };
        let mut bytes = Vec::new();
        let wide = reader.fill_buf().is_ok_and(|start| !std::ptr::eq(encoding::of_start(start), encoding_rs::UTF_8));
        if wide {
            return self.wide(index, reader);
        }
        if let Err(error) = reader.read_until(b'\n', &mut bytes) {
            self.reject(None, index, 0, format!("the file can't be read: {}", error.kind()));
            return Ok(());
        }
        let lines = source::is_named_as_lines(&file.path) || is_whole(&bytes);
        if lines { self.lines(index, reader, bytes) } else { self.document(index, reader, bytes) }
    }

    /// A file in UTF-16, which only text editors write: small enough to be taken whole.
    fn wide(&mut self, file: usize, mut reader: impl Read) -> Result<(), Stopped> {
        let mut bytes = Vec::new();
        if let Err(error) = reader.read_to_end(&mut bytes) {
            self.reject(None, file, 0, format!("the file can't be read: {}", error.kind()));
            return Ok(());
        }
        let text = encoding::text(&bytes);
        let mut reader = text.as_bytes();
        let mut first = Vec::new();
        // Reading out of memory can't fail.
        let _ = reader.read_until(b'\n', &mut first);
        let lines = source::is_named_as_lines(&self.files[file].path) || is_whole(&first);
        if lines { self.lines(file, reader, first) } else { self.document(file, reader, first) }
    }

    /// Each line a resource (Bulk Data NDJSON).
    fn lines(&mut self, file: usize, mut reader: impl BufRead, mut bytes: Vec<u8>) -> Result<(), Stopped> {
        let mut line = 1;
        while !bytes.is_empty() {
            let content = without_mark(&bytes);
            if !content.trim_ascii().is_empty() {
                match std::str::from_utf8(content) {
                    Ok(text) => self.value(file, line, text)?,
                    Err(_) => self.reject(None, file, line, "the line is not UTF-8"),
                }
            }
            bytes.clear();
            if let Err(error) = reader.read_until(b'\n', &mut bytes) {
                self.reject(None, file, line, format!("the file can't be read on: {}", error.kind()));
                return Ok(());
            }
            line += 1;
        }
        Ok(())
    }

    /// The whole file is one resource or bundle.
    fn document(&mut self, file: usize, mut reader: impl Read, mut bytes: Vec<u8>) -> Result<(), Stopped> {
        if let Err(error) = reader.read_to_end(&mut bytes) {
            self.reject(None, file, 0, format!("the file can't be read: {}", error.kind()));
            return Ok(());
        }
        let bytes = without_mark(&bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => self.value(file, 0, text),
            Err(_) => {
                self.reject(None, file, 0, "the file is not UTF-8");
                Ok(())
            }
        }
    }

    /// One JSON value: a bundle or a resource. `line` is 0 when the text is a whole file.
    fn value(&mut self, file: usize, line: u64, text: &str) -> Result<(), Stopped> {
        let wrong = |error: &serde_json::Error| if line == 0 { error.line() as u64 } else { line };
        let head = match serde_json::from_str::<Head<'_>>(text) {
            Ok(head) => head,
            Err(error) => {
                self.reject(None, file, wrong(&error), malformed(&error));
                return Ok(());
            }
        };
        let place = |at| Place { file, line, whole: text, at };
        let kind = head.resource_type.as_deref().unwrap_or_default();
        if kind != "Bundle" {
            let id = head.id.as_deref().unwrap_or_default();
            return self.resource(place(text), kind, id, text, &Entries::new());
        }
        let bundle = match serde_json::from_str::<Bundle<'_>>(text) {
            Ok(bundle) => bundle,
            Err(error) => {
                self.reject(None, file, wrong(&error), flatten::wrong_shape(&error));
                return Ok(());
            }
        };
        let (placed, entries) = bundle.ordered(text);
        for entry in placed {
            let place = place(entry.at);
            match &entry.content {
                Content::Delete(url) => self.delete(place, url)?,
                Content::Broken => self.reject(None, file, place.line(), "the entry's resource is not an object"),
                Content::Resource { json, id, kind } => self.resource(place, kind, id, json, &entries)?,
            }
        }
        Ok(())
    }

    fn resource(
        &mut self,
        place: Place<'_>,
        kind: &str,
        id: &str,
        json: &str,
        entries: &Entries,
    ) -> Result<(), Stopped> {
        let Some(kind) = RecordKind::of_name(kind) else {
            self.other(place, kind, id, json);
            return if kind == "ValueSet" && self.only.is_none() { self.value_set(place, json) } else { Ok(()) };
        };
        if let Some(only) = &self.only {
            if !only.contains(&(kind, format!("{}{id}", self.prefix))) {
                return Ok(());
            }
        } else {
            self.tally.count(kind, |count| count.read += 1);
        }
        if id.is_empty() {
            self.reject(Some(kind), place.file, place.line(), "the resource has no id");
            return Ok(());
        }
        let mut scope = Scope {
            entries,
            medications: &self.medications,
            concepts: &mut self.concepts,
            now: self.now,
            country: self.options.country.as_deref(),
            prefix: &self.prefix,
        };
        let flat = match flatten::flatten(kind, json, &mut scope) {
            Ok(flat) => flat,
            Err(reason) => {
                self.reject(Some(kind), place.file, place.line(), format!("{}: {reason}", kind.name()));
                return Ok(());
            }
        };
        let head: Head<'_> = serde_json::from_str(json).unwrap_or_default();
        let raw = self.compressor.as_mut().and_then(|compressor| compressor.compress(json.as_bytes()).ok());
        let record = Record {
            kind,
            source_id: format!("{}{id}", self.prefix),
            source_hash: resource::hash(json),
            source_version: head.version(),
            patient: flat.patient,
            fields: flat.fields,
            attached: flat.attached,
            raw,
        };
        if let Attached::Patient { notes, .. } = &record.attached
            && self.only.is_none()
        {
            for note in notes {
                self.tally.note(&self.files[place.file].name, place.line(), format!("{}: {note}", kind.name()));
            }
        }
        // Lines are counted only where one may have to be told.
        let line = if self.only.is_some() { place.line() } else { place.line };
        let offset = offset_of(place.whole, place.at);
        self.batch.push((Origin { file: place.file, line, offset }, record));
        if self.batch.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    /// A type that becomes no row. Medications are remembered: requests refer to them.
    fn other(&mut self, place: Place<'_>, kind: &str, id: &str, json: &str) {
        #[derive(Deserialize)]
        struct Medication<'a> {
            #[serde(borrow)]
            code: CodeableConcept<'a>,
        }
        if self.only.is_none() {
            let is_name = kind.len() <= 64 && kind.starts_with(|first: char| first.is_ascii_uppercase());
            if !is_name || !kind.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                self.reject(None, place.file, place.line(), "it is not a FHIR resource: resourceType is missing");
                return;
            }
            self.tally.other(kind);
        }
        if kind == "Medication" && self.medications.len() < MEDICATIONS {
            let code = serde_json::from_str::<Medication<'_>>(json).ok();
            if let Some(concept) = code.and_then(|medication| self.concepts.of(&medication.code)) {
                self.medications.insert(id.to_owned(), concept);
            }
        }
    }

    fn value_set(&mut self, place: Place<'_>, json: &str) -> Result<(), Stopped> {
        let cleaned = serde_json::from_str(json)
            .ok()
            .and_then(|mut value| shared::text::clean_json(&mut value).then(|| value.to_string()));
        match value_set::read(cleaned.as_deref().unwrap_or(json)) {
            Ok(set) => self.send(Work::ValueSet(Box::new(set))),
            Err(reason) => {
                self.reject(None, place.file, place.line(), reason);
                Ok(())
            }
        }
    }

    fn delete(&mut self, place: Place<'_>, url: &str) -> Result<(), Stopped> {
        if self.only.is_some() {
            return Ok(());
        }
        let Some((kind, id)) = reference::type_and_id(url).filter(|_| !url.contains('?')) else {
            self.reject(None, place.file, place.line(), "only deletions of the form Type/id are understood");
            return Ok(());
        };
        match RecordKind::of_name(kind) {
            Some(kind) => {
                self.flush()?;
                self.send(Work::Delete { kind, source_id: format!("{}{id}", self.prefix) })
            }
            None => Ok(()),
        }
    }

    fn flush(&mut self) -> Result<(), Stopped> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        self.send(Work::Records(batch))
    }

    fn send(&self, work: Work) -> Result<(), Stopped> {
        self.to.blocking_send(work).map_err(|_| Stopped)
    }

    /// On the second pass everything that is wrong has been said.
    fn reject(&self, kind: Option<RecordKind>, file: usize, line: u64, reason: impl Into<String>) {
        if self.only.is_none() {
            self.tally.reject(kind, &self.files[file].name, line, reason);
        }
    }
}

/// True when the bytes are one complete JSON value: then the file has one on each line.
fn is_whole(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(without_mark(bytes)).is_ok()
}

/// Without the byte order mark that some exporters write.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Where in `text` the `part`, a slice of it, begins.
fn offset_of(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

/// The line of `text` on which `part`, a slice of it, begins.
fn line_of(text: &str, part: &str) -> u64 {
    let offset = offset_of(text, part);
    1 + text.as_bytes()[..offset].iter().filter(|byte| **byte == b'\n').count() as u64
}

/// What is wrong with the JSON, without quoting it.
fn malformed(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Eof => "the JSON ends in the middle".to_owned(),
        serde_json::error::Category::Data => flatten::wrong_shape(error),
        _ => format!("not valid JSON at column {}", error.column()),
    }
}
