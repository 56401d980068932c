//! Tables of people: donors, community members, and what the organization keeps about its patients.

use crate::encoding;
use crate::source::{self, SourceFile};
use crate::{ImportError, Options};
use shared::delimited::Table;
use shared::imports::{Rejected, TableShown, TypeCount};
use shared::patients::Columns;
use shared::time::UtcMillis;
use std::io::Read;
use std::sync::Arc;
use store::import::Outcome;
use store::{Db, StoreError, Tx, addresses, db, patients};

/// Lines a transaction: the database's other writers wait no longer than that.
const AT_ONCE: usize = 500;
/// Lines that are listed with what is wrong; beyond that they are only counted.
const LISTED: usize = 1_000;

/// What became of the tables; no count where there were none.
#[derive(Default)]
pub struct People {
    pub count: Option<TypeCount>,
    pub rejected: Vec<Rejected>,
    pub noted: Vec<Rejected>,
    pub tables: Vec<TableShown>,
}

impl People {
    fn reject(&mut self, file: &SourceFile, line: u64, reason: impl Into<String>) {
        if let Some(count) = &mut self.count {
            count.rejected += 1;
        }
        if self.rejected.len() < LISTED {
            self.rejected.push(Rejected { file: file.name.clone(), line, reason: reason.into() });
        }
    }

    fn count(&mut self, outcome: Outcome) {
        let Some(count) = &mut self.count else { return };
        match outcome {
            Outcome::New => count.new += 1,
            Outcome::Changed => count.changed += 1,
            Outcome::Unchanged | Outcome::PatientMissing | Outcome::AnotherPerson => count.unchanged += 1,
        }
    }
}

/// Reads the tables, line by line. A line that can't be right is told and does not stop the rest. A check writes too, so that
/// every line sees what earlier ones would write, and undoes all of it at its end.
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
    let mut open: Option<(Tx, usize)> = None;
    for file in tables {
        table(db, now, file, options, &mut people, &mut open).await?;
    }
    if let Some((tx, _)) = open {
        finish(tx, options).await?;
    }
    Ok(people)
}

async fn finish(tx: Tx, options: &Options) -> Result<(), StoreError> {
    if options.dry_run { tx.rollback().await } else { tx.commit().await }.map_err(StoreError::from)
}

async fn table(
    db: &Db,
    now: &(dyn Fn() -> UtcMillis + Send + Sync),
    file: &SourceFile,
    options: &Options,
    people: &mut People,
    open: &mut Option<(Tx, usize)>,
) -> Result<(), ImportError> {
    let mut bytes = Vec::new();
    source::open(&file.path, Some(Arc::clone(&options.progress)))
        .and_then(|mut source| source.read_to_end(&mut bytes))
        .map_err(|why| ImportError::Path { path: file.path.clone(), why })?;
    let encoding = encoding::of(&bytes);
    let table = Table::read(&encoding::text(&bytes));
    let mut rows = table.rows.into_iter();
    let heading = rows.next().map(|row| (row.line, row.cells)).unwrap_or((1, Vec::new()));
    let columns = match Columns::of(heading.1.iter().map(String::as_str)) {
        Ok(columns) => columns,
        Err(why) => {
            people.reject(file, heading.0, why);
            return Ok(());
        }
    };
    let shown =
        TableShown { file: file.name.clone(), encoding: encoding.name().to_lowercase(), columns: columns.meanings() };
    let doubtful = shown.columns.iter().any(|column| column.doubtful);
    people.tables.push(shown);
    if doubtful && !options.confirmed && !options.dry_run {
        people.reject(
            file,
            heading.0,
            "It is not certain what some columns hold: look at what they are taken for, and confirm it.",
        );
        return Ok(());
    }
    for (line, why) in table.wrong {
        if let Some(count) = &mut people.count {
            count.read += 1;
        }
        people.reject(file, line, why);
    }
    for row in rows {
        if let Some(count) = &mut people.count {
            count.read += 1;
        }
        let person = columns
            .read(row.cells.iter().map(String::as_str))
            .and_then(|person| addresses::reachable(person, options.country.as_deref()));
        let person = match person {
            Ok(person) => person,
            Err(why) => {
                people.reject(file, row.line, why);
                continue;
            }
        };
        let (tx, written) = match open {
            Some(open) => (&mut open.0, &mut open.1),
            None => {
                let open = open.insert((db.begin().await?, 0));
                (&mut open.0, &mut open.1)
            }
        };
        db::mark(tx).await?;
        match patients::people::apply(tx, now(), &person, options.relationship, false).await {
            Ok(Ok(outcome)) => {
                db::keep_since_mark(tx).await?;
                people.count(outcome);
            }
            Ok(Err(why)) => {
                db::undo_to_mark(tx).await?;
                people.reject(file, row.line, why);
            }
            Err(error) => {
                let Some(why) = error.about_values() else { return Err(error.into()) };
                db::undo_to_mark(tx).await?;
                people.reject(file, row.line, format!("The line can't be stored: {why}."));
            }
        }
        *written += 1;
        if *written >= AT_ONCE
            && !options.dry_run
            && let Some((tx, _)) = open.take()
        {
            finish(tx, options).await?;
        }
    }
    Ok(())
}
