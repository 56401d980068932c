//! Text that somebody looks for, as a condition in SQL: letters of any alphabet in either case, `%`, `_` and `*` as themselves.
//!
//! Neither database folds case for us. SQLite's `LIKE` and `lower` know A to Z, PostgreSQL's depend on the locale the database
//! was made with. So a letter is looked for in each of its cases: `[éÉ]`, which `GLOB` and `~` read alike.

use crate::Dialect;
use sea_query::{BinOper, Expr, LikeExpr, SimpleExpr};
use std::fmt::Write;

/// Longer than anybody types: what follows is not looked at. Every database's patterns stay well below what it allows.
const LETTERS: usize = 400;

/// Marks the next character of a `LIKE` pattern as itself.
pub(crate) const ESCAPE: char = '!';

/// What a column has to contain or to start with.
#[derive(Debug, Clone)]
pub struct TextSearch {
    operator: Operator,
    pattern: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    /// SQLite, nothing but ASCII: folded by `LIKE` itself and four times as fast as `GLOB` with classes.
    Like,
    Glob,
    Regex,
}

impl TextSearch {
    /// Finds `text` anywhere; blanks around it don't count. Everything contains no text.
    pub fn contains(dialect: Dialect, text: &str) -> Self {
        Self::new(dialect, text, true)
    }

    /// Finds what starts with `text`.
    pub fn starts_with(dialect: Dialect, text: &str) -> Self {
        Self::new(dialect, text, false)
    }

    fn new(dialect: Dialect, text: &str, anywhere: bool) -> Self {
        let text: String = text.trim().chars().take(LETTERS).collect();
        let before = |any: &str| if anywhere { any.to_owned() } else { String::new() };
        match dialect {
            Dialect::Sqlite if text.is_ascii() => {
                let pattern = format!("{}{}%", before("%"), escaped(&text));
                Self { operator: Operator::Like, pattern }
            }
            Dialect::Sqlite => {
                let mut pattern = before("*");
                for letter in text.chars() {
                    push(&mut pattern, letter, matches!(letter, '*' | '?' | '['), |special| format!("[{special}]"));
                }
                pattern.push('*');
                Self { operator: Operator::Glob, pattern }
            }
            Dialect::Postgres => {
                let mut pattern = if anywhere { String::new() } else { "^".to_owned() };
                for letter in text.chars() {
                    push(&mut pattern, letter, letter.is_ascii_punctuation(), |special| format!("\\{special}"));
                }
                Self { operator: Operator::Regex, pattern }
            }
        }
    }

    /// SQL that is true where `text` (a column, or an expression over some) holds what is looked for. `argument` is the
    /// placeholder to which [`Self::pattern`] is bound.
    pub fn matches(&self, text: &str, argument: &str) -> String {
        match self.operator {
            Operator::Like => format!("({text}) LIKE {argument} ESCAPE '{ESCAPE}'"),
            Operator::Glob => format!("({text}) GLOB {argument}"),
            Operator::Regex => format!("({text}) ~ {argument}"),
        }
    }

    /// What to bind.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// As [`Self::matches`], for a statement that sea-query builds.
    pub(crate) fn condition(&self, text: Expr) -> SimpleExpr {
        match self.operator {
            Operator::Like => text.like(LikeExpr::new(&self.pattern).escape(ESCAPE)),
            Operator::Glob => text.binary(BinOper::Custom("GLOB"), self.pattern.as_str()),
            Operator::Regex => text.binary(BinOper::Custom("~"), self.pattern.as_str()),
        }
    }
}

/// A `LIKE` pattern for columns and texts that are in one case already: `before`, then `text` as itself, then `after`.
pub(crate) fn like(before: &str, text: &str, after: &str) -> LikeExpr {
    LikeExpr::new(format!("{before}{}{after}", escaped(text))).escape(ESCAPE)
}

/// `text` inside a `LIKE` pattern, for `ESCAPE '!'`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 4);
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | ESCAPE) {
            escaped.push(ESCAPE);
        }
        escaped.push(letter);
    }
    escaped
}

fn push(pattern: &mut String, letter: char, special: bool, quoted: impl FnOnce(char) -> String) {
    let cases = cases(letter);
    if special {
        pattern.push_str(&quoted(letter));
    } else if cases.len() == 1 {
        pattern.push(letter);
    } else {
        // Writing to a String can't fail.
        let _ = write!(pattern, "[{}]", cases.iter().collect::<String>());
    }
}

/// The letter and its other cases. Two lower-case sigmas share a capital; the capital of ß is new and no capital of Unicode's.
fn cases(letter: char) -> Vec<char> {
    let mut cases = vec![letter];
    let mut add = |other: char| {
        if !cases.contains(&other) {
            cases.push(other);
        }
    };
    if let Some(upper) = one(letter.to_uppercase()) {
        one(upper.to_lowercase()).into_iter().for_each(&mut add);
        add(upper);
    }
    one(letter.to_lowercase()).into_iter().for_each(&mut add);
    match letter {
        'σ' | 'Σ' => add('ς'),
        'ß' => add('ẞ'),
        _ => {}
    }
    cases
}

/// The only letter there is: a case of several letters, such as "SS" for ß, is none that a class can hold.
fn one(mut letters: impl Iterator<Item = char>) -> Option<char> {
    let first = letters.next()?;
    letters.next().is_none().then_some(first)
}
