//! What was asked of the server, as the audit log keeps it: the pattern of a path, never a query.

/// The pattern of `path`: ids become `{id}`, and a server function loses the number that the compiler gave it.
pub fn asked(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if let Some(function) = path.strip_prefix("/staff/api/") {
        return format!("/staff/api/{}", function.trim_end_matches(|c: char| c.is_ascii_digit()));
    }
    let parts = path.split('/').map(|part| if is_id(part) { "{id}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// The first id in `path`: which thing was asked for.
pub fn id_in(path: &str) -> Option<String> {
    path.split('/').find(|part| is_id(part)).map(str::to_owned)
}

fn is_id(part: &str) -> bool {
    part.parse::<uuid::Uuid>().is_ok()
}
