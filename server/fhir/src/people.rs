//! Tables of people: donors, community members, and what the organisation keeps about its patients.

use crate::source::{self, SourceFile};
use crate::{ImportError, Options};
use shared::imports::{Rejected, TypeCount};
use shared::patients::{Columns, PersonLine};
use shared::time::UtcMillis;
use std::io::Read;
use std::sync::Arc;
use store::import::Outcome;
use store::{Db, StoreError, Tx, addresses, patients};

/// Lines a transaction: the database's other writers wait no longer than that.
const AT_ONCE: usize = 500;
/// Lines that are listed with what is wrong; beyond that they are only counted.
const LISTED: usize = 1_000;

/// What became of the tables; no count where there were none.
#[derive(Default)]
pub struct People {
    pub count: Option<TypeCount>,
    pub rejected: Vec<Rejected>,
}

impl People {
    fn reject(&mut self, file: &SourceFile, line: u64, reason: String) {
        if let Some(count) = &mut self.count {
            count.rejected += 1;
        }
        if self.rejected.len() < LISTED {
            self.rejected.push(Rejected { file: file.name.clone(), line, reason });
        }
    }
}

/// Reads the tables, line by line. A line that can't be right is told and does not stop the rest.
pub async fn import(
    db: &Db,
    now: &(dyn Fn() -> UtcMillis + Send + Sync),
    tables: &[SourceFile],
    options: &Options,
) -> Result<People, ImportError> {
    let mut people = People::default();
    if tables.is_empty() {
        return Ok(people);
    }
    people.count = Some(TypeCount { name: "Person".into(), ..TypeCount::default() });
    for file in tables {
        table(db, now, file, options, &mut people).await?;
    }
    Ok(people)
}

async fn table(
    db: &Db,
    now: &(dyn Fn() -> UtcMillis + Send + Sync),
    file: &SourceFile,
    options: &Options,
    people: &mut People,
) -> Result<(), ImportError> {
    let mut bytes = Vec::new();
    source::open(&file.path, Some(Arc::clone(&options.progress)))
        .and_then(|mut source| source.read_to_end(&mut bytes))
        .map_err(|why| ImportError::Path { path: file.path.clone(), why })?;
    let mut lines = Lines { bytes: &bytes, at: 0, line: 1 };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(divider(&bytes)).from_reader(&*bytes);
    let mut records = reader.byte_records();
    let heading = records.next().and_then(Result::ok).map(|record| words(&record)).unwrap_or_default();
    let columns = match Columns::of(heading.iter().map(|cell| cell.trim_start_matches('\u{feff}'))) {
        Ok(columns) => columns,
        Err(why) => {
            people.reject(file, 1, why);
            return Ok(());
        }
    };
    let mut open: Option<(Tx, usize)> = None;
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = lines.of(error.position());
                people.reject(file, line, "The line can't be read as cells.".into());
                continue;
            }
        };
        let line = lines.of(record.position());
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        if let Some(count) = &mut people.count {
            count.read += 1;
        }
        let cells = words(&record);
        let person = match columns.read(cells.iter().map(String::as_str)) {
            Ok(person) => reachable(person),
            Err(why) => {
                people.reject(file, line, why);
                continue;
            }
        };
        let (tx, written) = match &mut open {
            Some(open) => (&mut open.0, &mut open.1),
            None => {
                let open = open.insert((db.begin().await?, 0));
                (&mut open.0, &mut open.1)
            }
        };
        let outcome = patients::people::apply(tx, now(), &person, options.relationship, options.dry_run).await?;
        *written += 1;
        match (outcome, &mut people.count) {
            (Err(why), _) => people.reject(file, line, why),
            (Ok(Outcome::New), Some(count)) => count.new += 1,
            (Ok(Outcome::Changed), Some(count)) => count.changed += 1,
            (Ok(_), Some(count)) => count.unchanged += 1,
            (Ok(_), None) => {}
        }
        if *written >= AT_ONCE
            && let Some((tx, _)) = open.take()
        {
            tx.commit().await.map_err(StoreError::from)?;
        }
    }
    if let Some((tx, _)) = open {
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(())
}

/// Tells lines as people count them, blank ones too, which the reader of cells passes over.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of a position that is not before the last one asked for.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let Some(position) = position else { return 0 };
        let until = position.byte() as usize;
        while let Some(byte) = self.bytes.get(self.at)
            && (self.at < until || matches!(byte, b'\r' | b'\n'))
        {
            self.line += u64::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// Cells as text; what is no UTF-8 is taken as Latin-1, which spreadsheets still write.
fn words(record: &csv::ByteRecord) -> Vec<String> {
    let word = |cell: &[u8]| match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => cell.iter().map(|byte| char::from(*byte)).collect(),
    };
    record.iter().map(word).collect()
}

/// Whichever of tab, semicolon and comma the first line has most of.
fn divider(start: &[u8]) -> u8 {
    let first = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| first.iter().filter(|byte| **byte == sign).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',')
}

/// Addresses in the form they are compared in.
fn reachable(person: PersonLine) -> PersonLine {
    PersonLine {
        email: person.email.as_deref().and_then(addresses::email),
        phone: person.phone.as_deref().map(|number| addresses::e164(number, person.country.as_deref())),
        ..person
    }
}
