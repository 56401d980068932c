//! The first lines of tables of people, as their columns are understood.

use crate::source::{self, SourceFile};
use crate::{ImportError, encoding};
use shared::delimited::Table;
use shared::imports::{PREVIEWED, TablePreview};
use shared::patients::Columns;
use shared::phi::Phi;
use std::io::Read;

/// Of each table among the files.
///
/// # Errors
/// When a file can't be read.
pub fn preview(files: &[SourceFile]) -> Result<Vec<TablePreview>, ImportError> {
    files.iter().filter(|file| source::is_table(&file.path)).map(one).collect()
}

fn one(file: &SourceFile) -> Result<TablePreview, ImportError> {
    let mut bytes = Vec::new();
    source::open(&file.path, None)
        .and_then(|mut source| source.read_to_end(&mut bytes))
        .map_err(|why| ImportError::Path { path: file.path.clone(), why })?;
    let mut rows = Table::read(&encoding::text(&bytes)).rows.into_iter();
    let heading = rows.next().map(|row| row.cells).unwrap_or_default();
    let (columns, wrong) = match Columns::of(heading.iter().map(String::as_str)) {
        Ok(columns) => (columns.meanings(), None),
        Err(why) => (Vec::new(), Some(why.to_string())),
    };
    let total = rows.len() as u64;
    let lines = rows.take(PREVIEWED).map(|row| (row.line, row.cells)).collect();
    Ok(TablePreview { file: file.name.clone(), columns, lines: Phi::new(lines), total, wrong })
}
