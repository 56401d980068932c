//! Which of our sets an imported ValueSet stands for, and what its codes make of that set.

use super::stewards::STEWARDS;
use super::system::ICD10;
use super::value_set::Published;
use super::{Coding, add, slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A code set that there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub key: String,
    pub name: String,
    pub source: String,
    pub codes: Vec<Coding>,
}

/// Which set a ValueSet becomes without anybody's choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    pub key: String,
    /// What that set ships with stays beside it.
    pub beside: bool,
}

/// A set that it may stand for: somebody has to say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub key: String,
    pub name: String,
    /// Why, in words for whoever decides.
    pub why: String,
}

/// The set that a ValueSet names: by the OID that stewards publish it under, its URL, or a name that is that set's key or displayed name.
pub fn meant(set: &Published, known: &[Known]) -> Option<Meant> {
    let there = |key: &str| known.iter().any(|one| one.key == key);
    let called: BTreeSet<String> = set.called.iter().map(|name| slug(name)).collect();
    if let Some(steward) = STEWARDS.iter().find(|steward| !set.oid.is_empty() && steward.oid == set.oid) {
        return there(steward.key).then(|| Meant { key: steward.key.to_owned(), beside: steward.part });
    }
    let same_url = |one: &&Known| !set.url.is_empty() && one.source == set.url;
    let same_name = |one: &&Known| called.contains(&one.key) || called.contains(&slug(&one.name));
    if let Some(one) = known.iter().find(same_url).or_else(|| known.iter().find(same_name)) {
        return Some(Meant { key: one.key.clone(), beside: false });
    }
    let steward = STEWARDS.iter().find(|steward| called.contains(&slug(steward.name)) && there(steward.key))?;
    Some(Meant { key: steward.key.to_owned(), beside: steward.part })
}

/// Share of codes or words, in per cent, from which on two sets look alike.
const ALIKE: usize = 40;

/// The set that it looks most like, by its codes or else by the words of its name.
pub fn suggestion(set: &Published, known: &[Known]) -> Option<Suggestion> {
    let of = |one: &Known, why: String| Suggestion { key: one.key.clone(), name: one.name.clone(), why };
    let shared_codes = |one: &Known| set.codes.iter().filter(|coding| takes(&one.codes, coding)).count();
    let by_codes = known
        .iter()
        .map(|one| (shared_codes(one), one))
        .filter(|(shared, one)| shared * 100 >= ALIKE * set.codes.len().min(one.codes.len()).max(1))
        .max_by_key(|(shared, one)| (*shared, std::cmp::Reverse(one.codes.len())));
    if let Some((shared, one)) = by_codes {
        return Some(of(one, format!("{shared} of its {} codes are in that set", set.codes.len())));
    }
    let own: BTreeSet<String> = set.called.iter().flat_map(|name| words(name)).collect();
    let shared_words =
        |one: &Known| words(&one.name).chain(words(&one.key)).collect::<BTreeSet<_>>().intersection(&own).count();
    let (shared, one) = known.iter().map(|one| (shared_words(one), one)).max_by_key(|(shared, _)| *shared)?;
    let names = words(&one.name).count().min(own.len()).max(1);
    (shared > 0 && shared * 100 >= ALIKE * names).then(|| of(one, "its name is alike".to_owned()))
}

fn takes(codes: &[Coding], coding: &Coding) -> bool {
    codes.iter().any(|one| one.system == coding.system && one.takes(&coding.code, &coding.display))
}

/// What the codes of a set look like: of which categories of ICD-10-CM they are, and by which words the set is called.
#[derive(Debug)]
pub struct Likeness {
    categories: BTreeSet<String>,
    /// All of them.
    words: Vec<String>,
}

impl Likeness {
    pub fn new(name: &str, codes: &[Coding]) -> Self {
        let of_icd = codes.iter().filter(|coding| coding.system == ICD10 && coding.words().is_none());
        // Its first part, before a colon or comma, says what it is.
        let words = words(name.split([':', ',']).next().unwrap_or_default()).collect();
        Self { categories: of_icd.map(|coding| category(&coding.code)).collect(), words }
    }

    pub fn has(&self, coding: &Coding) -> bool {
        let display = coding.display.to_lowercase();
        let worded = !self.words.is_empty() && self.words.iter().all(|word| display.contains(word));
        worded || (coding.system == ICD10 && self.categories.contains(&category(&coding.code)))
    }
}

/// Three signs; five in the chapters from `V` on, where a category holds unlike things.
fn category(code: &str) -> String {
    code.trim_end_matches('*').chars().take(if code < "V" { 3 } else { 5 }).collect()
}

/// Words of a name that say something.
fn words(name: &str) -> impl Iterator<Item = String> {
    const EMPTY: [&str; 9] = ["and", "the", "for", "with", "value", "set", "test", "care", "screening"];
    let slug = slug(name);
    slug.split('-').filter(|word| word.len() > 2 && !EMPTY.contains(word)).map(singular).collect::<Vec<_>>().into_iter()
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.trim_end_matches('s').to_owned(),
    }
}

/// What a set holds when what is mapped to it changes from `before` to `after`: the new codes, with what staff have added and without
/// what they have taken out since.
pub fn refed(current: &[Coding], before: &[Coding], after: &[Coding]) -> Vec<Coding> {
    let has = |codes: &[Coding], coding: &Coding| {
        codes.binary_search_by(|one| (&one.system, &one.code).cmp(&(&coding.system, &coding.code))).is_ok()
    };
    let sorted = |codes: &[Coding]| {
        let mut each = Vec::with_capacity(codes.len());
        add(&mut each, codes.to_vec());
        each
    };
    let (current, before) = (sorted(current), sorted(before));
    let taken_out = |coding: &Coding| has(&before, coding) && !has(&current, coding);
    let mut codes: Vec<Coding> = sorted(after).into_iter().filter(|coding| !taken_out(coding)).collect();
    add(&mut codes, current.iter().filter(|coding| !has(&before, coding)).cloned().collect());
    codes
}
