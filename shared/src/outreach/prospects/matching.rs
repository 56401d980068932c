//! Whether a line of a list is somebody we know. Who is certain is linked; who is not is shown to a person; nobody is merged in
//! silence.

use super::Likeness;
use crate::patients::{Known, contradict, name_words};
use std::collections::BTreeSet;

/// What is known of somebody, as far as lines and people are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// Name and birth date.
    pub known: Known,
    /// E-mail addresses and telephone numbers in the form they are compared in.
    pub addresses: BTreeSet<String>,
    /// In lower case, without spaces.
    pub postcode: Option<String>,
    /// In lower case, without spaces and signs.
    pub street: Option<String>,
}

impl Described {
    /// Both texts in the form they are compared in.
    pub fn lives_at(&mut self, street: Option<&str>, postcode: Option<&str>) {
        let bare = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().to_lowercase();
        self.street = street.map(bare).filter(|street| !street.is_empty());
        // A longer American postcode is in the same place as its first five digits.
        let short = |text: &str| text.split_once('-').map_or(text, |(short, _)| short).to_owned();
        self.postcode = postcode.map(|text| bare(&short(text))).filter(|postcode| !postcode.is_empty());
    }
}

/// How like two descriptions are: certainly one person, or perhaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    Certain,
    Perhaps(Likeness),
}

/// Whom a line names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match<K> {
    Nobody,
    One(K),
    /// A person has to look.
    Unsure(Vec<(K, Likeness)>),
}

/// Compares a line with somebody; `None` when they are two people, or nothing says that they are one.
#[must_use]
pub fn compare(line: &Described, other: &Described) -> Option<Alike> {
    let same_name = {
        let words = name_words(&line.known.name);
        !words.is_empty() && words == name_words(&other.known.name)
    };
    let births = match (&line.known.birth_date, &other.known.birth_date) {
        (Some(mine), Some(theirs)) => Some(mine.starts_with(theirs.as_str()) || theirs.starts_with(mine.as_str())),
        (_, _) => None,
    };
    let equal = |mine: &Option<String>, theirs: &Option<String>| mine.is_some() && mine == theirs;
    let same_place = equal(&line.postcode, &other.postcode);
    let same_house =
        equal(&line.street, &other.street) && (same_place || line.postcode.is_none() || other.postcode.is_none());
    if !line.addresses.is_disjoint(&other.addresses) {
        return match (same_name, births) {
            (true, Some(false)) => Some(Alike::Perhaps(Likeness::OtherBirthDate)),
            (true, _) => Some(Alike::Certain),
            // Families share telephones.
            (false, Some(false)) => None,
            (false, Some(true)) => Some(Alike::Perhaps(Likeness::OtherName)),
            (false, None) => (!contradict(&line.known, &other.known)
                && like_names(&line.known.name, &other.known.name))
            .then_some(Alike::Perhaps(Likeness::OtherName)),
        };
    }
    match (same_name, births) {
        (false, _) | (true, Some(false)) => None,
        (true, Some(true)) if same_place || same_house => Some(Alike::Certain),
        (true, Some(true)) => Some(Alike::Perhaps(Likeness::NameAndBirthDate)),
        (true, None) if same_house => Some(Alike::Certain),
        (true, None) => same_place.then_some(Alike::Perhaps(Likeness::NameAndPostcode)),
    }
}

/// Whether the words that two names do not share may be two spellings of one: one name has none of its own, or they begin alike.
fn like_names(one: &str, other: &str) -> bool {
    let (mine, theirs) = (name_words(one), name_words(other));
    let own = |from: &[String], without: &[String]| -> Vec<String> {
        from.iter().filter(|word| !without.contains(word)).cloned().collect()
    };
    let (mine, theirs) = (own(&mine, &theirs), own(&theirs, &mine));
    let begin_alike = |a: &str, b: &str| {
        let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        shared >= 2.min(a.chars().count().min(b.chars().count()))
    };
    mine.is_empty() || theirs.is_empty() || mine.iter().any(|a| theirs.iter().any(|b| begin_alike(a, b)))
}

/// Whom a line names among people who may be meant.
#[must_use]
pub fn decide<'a, K: Copy + PartialEq + 'a>(
    line: &Described,
    people: impl IntoIterator<Item = (K, &'a Described)>,
) -> Match<K> {
    let mut certain: Vec<K> = Vec::new();
    let mut perhaps: Vec<(K, Likeness)> = Vec::new();
    for (key, described) in people {
        match compare(line, described) {
            Some(Alike::Certain) if !certain.contains(&key) => certain.push(key),
            Some(Alike::Perhaps(why)) if perhaps.iter().all(|(known, _)| *known != key) => perhaps.push((key, why)),
            Some(Alike::Certain | Alike::Perhaps(_)) | None => {}
        }
    }
    match (certain.as_slice(), perhaps.is_empty()) {
        ([only], _) => Match::One(*only),
        ([], true) => Match::Nobody,
        ([], false) => Match::Unsure(perhaps),
        (several, _) => Match::Unsure(several.iter().map(|key| (*key, Likeness::Several)).collect()),
    }
}
