//! Whether two descriptions can be of one person: what a number or an id says is believed only where name and birth date do
//! not speak against it.

use crate::text::folded;

/// What is known of somebody, as far as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The whole name, in any order.
    pub name: String,
    /// As it is stored: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub birth_date: Option<String>,
}

/// Whether name and birth date say that these are two people. Names change in part, by marriage, and birth dates are corrected; what
/// does not happen is that nothing of the name stays, or half of the name and the birth date are others.
#[must_use]
pub fn contradict(one: &Known, other: &Known) -> bool {
    let (mine, theirs) = (name_words(&one.name), name_words(&other.name));
    let births = match (&one.birth_date, &other.birth_date) {
        (Some(mine), Some(theirs)) => Some(mine.starts_with(theirs.as_str()) || theirs.starts_with(mine.as_str())),
        (_, _) => None,
    };
    if mine.is_empty() || theirs.is_empty() {
        return births == Some(false);
    }
    let same = mine == theirs;
    let shared = mine.iter().any(|word| theirs.contains(word));
    match births {
        Some(true) => false,
        Some(false) => !same,
        None => !shared,
    }
}

/// The words of a name, in order of the alphabet, without initials and signs.
#[must_use]
pub fn name_words(name: &str) -> Vec<String> {
    let folded = folded(name);
    let parts = folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    let mut words: Vec<String> = parts.map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}
