//! Reading a FHIR R4 ValueSet: its expansion or, where it lists its codes, its compose.

use super::{CodeSet, Coding, built_in, slug};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct ValueSet {
    id: Option<String>,
    url: Option<String>,
    name: Option<String>,
    title: Option<String>,
    description: Option<String>,
    compose: Option<Compose>,
    expansion: Option<Expansion>,
}

#[derive(Deserialize)]
struct Expansion {
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

/// The code set a ValueSet stands for: the one that ships where its name is that one's key or displayed name, as `Mammography` or
/// `Retinal or dilated eye exam`; else one of its own, whose key is the slug of its name.
///
/// # Errors
/// Why it can't be used, in words for whoever chose the file.
pub fn read(json: &str) -> Result<CodeSet, String> {
    let set: ValueSet = serde_json::from_str(json).map_err(|error| format!("This is not a FHIR ValueSet: {error}."))?;
    let name = set.title.or(set.name).or(set.id.clone()).ok_or("The ValueSet has no title, name or id.")?;
    let mut codes = BTreeSet::new();
    match (&set.expansion, &set.compose) {
        (Some(expansion), _) => expanded(&expansion.contains, &mut codes),
        (None, Some(compose)) => {
            let unlisted = |include: &Include| {
                include.concept.is_empty() || !include.filter.is_empty() || !include.value_set.is_empty()
            };
            if compose.include.iter().any(unlisted) || !compose.exclude.is_empty() {
                return Err(format!(
                    "“{name}” says its codes by a rule instead of listing them: expand it first ($expand)."
                ));
            }
            for include in &compose.include {
                let system = include.system.clone().unwrap_or_default();
                codes.extend(include.concept.iter().map(|concept| Coding {
                    system: system.clone(),
                    code: concept.code.clone(),
                    display: concept.display.clone().unwrap_or_default(),
                }));
            }
        }
        (None, None) => {}
    }
    if codes.is_empty() {
        return Err(format!("“{name}” has no codes."));
    }
    Ok(CodeSet {
        key: built_in::key_named(&name).unwrap_or_else(|| slug(&name)),
        name,
        description: set.description.unwrap_or_default(),
        source: set.url.or(set.id).unwrap_or_default(),
        codes: codes.into_iter().collect(),
    })
}

fn expanded(contains: &[Contains], codes: &mut BTreeSet<Coding>) {
    for entry in contains {
        if let (Some(system), Some(code), false) = (&entry.system, &entry.code, entry.not_selectable) {
            let display = entry.display.clone().unwrap_or_default();
            codes.insert(Coding { system: system.clone(), code: code.clone(), display });
        }
        expanded(&entry.contains, codes);
    }
}
