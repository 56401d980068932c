//! The query of an address, where several lists and the page's own tab may stand side by side.
//!
//! A list with a name has its name and a dot before each of its keys (`members.page=2`); the page's own have no dot. Who writes
//! drops what it does not know among its own, and leaves the others'.

use super::ListQuery;
use form_urlencoded::{Serializer, parse};

/// Whether `key` belongs to the list called `name`, and what it is called there.
fn own<'a>(name: &str, key: &'a str) -> Option<&'a str> {
    if name.is_empty() {
        return (!key.contains('.')).then_some(key);
    }
    key.strip_prefix(name)?.strip_prefix('.')
}

/// What the query of an address, without its `?`, says under `key` of the list called `name`; of a key that stands twice the last.
pub fn word_in(query: &str, name: &str, key: &str) -> Option<String> {
    let of_key = parse(query.as_bytes()).filter(|(said, _)| own(name, said) == Some(key));
    of_key.last().map(|(_, value)| value.into_owned())
}

/// What the query of an address says of the list called `name`.
pub fn list_in<Q: ListQuery>(query: &str, name: &str) -> Q {
    Q::read(&|key| word_in(query, name, key))
}

/// The address of `path` with `said` for the list called `name`, and what `query` says of others.
pub fn address_of(path: &str, query: &str, name: &str, said: &[(&'static str, String)]) -> String {
    let mut next = Serializer::new(String::new());
    next.extend_pairs(parse(query.as_bytes()).filter(|(key, _)| own(name, key).is_none()));
    for (key, value) in said {
        if name.is_empty() {
            next.append_pair(key, value);
        } else {
            next.append_pair(&format!("{name}.{key}"), value);
        }
    }
    let next = next.finish();
    if next.is_empty() { path.to_owned() } else { format!("{path}?{next}") }
}
