//! The import itself: one thread reads, this task writes, in transactions of about a second each.

use crate::reader::{Origin, Reader, Work};
use crate::source::{self, SourceFile};
use crate::tally::Tally;
use crate::{ImportError, Options, people};
use shared::imports::{ImportReport, ImportStatus};
use shared::people::ImportPatients;
use shared::time::UtcMillis;
use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::boxed;
use store::import::{Importer, Outcome, Record, RecordKind, runs};
use store::{Db, Permit, StoreError, Tx, db};
use tokio::sync::mpsc::{Receiver, channel};

/// Batches that may wait for the writer.
const WAITING: usize = 3;

/// A transaction ends after this many records or this long: the database's other writers wait no longer than that.
const RECORDS_A_TRANSACTION: usize = 20_000;
const TIME_A_TRANSACTION: Duration = Duration::from_millis(1_000);

/// Imports everything under `paths` and writes the import into the history.
///
/// Running it again after a crash, or with newer files, writes only what is new or changed.
///
/// # Errors
/// When a path can't be read or the database refuses. Broken files and resources are no errors: the report lists them.
#[boxed]
pub async fn import(
    db: &Db,
    now: &(dyn Fn() -> UtcMillis + Send + Sync),
    paths: &[PathBuf],
    options: Options,
    permit: &Permit<ImportPatients>,
) -> Result<ImportReport, ImportError> {
    let files = source::find(paths)?;
    let id = runs::start(db, permit, now(), files.len() as u64, options.dry_run).await?;
    let report = import_files(db, now, files, options).await;
    let (status, partial) = match &report {
        Ok(report) => (ImportStatus::Done, report.clone()),
        Err(_) => (ImportStatus::Failed, ImportReport::default()),
    };
    runs::finish(db, permit, now(), id, status, &partial).await?;
    report
}

/// [`import`] without the history: for a caller that keeps its own.
///
/// # Errors
/// As [`import`].
#[boxed]
pub async fn import_files(
    db: &Db,
    now: &(dyn Fn() -> UtcMillis + Send + Sync),
    files: Vec<SourceFile>,
    options: Options,
) -> Result<ImportReport, ImportError> {
    let started = Instant::now();
    let bytes = files.iter().map(|file| file.bytes).sum();
    let mut options = options;
    if options.country.is_none() {
        options.country = Some(store::settings::organization(db).await?.country).filter(|country| !country.is_empty());
    }
    let progress = Arc::clone(&options.progress);
    progress.expect(bytes);
    let count = files.len() as u64;
    let (tables, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| source::is_table(&file.path));
    let files: Arc<[SourceFile]> = files.into();
    let tally = Arc::new(Tally::default());
    let mut writer = Writer {
        db,
        now,
        importer: Importer::new(db, options.dry_run),
        options: options.clone(),
        tally: Arc::clone(&tally),
        files: Arc::clone(&files),
        tx: None,
        waiting: HashSet::new(),
        waiting_files: BTreeSet::new(),
        second_pass: false,
    };
    // Tables last: they may add to patients that the other files bring.
    let done = match writer.both_passes().await {
        Ok(()) => people::import(db, now, &tables, &options).await,
        Err(error) => Err(error),
    };
    progress.finish();
    let people = done?;
    let mut report = tally.report();
    if let Some(count) = people.count {
        report.rejected_total += count.rejected;
        report.rejected.extend(people.rejected);
        report.types.push(count);
        report.noted_total += people.noted.len() as u64;
        report.noted.extend(people.noted);
        report.tables = people.tables;
    }
    Ok(ImportReport {
        dry_run: options.dry_run,
        files: count,
        bytes,
        milliseconds: started.elapsed().as_millis() as u64,
        ..report
    })
}

struct Writer<'a> {
    db: &'a Db,
    now: &'a (dyn Fn() -> UtcMillis + Send + Sync),
    importer: Importer,
    options: Options,
    tally: Arc<Tally>,
    files: Arc<[SourceFile]>,
    tx: Option<Open>,
    /// Records whose patient was not there when they came, and the files they are in.
    waiting: HashSet<(RecordKind, String)>,
    waiting_files: BTreeSet<usize>,
    second_pass: bool,
}

/// A transaction under way.
struct Open {
    tx: Tx,
    since: Instant,
    records: usize,
}

