//! Files for a spreadsheet.

use axum::response::{IntoResponse, Response};
use http::header;

/// A table as a CSV file (RFC 4180) to be saved under this name, with a mark that tells spreadsheets it is UTF-8.
pub fn csv(file: &str, heading: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Response {
    let line = |cells: Vec<String>| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n";
    let mut out = String::from("\u{feff}");
    out.push_str(&line(heading.iter().map(|cell| (*cell).to_owned()).collect()));
    out.extend(rows.into_iter().map(line));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, out).into_response()
}

/// In quotes; what a spreadsheet would take for a formula is told to be text (OWASP, CSV injection).
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_are_text_whatever_people_type() {
        assert_eq!(quoted("Ann \"Liz\" Moore"), "\"Ann \"\"Liz\"\" Moore\"");
        assert_eq!(quoted("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
    }
}
