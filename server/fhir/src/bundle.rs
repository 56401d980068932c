//! Bundles: transaction, batch, collection, searchset, history, and the `deleted` ones of Bulk Data.

use crate::datatypes::Text;
use crate::moment;
use crate::reference::{self, Entries};
use crate::resource::Head;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use store::import::RecordKind;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Bundle<'a> {
    #[serde(borrow, rename = "type")]
    pub kind: Option<Text<'a>>,
    #[serde(borrow)]
    pub entry: Vec<Entry<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Entry<'a> {
    #[serde(borrow)]
    pub full_url: Option<Text<'a>>,
    #[serde(borrow)]
    pub resource: Option<&'a RawValue>,
    #[serde(borrow)]
    pub request: Option<Request<'a>>,
    #[serde(borrow)]
    pub response: Option<Response<'a>>,
}

/// What a server answered: in a history, of which version the entry is.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Response<'a> {
    #[serde(borrow)]
    pub etag: Option<Text<'a>>,
    #[serde(borrow)]
    pub last_modified: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Request<'a> {
    #[serde(borrow)]
    pub method: Option<Text<'a>>,
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
}

/// An entry with its place in the order of work.
#[derive(Debug)]
pub struct Placed<'a> {
    pub content: Content<'a>,
    /// Where the entry stands, for its line in the file.
    pub at: &'a str,
}

#[derive(Debug)]
pub enum Content<'a> {
    Resource {
        json: &'a str,
        id: String,
        kind: String,
    },
    /// `Type/id` of what is to be deleted.
    Delete(String),
    /// The entry's resource is not an object.
    Broken,
}

impl<'a> Bundle<'a> {
    /// The entries, deletions first (FHIR R4 http.html#trules), then what is referred to before what refers; and the
    /// targets that `fullUrl` names.
    pub fn ordered(self, whole: &'a str) -> (Vec<Placed<'a>>, Entries) {
        let mut entries = Entries::new();
        let mut placed: Vec<(u8, Placed<'a>)> = Vec::with_capacity(self.entry.len());
        let history = self.kind.as_deref() == Some("history");
        for entry in if history { latest(self.entry) } else { self.entry } {
            let request = entry.request.unwrap_or_default();
            let url = request.url.as_deref().unwrap_or_default();
            if request.method.as_deref() == Some("DELETE") {
                let at = match &request.url {
                    Some(Text(Cow::Borrowed(url))) => url,
                    _ => whole,
                };
                placed.push((0, Placed { content: Content::Delete(url.to_owned()), at }));
                continue;
            }
            let Some(raw) = entry.resource else { continue };
            let json = raw.get();
            let Ok(head) = serde_json::from_str::<Head<'_>>(json) else {
                placed.push((u8::MAX, Placed { content: Content::Broken, at: json }));
                continue;
            };
            let kind = head.resource_type.as_deref().unwrap_or_default().to_owned();
            let full_url = entry.full_url.as_deref().unwrap_or_default();
            let id = head
                .id
                .as_deref()
                .or_else(|| full_url.strip_prefix("urn:uuid:"))
                .or_else(|| reference::type_and_id(full_url).map(|(_, id)| id))
                .or_else(|| reference::type_and_id(url).map(|(_, id)| id))
                .unwrap_or_default()
                .to_owned();
            if !full_url.is_empty() {
                entries.insert(full_url.to_owned(), (kind.clone(), id.clone()));
            }
            let rank = match RecordKind::of_name(&kind) {
                Some(kind) => kind.rank() + 2,
                None if kind == "Medication" => 1,
                None => u8::MAX,
            };
            placed.push((rank, Placed { content: Content::Resource { json, id, kind }, at: json }));
        }
        placed.sort_by_key(|(rank, _)| *rank);
        (placed.into_iter().map(|(_, placed)| placed).collect(), entries)
    }
}

/// Of a history (FHIR R4 http.html#history) the entry of each resource that counts: that of the highest version or latest change where
/// the source says so, else the first, as a history begins with what is newest.
fn latest(entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    let mut newest: HashMap<(String, String), (usize, Option<i64>)> = HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        let Some(key) = entry.whose() else { continue };
        let age = entry.age();
        match newest.get(&key) {
            Some((_, known)) if age.is_none() || known.is_none() || age <= *known => {}
            Some(_) | None => {
                newest.insert(key, (place, age));
            }
        }
    }
    let counts = |(place, entry): &(usize, Entry<'_>)| match entry.whose() {
        Some(key) => newest.get(&key).is_some_and(|(newest, _)| newest == place),
        None => true,
    };
    entries.into_iter().enumerate().filter(counts).map(|(_, entry)| entry).collect()
}

impl Entry<'_> {
    fn head(&self) -> Head<'_> {
        self.resource.and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default()
    }

    /// Type and id of the resource.
    fn whose(&self) -> Option<(String, String)> {
        let head = self.head();
        if let (Some(kind), Some(id)) = (head.resource_type.as_deref(), head.id.as_deref()) {
            return Some((kind.to_owned(), id.to_owned()));
        }
        let request = self.request.as_ref().and_then(|request| request.url.as_deref());
        let url = request.or(self.full_url.as_deref())?;
        reference::type_and_id(url).map(|(kind, id)| (kind.to_owned(), id.to_owned()))
    }

    /// What tells which of two entries is later: the number of the version, else when it was made.
    fn age(&self) -> Option<i64> {
        let head = self.head();
        let meta = head.meta.as_ref();
        let response = self.response.as_ref();
        let tag = response.and_then(|response| response.etag.as_deref());
        let version = meta.and_then(|meta| meta.version_id.as_deref()).or(tag);
        let number = version.and_then(|text| text.trim_start_matches("W/").trim_matches('"').parse().ok());
        let changed = meta.and_then(|meta| meta.last_updated.as_deref());
        let changed = changed.or_else(|| response.and_then(|response| response.last_modified.as_deref()));
        number.or_else(|| changed.and_then(moment::millis))
    }
}