impl Writer<'_> {
    /// Everything once; then, again, the files with facts whose patient came after them.
    async fn both_passes(&mut self) -> Result<(), ImportError> {
        let all: Vec<usize> = (0..self.files.len()).collect();
        self.pass(all, None).await?;
        if !self.waiting.is_empty() {
            let waiting = std::mem::take(&mut self.waiting);
            let files = std::mem::take(&mut self.waiting_files).into_iter().collect();
            self.second_pass = true;
            self.pass(files, Some(waiting)).await?;
        }
        if !self.options.dry_run {
            let now = (self.now)();
            let mut open = self.open().await?;
            self.importer.follow_links(&mut open.tx, now).await?;
            self.importer.resolve_references(&mut open.tx, now).await?;
            self.importer.settle_diagnoses(&mut open.tx, now).await?;
            open.tx.commit().await.map_err(StoreError::from)?;
        }
        Ok(())
    }

    async fn pass(
        &mut self,
        indices: Vec<usize>,
        only: Option<HashSet<(RecordKind, String)>>,
    ) -> Result<(), ImportError> {
        let (to, from) = channel(WAITING);
        let reader =
            Reader::new(self.options.clone(), Arc::clone(&self.tally), Arc::clone(&self.files), to, only, (self.now)());
        let thread = tokio::task::spawn_blocking(move || reader.run(&indices));
        self.write_all(from).await?;
        thread.await.map_err(|_| ImportError::Reader)
    }

    async fn write_all(&mut self, mut from: Receiver<Work>) -> Result<(), ImportError> {
        while let Some(work) = from.recv().await {
            let mut open = self.open().await?;
            match work {
                Work::Records(batch) => {
                    open.records += batch.len();
                    self.records(&mut open.tx, batch).await?;
                }
                Work::ValueSet(set) => {
                    let write = !self.options.dry_run;
                    let taken = store::code_sets::take_in(self.db, &mut open.tx, (self.now)(), &set, write).await?;
                    self.tally.value_set(taken);
                }
                Work::Delete { kind, source_id } => {
                    let now = (self.now)();
                    if self.importer.delete(&mut open.tx, now, kind, &source_id).await? {
                        self.tally.count(kind, |count| count.deleted += 1);
                    }
                }
            }
            if open.records >= RECORDS_A_TRANSACTION || open.since.elapsed() >= TIME_A_TRANSACTION {
                open.tx.commit().await.map_err(StoreError::from)?;
            } else {
                self.tx = Some(open);
            }
        }
        if let Some(open) = self.tx.take() {
            open.tx.commit().await.map_err(StoreError::from)?;
        }
        Ok(())
    }

    async fn open(&mut self) -> Result<Open, StoreError> {
        match self.tx.take() {
            Some(open) => Ok(open),
            None => Ok(Open { tx: self.db.begin().await?, since: Instant::now(), records: 0 }),
        }
    }

    /// A batch; where the database can't take it in, its halves, down to the one record that is told and left out.
    async fn records(&mut self, tx: &mut Tx, batch: Vec<(Origin, Record)>) -> Result<(), StoreError> {
        let mut parts = vec![batch];
        while let Some(mut part) = parts.pop() {
            let records: Vec<Record> = part.iter().map(|(_, record)| record.clone()).collect();
            db::mark(tx).await?;
            match self.importer.apply(tx, (self.now)(), records).await {
                Ok(outcomes) => {
                    db::keep_since_mark(tx).await?;
                    self.told(&part, outcomes);
                }
                Err(error) => {
                    let Some(why) = error.about_values() else { return Err(error) };
                    db::undo_to_mark(tx).await?;
                    let records: Vec<Record> = part.iter().map(|(_, record)| record.clone()).collect();
                    self.importer.undone(&records);
                    if let [(origin, record)] = part.as_slice() {
                        self.refuse(*origin, record.kind, why);
                    } else {
                        let second = part.split_off(part.len() / 2);
                        parts.extend([second, part]);
                    }
                }
            }
        }
        Ok(())
    }

    fn refuse(&self, origin: Origin, kind: RecordKind, why: &str) {
        let reason = format!("{}: {why}", kind.name());
        let file = &self.files[origin.file];
        let line = if origin.line == 0 { source::line_at(&file.path, origin.offset) } else { origin.line };
        self.tally.reject(Some(kind), &file.name, line, reason);
    }

    /// Counts what became of the records.
    fn told(&mut self, batch: &[(Origin, Record)], outcomes: Vec<Outcome>) {
        self.options.progress.stored(outcomes.len() as u64);
        for ((origin, record), outcome) in batch.iter().zip(outcomes) {
            let kind = record.kind;
            match outcome {
                Outcome::New => self.tally.count(kind, |count| count.new += 1),
                Outcome::Changed => self.tally.count(kind, |count| count.changed += 1),
                Outcome::Unchanged => self.tally.count(kind, |count| count.unchanged += 1),
                Outcome::AnotherPerson => {
                    let why = "another person has this id already, by name and birth date: if the file is from another source, import it \
                               under that source's name";
                    self.refuse(*origin, kind, why);
                }
                Outcome::PatientMissing if self.second_pass => {
                    self.refuse(*origin, kind, "its patient is neither in this import nor in the database");
                }
                Outcome::PatientMissing => {
                    self.waiting.insert((kind, record.source_id.clone()));
                    self.waiting_files.insert(origin.file);
                }
            }
        }
    }
}
