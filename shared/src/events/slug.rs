//! The readable end of an event's public address.

/// `Healthy Eye Seminar` → `healthy-eye-seminar`: letters a to z and digits, single hyphens, at most 80 characters.
/// Accented Latin letters lose their accent; nothing usable gives `event`.
pub fn from_name(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        let plain = match character {
            'à'..='å' => 'a',
            'ç' => 'c',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ñ' => 'n',
            'ò'..='ö' | 'ø' => 'o',
            'ù'..='ü' => 'u',
            'ý' | 'ÿ' => 'y',
            other => other,
        };
        if plain.is_ascii_alphanumeric() {
            slug.push(plain);
        } else if plain != '\'' && plain != '’' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() == 80 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "event".to_owned() } else { slug.to_owned() }
}

/// Whether `slug` is one that [`from_name`] could have made.
pub fn is_valid(slug: &str) -> bool {
    from_name(slug) == slug
}
