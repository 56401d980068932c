//! Many rows in few statements: multi-row inserts of a handful of fixed sizes, so that each is prepared once.

use crate::boxed;
use crate::db::{Dialect, Tx, placeholders};
use crate::error::Result;
use sqlx::Arguments;
use sqlx::any::AnyArguments;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Int(Option<i64>),
    Real(Option<f64>),
    Text(Option<Cow<'static, str>>),
    Blob(Vec<u8>),
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}
impl From<Option<i64>> for Cell {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}
impl From<Option<f64>> for Cell {
    fn from(value: Option<f64>) -> Self {
        Self::Real(value)
    }
}
impl From<String> for Cell {
    fn from(value: String) -> Self {
        Self::Text(Some(value.into()))
    }
}
impl From<&'static str> for Cell {
    fn from(value: &'static str) -> Self {
        Self::Text(Some(value.into()))
    }
}
impl From<Option<String>> for Cell {
    fn from(value: Option<String>) -> Self {
        Self::Text(value.map(Into::into))
    }
}
impl From<Option<&'static str>> for Cell {
    fn from(value: Option<&'static str>) -> Self {
        Self::Text(value.map(Into::into))
    }
}

/// Where rows go: the table, its columns in the order of the cells, and what follows the values.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    pub table: &'static str,
    pub columns: &'static str,
    pub width: usize,
    /// Such as `ON CONFLICT DO NOTHING`; one text for each table.
    pub conflict: &'static str,
}

/// Rows a statement, largest first. SQLite allows 32,766 parameters: 18 columns at most with 1,000 rows would be 18,000.
const SIZES: [usize; 4] = [400, 50, 8, 1];

/// Inserts rows and remembers the statements it made.
#[derive(Debug, Default)]
pub struct Bulk {
    statements: HashMap<(&'static str, usize), Arc<str>>,
}

impl Bulk {
    /// Inserts all rows; `cells` holds them one after the other, `target.width` cells each.
    #[boxed]
    pub async fn insert(&mut self, tx: &mut Tx, target: Target, cells: &[Cell]) -> Result<()> {
        let mut rest = cells;
        for size in SIZES {
            let length = size * target.width;
            while rest.len() >= length {
                let (now, later) = rest.split_at(length);
                let sql = self.statement(Dialect::of(tx), target, size);
                sqlx::query_with(&sql, arguments(now)?).execute(&mut **tx).await?;
                rest = later;
            }
        }
        Ok(())
    }

    fn statement(&mut self, dialect: Dialect, target: Target, rows: usize) -> Arc<str> {
        let text = self.statements.entry((target.table, rows)).or_insert_with(|| {
            let Target { table, columns, width, conflict } = target;
            format!("INSERT INTO {table} ({columns}) VALUES {} {conflict}", placeholders(dialect, rows, width)).into()
        });
        Arc::clone(text)
    }
}

fn arguments(cells: &[Cell]) -> Result<AnyArguments<'_>> {
    let mut arguments = AnyArguments::default();
    arguments.reserve(cells.len(), 0);
    for cell in cells {
        match cell {
            Cell::Int(value) => arguments.add(*value),
            Cell::Real(Some(value)) => arguments.add(*value),
            // sqlx 0.8.6 sends an absent f64 as float4 and an absent f32 as float8; PostgreSQL prepares the statement
            // with the type it sees first.
            Cell::Real(None) => arguments.add(None::<f32>),
            Cell::Text(Some(value)) => arguments.add(value.as_ref()),
            Cell::Text(None) => arguments.add(None::<String>),
            Cell::Blob(value) => arguments.add(value.as_slice()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}
