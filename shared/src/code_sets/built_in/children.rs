//! Vaccines and check-ups of children (CVX, CDC; ICD-10-CM).

use super::{CVX, HCPCS, ICD10, SNOMED, Set};

const CDC: &str = "CDC CVX";

pub const SETS: &[Set] = &[
    Set {
        key: "dtap",
        name: "DTaP",
        source: CDC,
        codes: &[(CVX, &["20", "50", "106", "107", "110", "120", "130", "146", "198"])],
    },
    Set {
        key: "ipv",
        name: "Polio, inactivated",
        source: CDC,
        codes: &[(CVX, &["10", "89", "110", "120", "130", "146"])],
    },
    Set { key: "mmr", name: "Measles, mumps, rubella", source: CDC, codes: &[(CVX, &["03", "94"])] },
    Set {
        key: "hib",
        name: "Haemophilus influenzae type b",
        source: CDC,
        codes: &[(CVX, &["17", "46", "47", "48", "49", "50", "51", "120", "146", "148", "198"])],
    },
    Set {
        key: "hepatitis-b-vaccine",
        name: "Hepatitis B vaccine",
        source: CDC,
        codes: &[(CVX, &["08", "44", "45", "51", "110", "146", "198"])],
    },
    Set { key: "varicella", name: "Varicella vaccine", source: CDC, codes: &[(CVX, &["21", "94"])] },
    Set {
        key: "pneumococcal-conjugate-child",
        name: "Pneumococcal conjugate vaccine of children",
        source: CDC,
        codes: &[(CVX, &["109", "133", "152", "215", "216"])],
    },
    Set {
        key: "hepatitis-a-vaccine",
        name: "Hepatitis A vaccine",
        source: CDC,
        codes: &[(CVX, &["31", "52", "83", "84", "85"])],
    },
    Set { key: "rotavirus", name: "Rotavirus vaccine", source: CDC, codes: &[(CVX, &["116", "119", "122"])] },
    Set {
        key: "well-child-visit",
        name: "Well-child visit",
        source: "ICD-10-CM Z00.1, Z00.0; SNOMED CT; HCPCS",
        codes: &[
            (ICD10, &["Z00.121", "Z00.129", "Z00.00", "Z00.01"]),
            (SNOMED, &["410620009", "185349003"]),
            (HCPCS, &["S0302", "G0438", "G0439"]),
        ],
    },
];
