//! Measuring and asking.

use super::{HCPCS, LOINC, SNOMED, Set};

pub const SETS: &[Set] = &[
    Set { key: "bmi", name: "Body mass index", source: "LOINC", codes: &[(LOINC, &["39156-5", "59576-9", "59574-4"])] },
    Set {
        key: "tobacco-status",
        name: "Tobacco use status",
        source: "LOINC",
        codes: &[(LOINC, &["72166-2", "39240-7", "68535-4", "68536-2"])],
    },
    Set {
        key: "fall-risk-assessment",
        name: "Fall risk assessment",
        source: "LOINC; SNOMED CT; HCPCS",
        codes: &[(LOINC, &["73830-2", "59460-6", "57254-5"]), (SNOMED, &["414191008"]), (HCPCS, &["G9922"])],
    },
];
