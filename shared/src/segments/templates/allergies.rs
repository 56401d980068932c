//! Allergies, by what they are to.

use super::parts::{active, alive, all, made, ongoing, speaks_of};
use super::{Template, Topic};
use crate::segments::RecordType;

pub fn templates() -> Vec<Template> {
    let allergy = |key, name, summary, words: &[&str]| {
        let test = speaks_of(RecordType::AllergyIntolerance, words, [ongoing()]);
        made(Topic::Allergy, key, name, summary, all([active(), alive(), test]))
    };
    vec![
        allergy(
            "allergy-food",
            "Allergy: food",
            "An allergy to a food.",
            &["food", "nut", "milk", "dairy", "egg", "fish", "wheat", "soy"],
        ),
        allergy("allergy-pollen", "Allergy: pollen", "An allergy to pollen.", &["pollen", "grass", "ragweed"]),
        allergy(
            "allergy-medication",
            "Allergy: medication",
            "An allergy to a medicine.",
            &["penicillin", "aspirin", "sulfa", "ibuprofen", "cillin"],
        ),
        allergy(
            "allergy-pets",
            "Allergy: pets",
            "An allergy to animals.",
            &["dander", "animal", "allergy to cat", "allergy to dog", "cat hair", "dog hair"],
        ),
        allergy(
            "allergy-insects",
            "Allergy: insects",
            "An allergy to the venom of insects.",
            &["bee sting", "bee venom", "wasp", "venom", "insect"],
        ),
        allergy(
            "allergy-mould",
            "Allergy: mould and dust",
            "An allergy to mould or house dust.",
            &["mould", "mold", "dust"],
        ),
        allergy("allergy-latex", "Allergy: latex", "An allergy to latex.", &["latex"]),
    ]
}
