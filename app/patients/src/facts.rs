//! Who the patient is.

use super::list::gender_label;
use kit::time::day;
use leptos::prelude::*;
use shared::patients::Demographics;
use shared::time::Date;

/// "42 years, female, speaks English, lives in Chicago".
pub(super) fn about_line(person: &Demographics) -> String {
    let mut parts = Vec::new();
    if let Some(age) = &person.age {
        parts.push(format!("{age} years"));
    }
    if let Some(gender) = &person.gender {
        parts.push(gender_label(gender).to_lowercase());
    }
    if let Some(language) = &person.language {
        parts.push(format!("speaks {}", language_name(language)));
    }
    if let Some(city) = &person.city {
        parts.push(format!("lives in {city}"));
    }
    parts.join(", ")
}

/// The facts by name; what is not known is left out.
pub(super) fn facts(person: Demographics) -> AnyView {
    let street = [person.line, person.city, person.state, person.postal_code, person.country]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let birth_sex = person.birth_sex.map(|code| match code.as_str() {
        "F" => "Female".to_owned(),
        "M" => "Male".to_owned(),
        "UNK" | "ASKU" => "Unknown".to_owned(),
        _ => code,
    });
    let lines = [
        ("Born", person.birth_date.map(|first| born(first, person.birth_until))),
        ("Died", person.deceased.then(|| person.deceased_at.map_or("Date not known".into(), |at| day(at.date_utc())))),
        ("Gender", person.gender.map(|code| gender_label(&code).to_owned())),
        ("Sex at birth", birth_sex),
        ("Language", person.language.map(|code| language_name(&code))),
        ("Race", person.race),
        ("Ethnicity", person.ethnicity),
        ("Address", (!street.is_empty()).then_some(street)),
        ("Time zone", Some(person.time_zone.unwrap_or_else(|| "The organization's".into()))),
        ("General practitioner", person.general_practitioner),
        ("Cared for by", person.managing_organization),
    ];
    let rows = lines
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| view! { <dt>{name}</dt><dd>{value}</dd> }))
        .collect_view();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}

/// The English name of a language tag; the tag itself where we know none.
fn language_name(tag: &str) -> String {
    let name = match tag.split('-').next().unwrap_or(tag) {
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        "de" => "German",
        "it" => "Italian",
        "pt" => "Portuguese",
        "zh" => "Chinese",
        "vi" => "Vietnamese",
        "ko" => "Korean",
        "ru" => "Russian",
        "ar" => "Arabic",
        "hi" => "Hindi",
        "pl" => "Polish",
        "tl" => "Tagalog",
        _ => tag,
    };
    name.to_owned()
}

/// A birth date as far as it is known: "1980" of one that is known to the year.
pub(super) fn born(first: Date, until: Option<Date>) -> String {
    match until {
        None => day(first),
        Some(_) => first.partial_text(until),
    }
}
