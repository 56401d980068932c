//! The code systems that people know by a name, with the URI that FHIR has for each.

pub const LOINC: &str = "http://loinc.org";
pub const SNOMED: &str = "http://snomed.info/sct";
pub const ICD10: &str = "http://hl7.org/fhir/sid/icd-10-cm";
pub const ICD10_PCS: &str = "http://www.cms.gov/Medicare/Coding/ICD10";
pub const HCPCS: &str = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
pub const CVX: &str = "http://hl7.org/fhir/sid/cvx";
pub const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";

/// A code system as a person chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct System {
    pub uri: &'static str,
    pub name: &'static str,
    /// The OID it has in older files (HL7 OID registry).
    oid: &'static str,
    /// What else lists call it, in small letters and digits.
    also: &'static [&'static str],
}

const fn system(uri: &'static str, name: &'static str, oid: &'static str, also: &'static [&'static str]) -> System {
    System { uri, name, oid, also }
}

/// Those that can be chosen by name; any other is given by its URI.
pub const SYSTEMS: [System; 14] = [
    system(SNOMED, "SNOMED CT", "2.16.840.1.113883.6.96", &["snomed", "sct", "snomedctus"]),
    system(LOINC, "LOINC", "2.16.840.1.113883.6.1", &["ln"]),
    system(ICD10, "ICD-10-CM", "2.16.840.1.113883.6.90", &[]),
    system(ICD10_PCS, "ICD-10-PCS", "2.16.840.1.113883.6.4", &[]),
    system("http://hl7.org/fhir/sid/icd-10", "ICD-10", "2.16.840.1.113883.6.3", &[]),
    system("http://hl7.org/fhir/sid/icd-9-cm", "ICD-9-CM", "2.16.840.1.113883.6.103", &["icd9"]),
    system("http://www.ama-assn.org/go/cpt", "CPT", "2.16.840.1.113883.6.12", &["cpt4"]),
    system(HCPCS, "HCPCS", "2.16.840.1.113883.6.285", &["hcpcslevelii", "hcpcs2"]),
    system(CVX, "CVX", "2.16.840.1.113883.12.292", &[]),
    system(RXNORM, "RxNorm", "2.16.840.1.113883.6.88", &["rx"]),
    system("http://hl7.org/fhir/sid/ndc", "NDC", "2.16.840.1.113883.6.69", &[]),
    system("http://www.whocc.no/atc", "ATC", "2.16.840.1.113883.6.73", &[]),
    system("http://www.ada.org/cdt", "CDT", "2.16.840.1.113883.6.13", &[]),
    system("http://terminology.hl7.org/CodeSystem/v3-ActCode", "HL7 ActCode", "2.16.840.1.113883.5.4", &["actcode"]),
];

/// The name people use for a code system's URI; `None` for one that has none here.
pub fn name(uri: &str) -> Option<&'static str> {
    SYSTEMS.iter().find(|system| system.uri == uri).map(|system| system.name)
}

/// The URI of what a list calls a code system: its name, its URI or its OID. Any other URI is taken as it is.
pub fn uri(text: &str) -> Option<String> {
    let text = text.trim();
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let oid = text.trim_start_matches("urn:oid:");
    let known = SYSTEMS.iter().find(|system| {
        let called = || system.name.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_lowercase());
        system.uri == text || system.oid == oid || called().eq(plain.chars()) || system.also.contains(&plain.as_str())
    });
    match known {
        Some(system) => Some(system.uri.to_owned()),
        None => is_uri(text).then(|| text.to_owned()),
    }
}

fn is_uri(text: &str) -> bool {
    (text.starts_with("urn:") || text.contains("://")) && !text.contains(char::is_whitespace)
}
