//! Files for a spreadsheet.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use futures::stream::{Stream, StreamExt, once};
use http::{HeaderName, header};

/// A table as a CSV file (RFC 4180) to be saved under this name, with a mark that tells spreadsheets it is UTF-8.
pub fn csv(file: &str, heading: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Response {
    let mut out = first_line(heading);
    out.extend(rows.into_iter().map(line));
    (headers(file), out).into_response()
}

/// As [`csv`], for a table too long to be held in memory: its rows come some at a time. A step that fails breaks the download
/// off, so that nobody takes the part for the whole.
pub fn csv_in_steps<E>(
    file: &str,
    heading: &[&str],
    steps: impl Stream<Item = Result<Vec<Vec<String>>, E>> + Send + 'static,
) -> Response
where
    E: std::error::Error + Send + Sync + 'static,
{
    let first = first_line(heading);
    let rest = steps.map(|step| step.map(|rows| rows.into_iter().map(line).collect::<String>()));
    (headers(file), Body::from_stream(once(async { Ok(first) }).chain(rest))).into_response()
}

fn headers(file: &str) -> [(HeaderName, String); 3] {
    [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ]
}

fn first_line(heading: &[&str]) -> String {
    format!("\u{feff}{}", line(heading.iter().map(|cell| (*cell).to_owned()).collect()))
}

fn line(cells: Vec<String>) -> String {
    cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// In quotes; what a spreadsheet would take for a formula is told to be text (OWASP, CSV injection).
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
