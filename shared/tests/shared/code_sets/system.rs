use shared::code_sets::system::{SYSTEMS, name, uri};

#[test]
fn a_system_is_known_by_what_lists_call_it() {
    for (text, wanted) in [
        ("LOINC", "http://loinc.org"),
        (" SNOMEDCT ", "http://snomed.info/sct"),
        ("ICD10CM", "http://hl7.org/fhir/sid/icd-10-cm"),
        ("HCPCS Level II", "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"),
        ("urn:oid:2.16.840.1.113883.6.88", "http://www.nlm.nih.gov/research/umls/rxnorm"),
        ("2.16.840.1.113883.12.292", "http://hl7.org/fhir/sid/cvx"),
        ("https://hospital.example/codes", "https://hospital.example/codes"),
    ] {
        assert_eq!(uri(text).as_deref(), Some(wanted), "{text}");
    }
    for text in ["", "LONIC", "our codes", "http://two words"] {
        assert_eq!(uri(text), None, "{text}");
    }
}

#[test]
fn every_name_and_uri_leads_back_to_its_system() {
    for system in SYSTEMS {
        assert_eq!(uri(system.name).as_deref(), Some(system.uri));
        assert_eq!(uri(system.uri).as_deref(), Some(system.uri));
        assert_eq!(name(system.uri), Some(system.name));
    }
}
