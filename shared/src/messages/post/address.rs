//! A postal address in parts, as carriers ask for it, and the one text under which consent and the outbox know it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a card or letter goes. Without a country it is in the United States.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PostalAddress {
    pub street: String,
    /// Apartment, unit, care of.
    pub more: String,
    pub city: String,
    /// Two letters in the United States.
    pub state: String,
    pub postal_code: String,
    /// ISO 3166, two letters.
    pub country: String,
}

/// Longer lines are cut by carriers (Lob: 64 characters).
const LONGEST_LINE: usize = 64;

impl PostalAddress {
    /// The six parts, a line each: what the outbox and the consent ledger keep. Without any part it is empty.
    pub fn to_key(&self) -> String {
        let parts = [&self.street, &self.more, &self.city, &self.state, &self.postal_code, &self.country];
        if parts.iter().all(|part| part.trim().is_empty()) {
            return String::new();
        }
        parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).join("\n")
    }

    /// Reads [`Self::to_key`].
    pub fn from_key(key: &str) -> Self {
        let mut parts = key.split('\n').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { street: next(), more: next(), city: next(), state: next(), postal_code: next(), country: next() }
    }

    /// As a patient's record has it: street, city, state, ZIP code, country. Imports join the lines of a street by commas.
    pub fn of_record([line, city, state, postal_code, country]: [&str; 5]) -> Self {
        let (street, more) = line.split_once(',').unwrap_or((line, ""));
        Self {
            street: street.trim().to_owned(),
            more: more.trim().to_owned(),
            city: city.to_owned(),
            state: state.to_owned(),
            postal_code: postal_code.to_owned(),
            country: country.to_owned(),
        }
    }

    /// Where previews are mailed to.
    pub fn sample() -> Self {
        Self::from_lines("7 Elm Street\nApt 3\nSpringfield, IL 62704")
    }

    /// Reads lines as people write them, with "City, ST 12345" last or before the country; on one line, the parts are parted
    /// by commas.
    pub fn from_lines(lines: &str) -> Self {
        let lines = lines.trim();
        let split = if lines.contains('\n') { lines.to_owned() } else { one_a_line(lines) };
        let mut lines: Vec<&str> = split.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let country = match lines.last() {
            Some(last) if lines.len() > 1 && !last.contains(|sign: char| sign.is_ascii_digit()) => {
                lines.pop().unwrap_or_default()
            }
            _ => "",
        };
        let (city, rest) = lines.pop().and_then(|line| line.rsplit_once(',')).unwrap_or_default();
        let (state, postal_code) = rest.trim().split_once(' ').unwrap_or_default();
        Self {
            street: lines.first().copied().unwrap_or_default().to_owned(),
            more: lines.get(1..).unwrap_or_default().join(", "),
            city: city.trim().to_owned(),
            state: state.trim().to_owned(),
            postal_code: postal_code.trim().to_owned(),
            country: country.to_owned(),
        }
    }

    pub fn is_domestic(&self) -> bool {
        matches!(self.country.trim().to_ascii_uppercase().as_str(), "" | "US" | "USA" | "UNITED STATES")
    }

    /// What keeps it from being deliverable, in words that follow "The address"; `None` when it is complete.
    pub fn missing(&self) -> Option<&'static str> {
        if self.street.trim().is_empty() {
            Some("has no street")
        } else if self.city.trim().is_empty() {
            Some("has no city")
        } else if self.is_domestic() && !is_state(self.state.trim()) {
            Some("has no state")
        } else if self.is_domestic() && !is_zip(self.postal_code.trim()) {
            Some("has no ZIP code")
        } else if [&self.street, &self.more].iter().any(|line| line.chars().count() > LONGEST_LINE) {
            Some("has a line that is too long")
        } else {
            None
        }
    }

    /// The lines of the address block below the name.
    pub fn lines(&self) -> Vec<String> {
        let place = [self.city.trim(), self.state.trim()].into_iter().filter(|part| !part.is_empty());
        let place = [place.collect::<Vec<_>>().join(", "), self.postal_code.trim().to_owned()].join(" ");
        let country = if self.is_domestic() { "" } else { self.country.trim() };
        let lines = [self.street.trim(), self.more.trim(), place.trim(), country];
        lines.into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

impl fmt::Display for PostalAddress {
    /// On one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().join(", "))
    }
}

/// "7 Elm Street, Springfield, IL 62704" with the city's part on its own line.
fn one_a_line(line: &str) -> String {
    let mut parts: Vec<String> = line.split(',').map(|part| part.trim().to_owned()).collect();
    let ends_in_country = parts.last().is_some_and(|last| !last.contains(|sign: char| sign.is_ascii_digit()));
    let country = (ends_in_country && parts.len() > 3).then(|| parts.pop()).flatten();
    if parts.len() > 2
        && let (Some(state), Some(city)) = (parts.pop(), parts.pop())
    {
        parts.push(format!("{city}, {state}"));
    }
    parts.extend(country);
    parts.join("\n")
}

/// A state's or territory's name or its two letters; sources have both.
fn is_state(state: &str) -> bool {
    state.chars().count() >= 2 && state.chars().all(|sign| sign.is_alphabetic() || " .-".contains(sign))
}

/// `62701` or `62701-1234`; leading zeros that a spreadsheet has lost make it incomplete.
fn is_zip(code: &str) -> bool {
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    match code.split_once('-') {
        Some((zip, more)) => digits(zip, 5) && digits(more, 4),
        None => digits(code, 5) || digits(code, 9),
    }
}
