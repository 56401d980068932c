//! Why two records may be of one person, and when there is enough of it to ask somebody.

use super::same_person::{Known, contradict};
use crate::text::folded;

/// What is compared of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    pub given: String,
    pub family: String,
    /// As it is stored: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// E-mail addresses and phone numbers.
    pub addresses: Vec<String>,
    /// (system, value)
    pub numbers: Vec<(String, String)>,
}

impl Described {
    fn known(&self) -> Known {
        Known { name: format!("{} {}", self.given, self.family), birth_date: self.birth_date.clone() }
    }

    /// The first given name: twins share everything but this.
    fn first(&self) -> String {
        let given = folded(&self.given);
        given.split(|sign: char| !sign.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default().to_owned()
    }
}

/// The reasons, the weightiest first; empty where they are not likely to be one person.
pub fn reasons(one: &Described, other: &Described) -> Vec<String> {
    if contradict(&one.known(), &other.known()) {
        return Vec::new();
    }
    let mut reasons = Vec::new();
    let number = one.numbers.iter().find(|(system, value)| {
        other
            .numbers
            .iter()
            .any(|(theirs, same)| same == value && (theirs == system || system.is_empty() || theirs.is_empty()))
    });
    if let Some((_, value)) = number {
        reasons.push(format!("both have the number ending in {}", ending(value)));
    }
    let full_date = |date: &Option<String>| date.as_ref().is_some_and(|date| date.len() == 10);
    let same_birth = full_date(&one.birth_date) && one.birth_date == other.birth_date;
    // A family name alone is many people's; a whole name may stand undivided in one field.
    let name = folded(&one.known().name);
    let same_name = name == folded(&other.known().name) && name.split_whitespace().count() > 1;
    let same_given = one.first() == other.first() && !one.first().is_empty();
    // Of one name and one address, and born on other days: parent and child.
    let other_birth = full_date(&one.birth_date) && full_date(&other.birth_date) && !same_birth;
    let shared = one.addresses.iter().find(|address| other.addresses.contains(address));
    if same_name {
        reasons.push("the same name".to_owned());
    } else if same_given {
        reasons.push("the same given name".to_owned());
    }
    if same_birth {
        reasons.push("born on the same day".to_owned());
    }
    if shared.is_some() {
        reasons.push("the same address or phone number".to_owned());
    }
    let enough = (number.is_some() && (same_given || same_birth))
        || (same_name && (same_birth || (shared.is_some() && !other_birth)))
        || (same_given && same_birth && shared.is_some());
    if enough { reasons } else { Vec::new() }
}

fn ending(value: &str) -> String {
    let signs: Vec<char> = value.chars().collect();
    signs[signs.len().saturating_sub(3)..].iter().collect()
}
