//! What a FHIR reference means: relative, absolute, `urn:uuid:` within a bundle, conditional, or logical.

use crate::datatypes::ResourceReference;
use std::collections::HashMap;
use store::import::{Key, RecordKind, Reference};

/// The entries of a bundle by their `fullUrl`: type name and id.
pub type Entries = HashMap<String, (String, String)>;

/// The target, when it is one of the `expected` kinds. A `urn:uuid:` that the bundle does not explain is taken for the
/// source id of the first of them: exporters spread one set of such names over many files.
pub fn resolve(reference: &ResourceReference<'_>, expected: &[RecordKind], entries: &Entries) -> Option<Reference> {
    let wanted = |kind: &str| RecordKind::of_name(kind).filter(|kind| expected.contains(kind));
    let Some(text) = reference.reference.as_deref().map(str::trim).filter(|text| !text.is_empty()) else {
        let identifier = reference.identifier.as_ref()?;
        let kind = reference.kind.as_deref().map_or(expected.first().copied(), wanted)?;
        let system = identifier.system.as_deref().unwrap_or_default().to_owned();
        return Some(Reference { kind, key: Key::Identifier { system, value: identifier.value.as_ref()?.some()? } });
    };
    if text.starts_with('#') {
        return None;
    }
    if let Some((kind, id)) = entries.get(text) {
        return Some(Reference { kind: wanted(kind)?, key: Key::Id(id.clone()) });
    }
    if let Some(id) = text.strip_prefix("urn:uuid:").or_else(|| text.strip_prefix("urn:oid:")) {
        return Some(Reference { kind: *expected.first()?, key: Key::Id(id.to_owned()) });
    }
    if let Some((kind, query)) = text.split_once('?') {
        let kind = wanted(kind.rsplit('/').next()?)?;
        let token = query.split('&').find_map(|pair| pair.strip_prefix("identifier="))?;
        let token = percent_decoded(token);
        let (system, value) = token.split_once('|').unwrap_or(("", &token));
        return Some(Reference { kind, key: Key::Identifier { system: system.to_owned(), value: value.to_owned() } });
    }
    let (kind, id) = type_and_id(text)?;
    Some(Reference { kind: wanted(kind)?, key: Key::Id(id.to_owned()) })
}

/// `Patient/1`, `https://server/fhir/Patient/1/_history/2`.
pub fn type_and_id(url: &str) -> Option<(&str, &str)> {
    let url = url.split_once("/_history/").map_or(url, |(start, _)| start);
    let mut parts = url.trim_matches('/').rsplit('/');
    let id = parts.next().filter(|id| !id.is_empty())?;
    Some((parts.next()?, id))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%')
            .then(|| tail.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()))
            .flatten();
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datatypes::Text;

    fn target(text: &str) -> Option<Reference> {
        let entries = Entries::from([("urn:uuid:1".into(), ("Practitioner".into(), "dr-1".into()))]);
        let reference = ResourceReference { reference: Some(Text(text.into())), ..ResourceReference::default() };
        resolve(&reference, &[RecordKind::Practitioner], &entries)
    }

    #[test]
    fn every_spelling_of_a_reference_is_understood() {
        let id = |id: &str| Some(Reference { kind: RecordKind::Practitioner, key: Key::Id(id.into()) });
        assert_eq!(target("urn:uuid:1"), id("dr-1"));
        assert_eq!(target("urn:uuid:2"), id("2"));
        assert_eq!(target("Practitioner/7"), id("7"));
        assert_eq!(target("https://ehr.example.org/fhir/Practitioner/7/_history/3"), id("7"));
        let npi = Key::Identifier { system: "http://hl7.org/fhir/sid/us-npi".into(), value: "9999".into() };
        let npi = Some(Reference { kind: RecordKind::Practitioner, key: npi });
        assert_eq!(target("Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999"), npi);
        assert_eq!(target("Practitioner?identifier=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Fus-npi%7C9999"), npi);
        for text in ["#contained", "Patient/7", "Patient?identifier=a|b", "", "nonsense"] {
            assert_eq!(target(text), None, "{text}");
        }
    }
}
