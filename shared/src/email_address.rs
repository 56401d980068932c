//! An e-mail address as everybody knows it, consent, suppression and the outbox included: trimmed, in lower case, plausible.

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

    /// RFC 5321 lengths, one `@`, a dotted domain of letters, digits and hyphens; no quoting, no comments, no spaces.
    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidAddress)?;
        let local_good = (1..=64).contains(&local.len())
            && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_good = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_good = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label_good);
        if local_good && domain_good && text.len() <= 254 { Ok(Self(text)) } else { Err(InvalidAddress) }
    }
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
#[must_use]
pub fn masked(address: &str) -> String {
    let Some((local, domain)) = address.rsplit_once('@') else { return "your address".into() };
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}
