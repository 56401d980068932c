//! Diabetes: the disease, its tests and examinations.

use super::{HCPCS, ICD10, LOINC, SNOMED, Set};

pub const SETS: &[Set] = &[
    Set {
        key: "diabetes",
        name: "Diabetes",
        source: "ICD-10-CM 2026: E08-E11, E13, O24.0, O24.1, O24.3, O24.8; SNOMED CT",
        codes: &[
            (ICD10, &["E08*", "E09*", "E10*", "E11*", "E13*", "O24.0*", "O24.1*", "O24.3*", "O24.8*"]),
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
        source: "ICD-10-CM 2026: E08.3, E09.3, E10.3, E11.3, E13.3 with retinopathy; SNOMED CT",
        codes: &[
            (
                ICD10,
                &[
                    "E08.31*", "E08.32*", "E08.33*", "E08.34*", "E08.35*", "E08.37*", "E09.31*", "E09.32*", "E09.33*",
                    "E09.34*", "E09.35*", "E09.37*", "E10.31*", "E10.32*", "E10.33*", "E10.34*", "E10.35*", "E10.37*",
                    "E11.31*", "E11.32*", "E11.33*", "E11.34*", "E11.35*", "E11.37*", "E13.31*", "E13.32*", "E13.33*",
                    "E13.34*", "E13.35*", "E13.37*",
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
