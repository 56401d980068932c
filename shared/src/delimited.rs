//! Tables as text that somebody pastes or uploads: what divides their cells, what is in these.

/// What divides the cells of a table with this first line.
pub fn divider(first: &str) -> char {
    ['\t', ';', ','].into_iter().max_by_key(|sign| first.matches(*sign).count()).unwrap_or(',')
}

/// A heading without case, spaces and signs.
pub fn plain(heading: &str) -> String {
    heading.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The cells of a line, trimmed and without their quotes.
pub fn cells(line: &str, divider: char) -> impl Iterator<Item = String> {
    let mut quoted = false;
    let all = line.split(move |sign: char| {
        quoted ^= sign == '"';
        sign == divider && !quoted
    });
    all.map(|cell| {
        let cell = cell.trim();
        let inside = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
        inside.map_or_else(|| cell.to_owned(), |inside| inside.replace("\"\"", "\"").trim().to_owned())
    })
    .collect::<Vec<_>>()
    .into_iter()
}
