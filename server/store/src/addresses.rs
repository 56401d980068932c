//! Telephone numbers in E.164 and e-mail addresses in the form they are compared in: read here, and only here.

use phonenumber::country::Id;
use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, PhoneNumber};
use shared::email_address::EmailAddress;
use shared::patients::PersonLine;
use shared::text;

/// The number in E.164. Without a country code it is one of `country` (a code or name as people write it); where that is
/// not known the number is not either, whatever country we are in. `None` as well for what can be no number there, and
/// for what a spreadsheet has rounded.
pub fn phone(number: &str, country: Option<&str>) -> Option<String> {
    let number = text::code(number);
    let number =
        number.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("tel:")).map_or(&*number, |_| &number[4..]);
    if text::is_rounded(number) || number.contains(';') || number.matches('+').count() > 1 {
        return None;
    }
    let international = number.strip_prefix("00").filter(|_| !number.starts_with("000")).map(|rest| format!("+{rest}"));
    let region = country.and_then(region);
    let parsed = match international.as_deref().or(number.starts_with('+').then_some(number)) {
        // Germany's 0049 is dialed in nearly all of the world; where it is no way out, the number is a national one.
        Some(written) => phonenumber::parse(None, written).ok().filter(can_be),
        None => None,
    };
    let parsed = match (parsed, region) {
        (Some(parsed), _) => Some(parsed),
        (None, Some(_)) if number.starts_with('+') => None,
        (None, Some(region)) => phonenumber::parse(Some(region), number).ok().filter(can_be),
        (None, None) => None,
    };
    Some(parsed?.format().mode(Mode::E164).to_string())
}

/// A line of a table with its numbers in the form they are compared in, and its country as a code. `country` is the one of lines
/// that name none.
///
/// # Errors
/// What is wrong with a cell, without what is in it.
pub fn reachable(mut person: PersonLine, country: Option<&str>) -> Result<PersonLine, String> {
    if let Some(written) = &person.country {
        let known = self::country(written).ok_or("The country is not known: write its code (ISO 3166), such as US.")?;
        person.country = Some(known.to_owned());
    }
    let country = person.country.as_deref().or(country);
    let mut numbers = Vec::new();
    for written in &person.phones {
        let number = phone(written, country).ok_or(
            "The phone number can be none, or its country is not known: begin it with + and the country's code.",
        )?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    person.phones = numbers;
    Ok(person)
}

/// The country that people mean by a code of two or three letters or by a name, English or its own.
pub fn country(written: &str) -> Option<&'static str> {
    let written = plain(written);
    let own = OWN_NAMES.iter().find(|(name, _)| plain(name) == written).map(|(_, code)| *code);
    own.or_else(|| {
        let mut countries = celes::Country::get_countries().into_iter();
        let named = |country: &celes::Country| {
            [country.alpha2, country.alpha3, country.long_name].iter().any(|known| plain(known) == written)
        };
        countries.find(named).map(|country| country.alpha2)
    })
}

/// A name of a country without case, spaces, signs and article.
fn plain(name: &str) -> String {
    let letters: String = text::code(name).to_lowercase().chars().filter(|sign| sign.is_alphabetic()).collect();
    letters.strip_prefix("the").map_or_else(|| letters.clone(), str::to_owned)
}

/// Names that the standard's list has not: in the country's own language, and everyday ones.
const OWN_NAMES: [(&str, &str); 39] = [
    ("america", "US"),
    ("belgie", "BE"),
    ("belgique", "BE"),
    ("brasil", "BR"),
    ("britain", "GB"),
    ("czech republic", "CZ"),
    ("danmark", "DK"),
    ("deutschland", "DE"),
    ("eire", "IE"),
    ("england", "GB"),
    ("espana", "ES"),
    ("españa", "ES"),
    ("great britain", "GB"),
    ("hellas", "GR"),
    ("holland", "NL"),
    ("iran", "IR"),
    ("italia", "IT"),
    ("korea", "KR"),
    ("magyarország", "HU"),
    ("méxico", "MX"),
    ("nederland", "NL"),
    ("norge", "NO"),
    ("northern ireland", "GB"),
    ("polska", "PL"),
    ("russia", "RU"),
    ("românia", "RO"),
    ("schweiz", "CH"),
    ("scotland", "GB"),
    ("south korea", "KR"),
    ("suisse", "CH"),
    ("suomi", "FI"),
    ("sverige", "SE"),
    ("türkiye", "TR"),
    ("uk", "GB"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("usa", "US"),
    ("österreich", "AT"),
];

fn region(country: &str) -> Option<Id> {
    self::country(country)?.parse().ok()
}

/// Whether such a number can exist where its country code leads: as many digits as there are, beginning as they do.
fn can_be(number: &PhoneNumber) -> bool {
    let national = number.national().to_string();
    let places = DATABASE.by_code(&number.code().value()).unwrap_or_default();
    places.iter().any(|place| place.descriptors().general().is_match(&national))
}

/// Where a number in E.164 is at home (ISO 3166, two letters); `None` when no such number can exist.
pub fn country_of(number: &str) -> Option<String> {
    let parsed = phonenumber::parse(None, number).ok().filter(can_be)?;
    // Numbers of no country, such as a satellite's, can exist too.
    Some(parsed.country().id().map(|id| id.as_ref().to_owned()).unwrap_or_default())
}

/// The numbers that stand in a cell or `telecom.value`; none when a part of it is no number.
pub fn phones(written: &str, country: Option<&str>) -> Vec<String> {
    let tel = text::code(written);
    let parts = tel.split([';', ',', '|']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| phone(part, country)).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// Whether somebody may have meant a telephone number: digits, with nothing but spaces and signs between them.
pub fn may_be_number(text: &str) -> bool {
    let text = text::code(text);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits) && text.chars().all(|sign| sign.is_ascii_digit() || " +-./()".contains(sign))
}

/// The addresses that stand in a cell or `telecom.value`; none when a part of it is no address.
pub fn emails(written: &str) -> Vec<String> {
    EmailAddress::all(written).map(|all| all.into_iter().map(String::from).collect()).unwrap_or_default()
}
