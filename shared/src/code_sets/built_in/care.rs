//! Where and how care is given; hospice, palliative care, frailty and advanced illness.

use super::{HCPCS, ICD10, RXNORM, SNOMED, Set};

pub const SETS: &[Set] = &[
    Set {
        key: "inpatient-stay",
        name: "Inpatient stay",
        source: "SNOMED CT",
        codes: &[(SNOMED, &["32485007", "183452005", "8715000"])],
    },
    Set {
        key: "emergency-visit",
        name: "Emergency visit",
        source: "SNOMED CT",
        codes: &[(SNOMED, &["4525004", "50849002"])],
    },
    Set {
        key: "outpatient-visit",
        name: "Outpatient visit",
        source: "SNOMED CT; HCPCS",
        codes: &[
            (SNOMED, &["185349003", "185345009", "390906007", "308335008", "448337001", "185317003"]),
            (HCPCS, &["G0402", "G0438", "G0439", "G0463", "T1015"]),
        ],
    },
    Set {
        key: "annual-wellness-visit",
        name: "Annual wellness visit",
        source: "HCPCS; SNOMED CT",
        codes: &[
            (HCPCS, &["G0402", "G0438", "G0439", "G0468"]),
            (SNOMED, &["444971000124105", "456201000124103", "185349003"]),
        ],
    },
    Set {
        key: "hospice-care",
        name: "Hospice care",
        source: "SNOMED CT; HCPCS",
        codes: &[
            (SNOMED, &["385763009", "385765002", "305336008", "183919006", "170935008"]),
            (
                HCPCS,
                &[
                    "G9473", "G9474", "G9475", "G9476", "G9477", "G9478", "G9479", "Q5003", "Q5004", "Q5005", "Q5006",
                    "Q5007", "Q5008", "Q5010", "S9126", "T2042", "T2043", "T2044", "T2045", "T2046",
                ],
            ),
        ],
    },
    Set {
        key: "palliative-care",
        name: "Palliative care",
        source: "ICD-10-CM Z51.5; SNOMED CT; HCPCS",
        codes: &[(ICD10, &["Z51.5"]), (SNOMED, &["103735009"]), (HCPCS, &["G9054", "M1017"])],
    },
    Set {
        key: "frailty",
        name: "Frailty: devices, diagnoses, symptoms, home care",
        source: "ICD-10-CM 2026: abnormal gait, weakness, pressure ulcers, falls, dependence; HCPCS",
        codes: &[
            (
                ICD10,
                &[
                    "L89*", "M62.5*", "M62.81", "M62.84", "R26*", "R41.81", "R53.1", "R53.81", "R53.83", "R54",
                    "R62.7", "R63.4", "R63.6", "R64", "W01*", "W06*", "W07*", "W08*", "W10*", "W18*", "W19*",
                    "Y92.199", "Z59.3", "Z73.6", "Z74*", "Z91.81", "Z99.11", "Z99.3", "Z99.81", "Z99.89",
                ],
            ),
            (
                HCPCS,
                &[
                    "E0100", "E0105", "E0130", "E0135", "E0140", "E0141", "E0143", "E0144", "E0147", "E0148", "E0149",
                    "E0163", "E0165", "E0250", "E0260", "E0424", "E0430", "E0431", "E0433", "E0434", "E0439", "E1130",
                    "E1140", "E1150", "E1160", "E1161", "G0162", "G0299", "G0300", "G0493", "G0494", "S0271", "S0311",
                    "S9123", "S9124", "T1000", "T1001", "T1002", "T1003", "T1019", "T1020", "T1021", "T1022", "T1030",
                    "T1031",
                ],
            ),
        ],
    },
    Set {
        key: "advanced-illness",
        name: "Advanced illness",
        source: "ICD-10-CM 2026: dementia, advanced cancer, heart failure, lung, liver and kidney disease",
        codes: &[(
            ICD10,
            &[
                "A81.0*", "C25*", "C71*", "C77*", "C78*", "C79*", "C91.0*", "C92.0*", "C93.0*", "C93.9*", "C94.3*",
                "F01*", "F02*", "F03*", "F04", "F10.27", "F10.96", "F10.97", "G10", "G12.21", "G20*", "G30*", "G31.0*",
                "G31.83", "G35*", "I09.81", "I11.0", "I12.0", "I13.0", "I13.11", "I13.2", "I50*", "J43*", "J68.4",
                "J84.1*", "J96.1*", "J96.2*", "J96.9*", "J98.2", "J98.3", "K70.1*", "K70.2", "K70.3*", "K70.4*",
                "K70.9", "K74*", "N18.5", "N18.6",
            ],
        )],
    },
    Set {
        key: "dementia-medication",
        name: "Medicines for dementia",
        source: "RxNorm ingredients and common tablets: donepezil, galantamine, rivastigmine, memantine",
        codes: &[(
            RXNORM,
            &[
                "135447",
                "4637",
                "183379",
                "6719",
                "997220",
                "997221",
                "997223",
                "997229",
                "310436",
                "310437",
                "312835",
                "312836",
                "314214",
                "314215",
                "996561",
                "996571",
                "996594",
                "996603",
                "996609",
                "996615",
                "~donepezil",
                "~galantamine",
                "~rivastigmine",
                "~memantine",
            ],
        )],
    },
];
