//! Bundles: transaction, batch, collection, searchset, history, and the `deleted` ones of Bulk Data.

use crate::datatypes::Text;
use crate::reference::{self, Entries};
use crate::resource::Head;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use store::import::RecordKind;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Bundle<'a> {
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
        for entry in self.entry {
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
