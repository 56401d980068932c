//! What a rule asks of concepts, and the answer, which whoever asks gets from where the concepts are.

use shared::ids::SegmentId;
use shared::segments::travel::Place;
use shared::segments::{CodeRef, Content, Group, PatientTest, RecordCondition, RecordTest, Rule, Test, TextTest};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Everything that a rule asks and that the index does not know by itself.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Asked {
    /// (system, code)
    pub codes: BTreeSet<(String, String)>,
    /// Code sets, by key.
    pub sets: BTreeSet<String>,
    pub texts: Vec<TextTest>,
    /// Names of locations and organizations, in lower case (A to Z).
    pub sites: BTreeSet<String>,
    pub segments: BTreeSet<SegmentId>,
    /// Journeys and steps of journeys.
    pub travels: BTreeSet<Place>,
}

/// The concepts that answer it.
#[derive(Debug, Default, Clone)]
pub struct Concepts {
    pub codes: HashMap<(String, String), Vec<u32>>,
    pub sets: BTreeMap<String, Vec<u32>>,
    /// In the order of [`Asked::texts`].
    pub texts: Vec<(TextTest, Vec<u32>)>,
    /// The keys of the locations and of the organizations with each name.
    pub locations: BTreeMap<String, Vec<u32>>,
    pub organizations: BTreeMap<String, Vec<u32>>,
}

impl Asked {
    pub fn of(rule: &Rule) -> Self {
        let mut asked = Self::default();
        asked.group(&rule.root);
        asked
    }

    fn group(&mut self, group: &Group) {
        group.each(&mut |block| match &block.test {
            Test::Record(test) => self.record(test),
            Test::CareGap(test) => {
                for group in test.definition().into_iter().flat_map(|gap| gap.groups()) {
                    self.group(group);
                }
            }
            Test::Segment(test) => self.segments.extend(test.segment),
            Test::Patient(PatientTest::Travels(test)) => self.travels.extend(test.place()),
            Test::Group(_) | Test::Patient(_) => {}
        });
    }

    fn record(&mut self, test: &RecordTest) {
        test.rows().for_each(|row| self.row(row));
    }

    fn row(&mut self, row: &RecordCondition) {
        let content = row.test.content();
        self.codes(content.codes());
        self.sets.extend(content.sets().iter().cloned());
        match content {
            Content::Text(text) => {
                if !self.texts.contains(text) {
                    self.texts.push(text.clone());
                }
            }
            Content::Sites(names) => self.sites.extend(names.iter().map(|name| name.to_ascii_lowercase())),
            Content::Near(near) => near.conditions.iter().for_each(|row| self.row(row)),
            Content::Codes(..)
            | Content::Sets(..)
            | Content::Component(_)
            | Content::Done
            | Content::Words(..)
            | Content::Window(..)
            | Content::AgeThen(_)
            | Content::Number(_)
            | Content::About(_) => {}
        }
    }

    fn codes(&mut self, codes: &[CodeRef]) {
        self.codes.extend(codes.iter().map(|code| (code.system.clone(), code.code.clone())));
    }
}

impl Concepts {
    /// Concepts that have one of the codes, sorted.
    pub(crate) fn coded(&self, codes: &[CodeRef]) -> Vec<u32> {
        let found = codes.iter().filter_map(|code| self.codes.get(&(code.system.clone(), code.code.clone())));
        sorted(found.flatten().copied())
    }

    /// Concepts that have a code of one of the sets, sorted.
    pub(crate) fn in_sets(&self, keys: &[String]) -> Vec<u32> {
        sorted(keys.iter().filter_map(|key| self.sets.get(key)).flatten().copied())
    }

    /// The locations and the organizations with one of these names, both sorted.
    pub(crate) fn at(&self, names: &[String]) -> (Vec<u32>, Vec<u32>) {
        let named = |places: &BTreeMap<String, Vec<u32>>| {
            sorted(names.iter().filter_map(|name| places.get(&name.to_ascii_lowercase())).flatten().copied())
        };
        (named(&self.locations), named(&self.organizations))
    }

    /// Concepts that are worded so, sorted.
    pub(crate) fn worded(&self, text: &TextTest) -> Vec<u32> {
        sorted(self.texts.iter().filter(|(asked, _)| asked == text).flat_map(|(_, found)| found.iter().copied()))
    }
}

fn sorted(concepts: impl Iterator<Item = u32>) -> Vec<u32> {
    concepts.collect::<BTreeSet<_>>().into_iter().collect()
}
