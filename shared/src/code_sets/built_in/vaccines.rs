//! Vaccines of adults (CVX, CDC).

use super::{CVX, Set};

const CDC: &str = "CDC CVX";

pub const SETS: &[Set] = &[
    Set {
        key: "influenza-vaccine",
        name: "Influenza vaccine",
        source: CDC,
        codes: &[(
            CVX,
            &[
                "15", "16", "88", "111", "135", "140", "141", "144", "149", "150", "151", "153", "155", "158", "161",
                "166", "168", "171", "185", "186", "197", "200", "201", "202", "205", "320",
            ],
        )],
    },
    Set {
        key: "pneumococcal-vaccine",
        name: "Pneumococcal vaccine",
        source: CDC,
        codes: &[(CVX, &["33", "109", "133", "152", "215", "216", "327"])],
    },
    Set { key: "zoster-vaccine", name: "Recombinant zoster vaccine", source: CDC, codes: &[(CVX, &["187"])] },
];
