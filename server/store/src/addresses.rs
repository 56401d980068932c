//! Phone numbers and e-mail addresses in the form they are compared in.

use phonenumber::Mode;
use phonenumber::country::Id;

/// E.164 where it parses as a number of `country` (ISO 3166 alpha-2) or an international one; otherwise as it stands.
pub fn e164(number: &str, country: Option<&str>) -> String {
    let region = country.and_then(|country| country.parse::<Id>().ok()).unwrap_or(Id::US);
    match phonenumber::parse(Some(region), number) {
        Ok(parsed) => parsed.format().mode(Mode::E164).to_string(),
        Err(_) => number.trim().to_owned(),
    }
}

/// Whether somebody may have meant a telephone number: digits, with nothing but spaces and signs between them.
pub fn may_be_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits) && text.chars().all(|sign| sign.is_ascii_digit() || " +-./()".contains(sign))
}

/// Trimmed and in lower case; `None` for what can't be an address.
pub fn email(address: &str) -> Option<String> {
    let address = address.trim().trim_start_matches("mailto:").to_lowercase();
    let (local, domain) = address.rsplit_once('@')?;
    (!local.is_empty() && !domain.is_empty() && !address.contains(char::is_whitespace)).then_some(address)
}
