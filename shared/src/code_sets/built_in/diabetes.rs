//! Diabetes: the disease, its tests and examinations.

use super::{HCPCS, ICD10, LOINC, SNOMED, Set};

pub const SETS: &[Set] = &[
    Set {
        key: "diabetes",
        name: "Diabetes",
        source: "ICD-10-CM E08-E13 (frequent codes); SNOMED CT",
        codes: &[
            (
                ICD10,
                &[
                    "E08.9", "E09.9", "E10.10", "E10.21", "E10.22", "E10.29", "E10.311", "E10.319", "E10.36", "E10.40",
                    "E10.42", "E10.43", "E10.51", "E10.621", "E10.649", "E10.65", "E10.69", "E10.8", "E10.9", "E11.00",
                    "E11.21", "E11.22", "E11.29", "E11.311", "E11.319", "E11.36", "E11.40", "E11.41", "E11.42",
                    "E11.43", "E11.51", "E11.52", "E11.621", "E11.622", "E11.628", "E11.649", "E11.65", "E11.69",
                    "E11.8", "E11.9", "E13.9", "E13.65",
                ],
            ),
            (SNOMED, &["44054006", "46635009", "73211009"]),
        ],
    },
    Set {
        key: "hba1c",
        name: "HbA1c",
        source: "LOINC",
        codes: &[(LOINC, &["4548-4", "17855-8", "17856-6", "4549-2", "96595-4"])],
    },
    Set {
        key: "glucose-management-indicator",
        name: "Glucose management indicator",
        source: "LOINC",
        codes: &[(LOINC, &["97506-0"])],
    },
    Set {
        key: "retinal-exam",
        name: "Retinal or dilated eye exam",
        source: "SNOMED CT; HCPCS",
        codes: &[(SNOMED, &["722161008", "274798009"]), (HCPCS, &["S0620", "S0621", "S3000"])],
    },
    Set {
        key: "diabetic-retinopathy",
        name: "Diabetic retinopathy",
        source: "ICD-10-CM; SNOMED CT",
        codes: &[
            (
                ICD10,
                &[
                    "E10.311", "E10.319", "E10.3293", "E10.3393", "E10.3493", "E10.3513", "E10.3593", "E11.311",
                    "E11.319", "E11.3293", "E11.3393", "E11.3493", "E11.3513", "E11.3593",
                ],
            ),
            (SNOMED, &["4855003", "422034002"]),
        ],
    },
    Set {
        key: "absence-of-both-eyes",
        name: "Absence of both eyes",
        source: "ICD-10-CM",
        codes: &[(ICD10, &["Q11.0", "Q11.1"])],
    },
    Set {
        key: "egfr",
        name: "Estimated glomerular filtration rate",
        source: "LOINC",
        codes: &[(
            LOINC,
            &[
                "98979-8", "98980-6", "62238-1", "69405-9", "70969-1", "77147-7", "88293-6", "88294-4", "94677-2",
                "33914-3", "48642-3", "48643-1", "50044-7", "50210-4", "50384-7",
            ],
        )],
    },
    Set {
        key: "urine-albumin-creatinine",
        name: "Urine albumin-creatinine ratio",
        source: "LOINC",
        codes: &[(
            LOINC,
            &[
                "9318-7", "14958-3", "14959-1", "30000-4", "30001-2", "32294-1", "44292-1", "59159-4", "76401-9",
                "77253-3", "77254-1", "89998-9",
            ],
        )],
    },
];
