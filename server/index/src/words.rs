//! Words that repeat, each kept once and known by a number.

use std::collections::HashMap;

/// The number of no word.
pub const NONE: u32 = 0;

#[derive(Debug, Default)]
pub struct Words {
    numbers: HashMap<String, u32>,
    /// The word of number n is at n - 1.
    words: Vec<String>,
}

impl Words {
    /// The number of a word, a new one where it was not known.
    pub fn add(&mut self, word: Option<&str>) -> u32 {
        let Some(word) = word else { return NONE };
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        self.words.push(word.to_owned());
        let number = self.words.len() as u32;
        self.numbers.insert(word.to_owned(), number);
        number
    }

    pub fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// The numbers of those words that are here, sorted.
    pub fn find_all<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Vec<u32> {
        let mut all: Vec<_> = words.into_iter().filter_map(|word| self.find(word)).collect();
        all.sort_unstable();
        all
    }

    /// Which numbers have a word that passes, by number.
    pub fn passing(&self, passes: impl Fn(&str) -> bool) -> Vec<bool> {
        std::iter::once(false).chain(self.words.iter().map(|word| passes(word))).collect()
    }
}
