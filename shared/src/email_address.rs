//! An e-mail address as everybody knows it, consent, suppression and the outbox included: trimmed, in lower case, without
//! invisible marks, its domain in ASCII (`xn--`), plausible.

use crate::text;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An address that a mail server would at least look at. Equal addresses compare equal whatever their case was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// What was typed is no e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("enter an e-mail address like name@example.org")]
pub struct InvalidAddress;

impl EmailAddress {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidAddress;

    /// RFC 5321 lengths, one `@`, a dotted domain of letters, digits and hyphens; no quoting, no comments, no spaces. What stands
    /// before the `@` is ASCII: anything else no mail server on the way has to take (RFC 6531).
    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        let text = text::code(text);
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidAddress)?;
        let local = local.to_lowercase();
        let local_good = (1..=64).contains(&local.len())
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_good = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain = ascii(&domain.to_lowercase())?;
        let domain_good = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label_good);
        let address = format!("{local}@{domain}");
        if local_good && domain_good && address.len() <= 254 { Ok(Self(address)) } else { Err(InvalidAddress) }
    }
}

impl EmailAddress {
    /// The addresses of a cell or line, however people and programs write them: `mailto:` in front, *Name <address>*, several
    /// parted by commas, semicolons or spaces.
    ///
    /// # Errors
    /// When any part is no address: none of them is guessed.
    pub fn all(text: &str) -> Result<Vec<Self>, InvalidAddress> {
        let text = text::code(text);
        let mut found: Vec<Self> = Vec::new();
        let mut outside = String::new();
        let mut rest = text.as_str();
        let bracketed = rest.contains('<');
        while let Some((before, after)) = rest.split_once('<') {
            let (inside, after) = after.split_once('>').ok_or(InvalidAddress)?;
            found.push(bare(inside).parse()?);
            outside.push_str(before);
            outside.push(' ');
            rest = after;
        }
        outside.push_str(rest);
        for word in outside.split([';', ',', ' ']).filter(|word| !word.is_empty()) {
            // Beside brackets stand names.
            if !bracketed || word.contains('@') {
                found.push(bare(word).parse()?);
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|address| seen.insert(address.clone()));
        if found.is_empty() { Err(InvalidAddress) } else { Ok(found) }
    }
}

/// Without `mailto:`.
fn bare(address: &str) -> &str {
    let address = address.trim();
    match address.split_at_checked(7) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest,
        _ => address,
    }
}

/// The address as it is compared, whatever stands there: what is no address as a code in lower case.
#[must_use]
pub fn key(address: &str) -> String {
    address.parse::<EmailAddress>().map_or_else(|_| text::code(address).to_lowercase(), String::from)
}

/// The domain as mail servers look it up (UTS 46).
#[cfg(feature = "unicode")]
fn ascii(domain: &str) -> Result<String, InvalidAddress> {
    if domain.is_ascii() {
        return Ok(domain.to_owned());
    }
    idna::domain_to_ascii_strict(domain).map_err(|_| InvalidAddress)
}

/// The browser takes a domain as it was typed; the server turns it.
#[cfg(not(feature = "unicode"))]
fn ascii(domain: &str) -> Result<String, InvalidAddress> {
    Ok(domain.to_owned())
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidAddress;
    fn try_from(text: String) -> Result<Self, InvalidAddress> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address with all but its ends hidden: enough to know it again, not enough to learn it.
///
/// Of a telephone number its last two digits are left, of a postal address its street's first sign and its ZIP code's last.
#[must_use]
pub fn masked(address: &str) -> String {
    if address.contains('\n') {
        let street = address.chars().take(1).collect::<String>();
        let code = address.split('\n').nth(4).unwrap_or_default();
        let end: String = code.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        return format!("{street}••• {end}").trim_end().to_owned();
    }
    if address.starts_with('+') {
        let end: String = address.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        return format!("•••{end}");
    }
    let Some((local, domain)) = address.rsplit_once('@') else { return "your address".into() };
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}
