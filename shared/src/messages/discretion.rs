//! What must not stand where others may see or hear it: on a locked phone, in a voice mailbox, on a postcard.

use super::merge::{FIELDS, Piece, pieces};
use crate::consent::Channel;

impl Channel {
    /// How others come to see or hear its messages; `None` for what only its recipient opens.
    pub const fn seen_by_others(self) -> Option<&'static str> {
        match self {
            Self::Email => None,
            Self::Sms => Some("a text shows on a locked phone"),
            Self::Voice => Some("others may hear a voicemail"),
            Self::Post => Some("others may read a card"),
        }
    }
}

/// The fields in `text` that say something about somebody's health, with what they say.
pub fn telling_fields(text: &str) -> Vec<(&str, &'static str)> {
    let told = |piece: Piece<'_>| match piece {
        Piece::Field { path, .. } => {
            FIELDS.iter().find(|field| field.path == path).and_then(|field| Some((field.path, field.tells?)))
        }
        Piece::Text(_) | Piece::Unclosed(_) => None,
    };
    pieces(text).into_iter().filter_map(told).collect()
}

/// Beginnings of words that name an illness, a test, a drug or a ward, in English and Spanish, without accents.
const STEMS: &[&str] = &[
    "a1c",
    "abort",
    "addict",
    "adicci",
    "alcohol",
    "alzheimer",
    "anxiet",
    "ansiedad",
    "asma",
    "asthma",
    "biops",
    "bipolar",
    "cancer",
    "cardiolog",
    "chemo",
    "chlamyd",
    "clamid",
    "cholesterol",
    "colesterol",
    "colonosc",
    "copd",
    "dement",
    "depres",
    "diabet",
    "dialis",
    "dialys",
    "embaraz",
    "epilep",
    "fertil",
    "gonorr",
    "hepatit",
    "herpes",
    "hipertens",
    "hypertens",
    "insulin",
    "leuk",
    "leucem",
    "mammogr",
    "mamogr",
    "metadon",
    "methadon",
    "metformin",
    "neurolog",
    "obes",
    "oncolog",
    "opioid",
    "parkinson",
    "positiv",
    "pregnan",
    "prenatal",
    "psic",
    "psiq",
    "psych",
    "quimio",
    "schizo",
    "esquizo",
    "sifil",
    "syphil",
    "statin",
    "tubercul",
    "tumor",
    "urolog",
];
/// Whole words, for those that begin others.
const WORDS: &[&str] = &["hiv", "vih", "aids", "sida", "sti", "std", "its", "ets", "pap", "prep", "epoc", "rehab"];

/// The words in `text` from which others could tell what somebody suffers from, each once. Merge fields are left out.
pub fn telling_words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in pieces(text) {
        let Piece::Text(text) = piece else { continue };
        for word in text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let plain = without_accents(word);
            let tells = STEMS.iter().any(|stem| plain.starts_with(stem)) || WORDS.contains(&plain.as_str());
            // "its" is a word; "ITS" is the Spanish for a sexually transmitted infection.
            let is_word = plain == "its" && word != "ITS";
            if tells && !is_word && !found.iter().any(|one| one == word) {
                found.push(word.to_owned());
            }
        }
    }
    found
}

fn without_accents(word: &str) -> String {
    let plain = |sign: char| match sign {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        other => other,
    };
    word.to_lowercase().chars().map(plain).collect()
}
