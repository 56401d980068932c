//! Depression screening.

use super::{HCPCS, ICD10, LOINC, SNOMED, Set};

pub const SETS: &[Set] = &[
    Set {
        key: "depression-screening",
        name: "Depression screening",
        source: "LOINC; SNOMED CT; HCPCS G0444",
        codes: &[
            (LOINC, &["73832-8", "73831-0", "44261-6", "89204-2", "55758-7", "89206-7"]),
            (SNOMED, &["171207006"]),
            (HCPCS, &["G0444", "G8431", "G8510"]),
        ],
    },
    Set {
        key: "depression-screening-negative",
        name: "Depression screening: negative",
        source: "SNOMED CT",
        codes: &[(SNOMED, &["428171000124102"])],
    },
    Set {
        key: "depression-screening-positive",
        name: "Depression screening: positive",
        source: "SNOMED CT",
        codes: &[(SNOMED, &["428181000124104"])],
    },
    Set {
        key: "bipolar",
        name: "Bipolar disorder",
        source: "ICD-10-CM 2026: F30, F31; SNOMED CT",
        codes: &[(ICD10, &["F30*", "F31*"]), (SNOMED, &["13746004"])],
    },
];
