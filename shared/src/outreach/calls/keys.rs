//! Single keys of the desk: the letters by which a script's answers are chosen.

/// Keys that the desk uses itself: next person, find, pick up or hang up, notes, shortcuts.
pub const RESERVED: [&str; 5] = ["N", "P", "M", "/", "?"];

/// A letter for each answer: the first of its words that is neither `taken` nor reserved; none when all are.
#[must_use]
pub fn answer_keys(words: &[&str], taken: &[String]) -> Vec<Option<char>> {
    let mut used: Vec<char> = Vec::new();
    words
        .iter()
        .map(|words| {
            let free = |key: &char| {
                let name = key.to_string();
                key.is_ascii_alphabetic()
                    && !used.contains(key)
                    && !RESERVED.contains(&name.as_str())
                    && !taken.contains(&name)
            };
            let chosen = words.chars().flat_map(char::to_uppercase).find(free);
            used.extend(chosen);
            chosen
        })
        .collect()
}
