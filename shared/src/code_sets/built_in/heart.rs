//! Heart and vessels, kidneys, pregnancy.

use super::{HCPCS, ICD10, RXNORM, SNOMED, Set};

pub const SETS: &[Set] = &[
    Set {
        key: "essential-hypertension",
        name: "Essential hypertension",
        source: "ICD-10-CM I10; SNOMED CT",
        codes: &[(ICD10, &["I10"]), (SNOMED, &["59621000", "38341003"])],
    },
    Set {
        key: "end-stage-renal-disease",
        name: "End-stage renal disease, dialysis, kidney transplant",
        source: "ICD-10-CM N18.6, Z99.2, Z94.0; HCPCS",
        codes: &[
            (ICD10, &["N18.6", "Z99.2", "Z94.0", "Z91.15"]),
            (SNOMED, &["46177005"]),
            (HCPCS, &["G0257", "S9339"]),
        ],
    },
    Set {
        key: "chronic-kidney-disease-5",
        name: "Chronic kidney disease, stage 5",
        source: "ICD-10-CM N18.5",
        codes: &[(ICD10, &["N18.5"]), (SNOMED, &["433146000"])],
    },
    Set {
        key: "pregnancy",
        name: "Pregnancy",
        source: "ICD-10-CM Z33, Z34; SNOMED CT",
        codes: &[
            (
                ICD10,
                &[
                    "Z33.1", "Z33.3", "Z34.00", "Z34.01", "Z34.02", "Z34.03", "Z34.80", "Z34.81", "Z34.82", "Z34.83",
                    "Z34.90", "Z34.91", "Z34.92", "Z34.93",
                ],
            ),
            (SNOMED, &["72892002", "77386006"]),
        ],
    },
    Set {
        key: "ascvd",
        name: "Atherosclerotic cardiovascular disease",
        source: "ICD-10-CM I20-I25, I63, I70; SNOMED CT",
        codes: &[
            (
                ICD10,
                &[
                    "I20.0", "I20.8", "I20.9", "I21.9", "I21.4", "I21.3", "I22.9", "I24.9", "I25.10", "I25.110",
                    "I25.119", "I25.2", "I25.5", "I25.9", "I63.9", "I65.29", "I66.9", "I67.2", "I70.0", "I70.209",
                    "I70.90", "I73.9", "Z95.1", "Z95.5",
                ],
            ),
            (SNOMED, &["53741008", "22298006", "399211009", "414545008", "230690007"]),
        ],
    },
    Set {
        key: "statin",
        name: "Statins",
        source: "RxNorm ingredients and common tablets",
        codes: &[(
            RXNORM,
            &[
                "83367", "301542", "36567", "42463", "6472", "41127", "861634", "617310", "617311", "617312", "617318",
                "259255", "262095", "312961", "198211", "314231", "200345", "859747", "859751", "859419", "859424",
                "904458", "904467", "904475", "904481", "197904", "197905", "310405",
            ],
        )],
    },
    Set {
        key: "statin-allergy",
        name: "Allergy to or harm by statins",
        source: "ICD-10-CM G72.0, M62.82, T46.6X5A; RxNorm ingredients",
        codes: &[
            (ICD10, &["G72.0", "M62.82", "T46.6X5A", "T46.6X5D", "T46.6X5S"]),
            (RXNORM, &["83367", "301542", "36567", "42463", "6472"]),
        ],
    },
];
