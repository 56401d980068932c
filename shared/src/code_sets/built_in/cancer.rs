//! Cancer screening: tests, and what makes them needless.

use super::{HCPCS, ICD10, ICD10_PCS, LOINC, SNOMED, Set};

pub const SETS: &[Set] = &[
    Set {
        key: "mammography",
        name: "Mammography",
        source: "LOINC mammogram reports; ICD-10-CM Z12.31",
        codes: &[
            (
                LOINC,
                &[
                    "24606-6", "26175-0", "24605-8", "103892-6", "24604-1", "26346-7", "26347-5", "36625-2", "36626-0",
                    "36627-8", "37768-9", "38070-9", "46335-6", "46336-4", "46337-2", "46338-0", "46339-8", "46342-2",
                    "46350-5", "46351-3",
                ],
            ),
            (SNOMED, &["71651007", "24623002"]),
            (HCPCS, &["G0202", "G0204", "G0206", "G0279"]),
        ],
    },
    Set {
        key: "bilateral-mastectomy",
        name: "Bilateral mastectomy",
        source: "ICD-10-PCS resection of both breasts; ICD-10-CM acquired absence",
        codes: &[(ICD10_PCS, &["0HTV0ZZ"]), (ICD10, &["Z90.13"])],
    },
    Set {
        key: "unilateral-mastectomy",
        name: "Mastectomy of one breast, side by body site",
        source: "ICD-10-CM acquired absence, unspecified",
        codes: &[(ICD10, &["Z90.10"])],
    },
    Set {
        key: "unilateral-mastectomy-left",
        name: "Mastectomy, left",
        source: "ICD-10-PCS resection of left breast; ICD-10-CM acquired absence",
        codes: &[(ICD10_PCS, &["0HTU0ZZ"]), (ICD10, &["Z90.12"])],
    },
    Set {
        key: "unilateral-mastectomy-right",
        name: "Mastectomy, right",
        source: "ICD-10-PCS resection of right breast; ICD-10-CM acquired absence",
        codes: &[(ICD10_PCS, &["0HTT0ZZ"]), (ICD10, &["Z90.11"])],
    },
    Set {
        key: "colonoscopy",
        name: "Colonoscopy",
        source: "SNOMED CT and HCPCS screening colonoscopy",
        codes: &[(SNOMED, &["73761001", "444783004"]), (HCPCS, &["G0105", "G0121"])],
    },
    Set {
        key: "flexible-sigmoidoscopy",
        name: "Flexible sigmoidoscopy",
        source: "SNOMED CT; HCPCS",
        codes: &[(SNOMED, &["44441009"]), (HCPCS, &["G0104"])],
    },
    Set {
        key: "ct-colonography",
        name: "CT colonography",
        source: "LOINC",
        codes: &[(LOINC, &["60515-4", "72531-7", "79069-1", "79071-7", "79101-2", "82688-3"])],
    },
    Set { key: "stool-dna-fit", name: "Stool DNA test", source: "LOINC", codes: &[(LOINC, &["77353-1", "77354-9"])] },
    Set {
        key: "fecal-occult-blood",
        name: "Stool blood test",
        source: "LOINC; HCPCS",
        codes: &[
            (
                LOINC,
                &[
                    "2335-8", "12503-9", "12504-7", "14563-1", "14564-9", "14565-6", "27396-1", "27401-9", "27925-7",
                    "27926-5", "29771-3", "56490-6", "56491-4", "57905-2", "58453-2", "80372-6",
                ],
            ),
            (HCPCS, &["G0328"]),
        ],
    },
    Set {
        key: "colorectal-cancer",
        name: "Colorectal cancer",
        source: "ICD-10-CM C18-C20, Z85.038, Z85.048",
        codes: &[
            (
                ICD10,
                &[
                    "C18.0", "C18.1", "C18.2", "C18.3", "C18.4", "C18.5", "C18.6", "C18.7", "C18.8", "C18.9", "C19",
                    "C20", "C21.8", "Z85.038", "Z85.048",
                ],
            ),
            (SNOMED, &["363406005"]),
        ],
    },
    Set {
        key: "total-colectomy",
        name: "Total colectomy",
        source: "ICD-10-PCS resection of large intestine",
        codes: &[(ICD10_PCS, &["0DTE0ZZ", "0DTE4ZZ", "0DTE7ZZ", "0DTE8ZZ"])],
    },
    Set {
        key: "cervical-cytology",
        name: "Cervical cytology",
        source: "LOINC; HCPCS",
        codes: &[
            (
                LOINC,
                &[
                    "10524-7", "18500-9", "19762-4", "19764-0", "19765-7", "19766-5", "19774-9", "33717-0", "47527-7",
                    "47528-5",
                ],
            ),
            (HCPCS, &["G0123", "G0143", "G0144", "G0145", "G0147", "G0148", "P3000", "P3001", "Q0091"]),
        ],
    },
    Set {
        key: "hpv-test",
        name: "HPV test",
        source: "LOINC; HCPCS",
        codes: &[
            (
                LOINC,
                &[
                    "21440-3", "30167-1", "38372-9", "59263-4", "59264-2", "59420-0", "69002-4", "71431-1", "75694-0",
                    "77379-6", "77399-4", "77400-0", "82354-2", "82456-5", "82675-0", "95539-3",
                ],
            ),
            (HCPCS, &["G0476"]),
        ],
    },
    Set {
        key: "hysterectomy-without-cervix",
        name: "Hysterectomy with removal of the cervix",
        source: "ICD-10-PCS resection of cervix",
        codes: &[(ICD10_PCS, &["0UTC0ZZ", "0UTC4ZZ", "0UTC7ZZ", "0UTC8ZZ"])],
    },
    Set {
        key: "absence-of-cervix",
        name: "Absence of the cervix",
        source: "ICD-10-CM",
        codes: &[(ICD10, &["Z90.710", "Z90.712", "Q51.5"])],
    },
];
