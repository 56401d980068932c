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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_e164() {
        assert_eq!(e164("(312) 555-0142", None), "+13125550142");
        assert_eq!(e164("555-978-4581", Some("US")), "+15559784581");
        assert_eq!(e164("+44 20 7946 0018", None), "+442079460018");
        assert_eq!(e164(" ext. ", None), "ext.");
    }

    #[test]
    fn what_may_be_a_number() {
        assert!(["+1 (312) 555-0142", "312.555.0142", "5550142"].into_iter().all(may_be_number));
        assert!(
            ["", "MRN-3125550142", "12345", "2026-11-25 10:00:00 12", "a@example.org"]
                .into_iter()
                .all(|text| !may_be_number(text))
        );
    }

    #[test]
    fn addresses_are_lower_case() {
        assert_eq!(email(" Casey.Jensen@Example.ORG "), Some("casey.jensen@example.org".into()));
        assert_eq!(email("not an address"), None);
        assert_eq!(email("@example.org"), None);
    }
}
