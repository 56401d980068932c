//! Reading a FHIR R4 ValueSet: who published it under which name, and its codes, from its expansion or, where it lists them, its compose.

use super::{Coding, add, slug, system};
use serde::Deserialize;

#[derive(Deserialize)]
struct ValueSet {
    id: Option<String>,
    url: Option<String>,
    #[serde(default)]
    identifier: Vec<Identifier>,
    version: Option<String>,
    name: Option<String>,
    title: Option<String>,
    description: Option<String>,
    compose: Option<Compose>,
    expansion: Option<Expansion>,
}

#[derive(Deserialize)]
struct Identifier {
    value: Option<String>,
}

#[derive(Deserialize)]
struct Expansion {
    total: Option<u64>,
    #[serde(default)]
    contains: Vec<Contains>,
}

#[derive(Deserialize)]
struct Contains {
    system: Option<String>,
    code: Option<String>,
    display: Option<String>,
    #[serde(default, rename = "abstract")]
    not_selectable: bool,
    #[serde(default)]
    contains: Vec<Contains>,
}

#[derive(Deserialize)]
struct Compose {
    #[serde(default)]
    include: Vec<Include>,
    #[serde(default)]
    exclude: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Include {
    system: Option<String>,
    #[serde(default)]
    concept: Vec<Concept>,
    #[serde(default)]
    filter: Vec<serde_json::Value>,
    #[serde(default)]
    value_set: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Concept {
    code: String,
    display: Option<String>,
}

/// A ValueSet as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// What it is called for people: title, name or id.
    pub name: String,
    /// Everything it is called, for finding the set that it stands for.
    pub called: Vec<String>,
    /// Its canonical URL, without a version; empty where it has none.
    pub url: String,
    /// Its OID, without `urn:oid:`; empty where it has none.
    pub oid: String,
    pub version: String,
    pub description: String,
    /// Each once.
    pub codes: Vec<Coding>,
    /// Entries that name no code system: nothing could ever be found by them.
    pub without_system: u64,
}

impl Published {
    /// What it is known by when it comes again: its OID, its URL or its name.
    pub fn identity(&self) -> String {
        match (self.oid.as_str(), self.url.as_str()) {
            ("", "") => slug(&self.name),
            ("", url) => url.to_owned(),
            (oid, _) => format!("urn:oid:{oid}"),
        }
    }

    /// Codes of a system that we have no name for. They are kept: records may have them.
    pub fn of_unknown_systems(&self) -> u64 {
        self.codes.iter().filter(|coding| system::name(&coding.system).is_none()).count() as u64
    }
}

/// What to do about a ValueSet that comes without its codes.
const EXPAND: &str = "download it again with its expansion (at VSAC: the expanded value set; from a terminology server: ValueSet/$expand), and import that file";

/// Reads a ValueSet.
///
/// # Errors
/// Why it can't be used and what to do, in words for whoever chose the file.
pub fn read(json: &str) -> Result<Published, String> {
    let set: ValueSet = serde_json::from_str(json).map_err(|error| format!("This is not a FHIR ValueSet: {error}."))?;
    let called: Vec<String> = [&set.title, &set.name, &set.id].into_iter().flatten().cloned().collect();
    let name = called.first().cloned().ok_or("The ValueSet has no title, name or id.")?;
    let mut codes = Vec::new();
    let mut without_system = 0;
    match (&set.expansion, &set.compose) {
        (Some(expansion), _) => {
            let listed = expanded(&expansion.contains, &mut codes, &mut without_system);
            if let Some(total) = expansion.total.filter(|total| *total > listed) {
                return Err(format!(
                    "“{name}” holds only {listed} of its {total} codes: download it again without paging. Nothing was changed."
                ));
            }
        }
        (None, Some(compose)) => listed(compose, &mut codes, &mut without_system)
            .map_err(|()| format!("“{name}” comes without its codes, only with a rule for them: {EXPAND}."))?,
        (None, None) => return Err(format!("“{name}” comes without its codes: {EXPAND}.")),
    }
    if codes.is_empty() {
        return Err(match without_system {
            0 => format!("“{name}” has no codes."),
            _ => format!("“{name}” names no code system for any of its codes: they can’t be found in records."),
        });
    }
    let mut each = Vec::with_capacity(codes.len());
    add(&mut each, codes);
    let url = set.url.as_deref().unwrap_or_default().split('|').next().unwrap_or_default().trim().to_owned();
    let identifiers = set.identifier.iter().filter_map(|identifier| identifier.value.as_deref());
    let oid = identifiers.chain([url.as_str()]).chain(set.id.as_deref()).find_map(oid).unwrap_or_default();
    Ok(Published {
        name,
        called,
        url,
        oid,
        version: set.version.unwrap_or_default(),
        description: set.description.unwrap_or_default(),
        codes: each,
        without_system,
    })
}

/// The OID at the end of an identifier or URL.
fn oid(text: &str) -> Option<String> {
    let last = text.rsplit(['/', ':']).next()?.trim();
    let is_oid = last.matches('.').count() >= 4 && last.split('.').all(|part| part.parse::<u128>().is_ok());
    is_oid.then(|| last.to_owned())
}

fn coding(system: Option<&str>, code: &str, display: Option<&str>) -> Option<Coding> {
    let named = system.map(str::trim).filter(|system| !system.is_empty())?;
    Some(Coding {
        // An OID or a name becomes the URI; what we do not know stays as it is.
        system: system::uri(named).unwrap_or_else(|| named.to_owned()),
        code: code.trim().to_owned(),
        display: display.unwrap_or_default().to_owned(),
    })
}

/// How many entries with a code there are.
fn expanded(contains: &[Contains], codes: &mut Vec<Coding>, without_system: &mut u64) -> u64 {
    let mut entries = 0;
    for entry in contains {
        entries += 1;
        if let (Some(code), false) = (&entry.code, entry.not_selectable) {
            match coding(entry.system.as_deref(), code, entry.display.as_deref()) {
                Some(coding) => codes.push(coding),
                None => *without_system += 1,
            }
        }
        entries += expanded(&entry.contains, codes, without_system);
    }
    entries
}

/// # Errors
/// When it says its codes by a rule instead of listing them.
fn listed(compose: &Compose, codes: &mut Vec<Coding>, without_system: &mut u64) -> Result<(), ()> {
    let unlisted =
        |include: &Include| include.concept.is_empty() || !include.filter.is_empty() || !include.value_set.is_empty();
    if compose.include.is_empty() || compose.include.iter().any(unlisted) || !compose.exclude.is_empty() {
        return Err(());
    }
    for include in &compose.include {
        for concept in &include.concept {
            match coding(include.system.as_deref(), &concept.code, concept.display.as_deref()) {
                Some(coding) => codes.push(coding),
                None => *without_system += 1,
            }
        }
    }
    Ok(())
}
