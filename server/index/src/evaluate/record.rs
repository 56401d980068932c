//! Tests of related records: one pass over the rows of the concepts that can match.

use super::row::Check;
use super::{Case, Told, not};
use crate::Bits;
use crate::records::{NEVER, Records};
use shared::records::WordFact;
use shared::segments::record::asks_for;
use shared::segments::{NearTest, Quantifier, RecordCondition, RecordTest, RecordType, Relation};
use shared::time::{Millis, UtcMillis};

const DAY: i64 = 86_400_000;

/// The rows of one type that may match, with the conditions made ready.
struct Scan<'a> {
    records: &'a Records,
    checks: Vec<Check>,
    /// Rows with one of these words do not count …
    left_out: Vec<LeftOut>,
}

struct LeftOut {
    fact: WordFact,
    words: Vec<u32>,
    /// … until the conditions up to this place are asked, where one asks for that word itself.
    asks_at: usize,
}

impl<'a> Scan<'a> {
    fn new(case: Case<'a>, kind: RecordType, conditions: &[RecordCondition]) -> Option<Self> {
        let records = case.index.records.get(&kind)?;
        let checks = conditions.iter().map(|row| case.check(records, row)).collect();
        let left_out = kind.left_out().iter().map(|(fact, codes)| LeftOut {
            fact: *fact,
            words: case.index.words.find_all(codes.iter().copied()),
            asks_at: conditions.iter().position(|row| asks_for(row, *fact)).unwrap_or(usize::MAX),
        });
        Some(Self { records, checks, left_out: left_out.collect() })
    }

    /// Calls `matched` with the row and its concept for every row that passes all conditions, and fills `rows`: the
    /// patients of the rows that pass the first condition, the first two … Of one patient and concept the newest rows come
    /// first.
    fn run(&self, case: Case<'a>, mut rows: Option<&mut [Bits]>, mut matched: impl FnMut(usize, u32)) {
        let records = self.records;
        for (concept, range) in &records.concepts {
            // How many conditions from the first on this concept can pass.
            let reach = self
                .checks
                .iter()
                .position(|check| check.of_concept(*concept) == Some(false))
                .unwrap_or(self.checks.len());
            if reach < self.checks.len() && (reach == 0 || rows.is_none()) {
                continue;
            }
            for row in range.clone().rev() {
                if case.within.is_some_and(|within| !within.contains(records.patient[row] as usize)) {
                    continue;
                }
                let said = |out: &&LeftOut| out.words.binary_search(&records.word(out.fact, row)).is_ok();
                let counts_from = self.left_out.iter().filter(said).map(|out| out.asks_at).max().unwrap_or(0);
                if counts_from >= self.checks.len().max(1) {
                    continue;
                }
                let mut passed = 0;
                for check in &self.checks[..reach] {
                    if !check.holds(case, records, row) {
                        break;
                    }
                    if let Some(rows) = &mut rows
                        && passed >= counts_from
                    {
                        rows[passed].insert(records.patient[row] as usize);
                    }
                    passed += 1;
                }
                if passed == self.checks.len() {
                    matched(row, *concept);
                }
            }
        }
    }
}

impl<'a> Case<'a> {
    pub(super) fn record(self, test: &RecordTest, told: Told<'_>) -> Bits {
        let mut rows = vec![self.nobody(); if told.is_some() { test.conditions.len() } else { 0 }];
        let mut then = vec![self.nobody(); if told.is_some() { test.then.len() } else { 0 }];
        let asked = told.is_some();
        let scans: Vec<_> = test.records.iter().filter_map(|kind| Scan::new(self, *kind, &test.conditions)).collect();
        let run = |rows: &mut Vec<Bits>, matched: &mut dyn FnMut(u32)| {
            for scan in &scans {
                scan.run(self, asked.then_some(&mut **rows), |row, _| matched(scan.records.patient[row]));
            }
        };
        let set = if test.records.is_empty() {
            self.always(test.quantifier.holds(0) && !test.quantifier.picks_a_day())
        } else {
            match test.quantifier {
                Quantifier::Exists | Quantifier::None => {
                    let mut any = self.nobody();
                    run(&mut rows, &mut |patient| any.insert(patient as usize));
                    if test.quantifier == Quantifier::None { not(any) } else { any }
                }
                Quantifier::AtLeast(_) | Quantifier::AtMost(_) | Quantifier::Exactly(_) => {
                    let mut counts = vec![0_u32; self.index.len()];
                    run(&mut rows, &mut |patient| counts[patient as usize] += 1);
                    let mut set = self.nobody();
                    for (patient, count) in counts.into_iter().enumerate() {
                        set.set(patient, test.quantifier.holds(count as usize));
                    }
                    set
                }
                Quantifier::Latest | Quantifier::Earliest => {
                    self.of_the_day(test, &scans, asked.then_some(&mut rows), &mut then)
                }
            }
        };
        if let Some(told) = told {
            let all = test.conditions.iter().zip(rows).chain(test.then.iter().zip(then));
            told.extend(all.map(|(row, set)| (row.id, set)));
        }
        set
    }

    /// Patients of whose rows of the last (or first) day one satisfies `then`.
    fn of_the_day(
        self,
        test: &RecordTest,
        scans: &[Scan<'a>],
        mut rows: Option<&mut Vec<Bits>>,
        then: &mut [Bits],
    ) -> Bits {
        let latest = test.quantifier == Quantifier::Latest;
        let none = if latest { i64::MIN } else { i64::MAX };
        let mut best = vec![none; self.index.len()];
        let mut set = self.nobody();
        for scan in scans {
            let records = scan.records;
            let checks: Vec<Check> = test.then.iter().map(|row| self.check(records, row)).collect();
            scan.run(self, rows.as_deref_mut().map(|rows| &mut **rows), |row, concept| {
                if records.at[row] == NEVER {
                    return;
                }
                let (patient, day) = (records.patient[row] as usize, records.at[row].div_euclid(DAY));
                let known = best[patient];
                if day != known {
                    if known != none && (day > known) != latest {
                        return;
                    }
                    best[patient] = day;
                    if known != none {
                        set.remove(patient);
                        then.iter_mut().for_each(|narrowed| narrowed.remove(patient));
                    }
                }
                let holds = |check: &Check| match check.of_concept(concept) {
                    Some(truth) => truth,
                    None => check.holds(self, records, row),
                };
                let passed = checks.iter().take_while(|check| holds(check)).count();
                for narrowed in then.iter_mut().take(passed) {
                    narrowed.insert(patient);
                }
                if passed == checks.len() {
                    set.insert(patient);
                }
            });
        }
        set
    }

    /// The records that another may lie near to.
    pub(super) fn beside(self, near: &NearTest) -> Beside {
        let mut rows = Vec::new();
        for kind in &near.records {
            let Some(scan) = Scan::new(self, *kind, &near.conditions) else { continue };
            scan.run(self, None, |row, _| {
                let began = scan.records.began(row);
                if let Some(at) = scan.records.at(row).or(began) {
                    let patient = scan.records.patient[row];
                    rows.push(Other { patient, at, over: scan.records.over(row), kind: *kind, row: row as u32 });
                }
            });
        }
        rows.sort_unstable_by_key(|other| (other.patient, other.at, other.row));
        Beside { has: near.has, when: near.when, rows }
    }
}

/// Records that pass a near test's conditions, by patient.
#[derive(Debug)]
pub(super) struct Beside {
    has: bool,
    when: Relation,
    rows: Vec<Other>,
}

#[derive(Debug)]
struct Other {
    patient: u32,
    at: UtcMillis,
    over: Option<UtcMillis>,
    kind: RecordType,
    row: u32,
}

impl Beside {
    pub(super) fn holds(&self, records: &Records, row: usize) -> bool {
        let patient = records.patient[row];
        let from = self.rows.partition_point(|other| other.patient < patient);
        let of_patient = self.rows[from..].iter().take_while(|other| other.patient == patient);
        let at = records.at(row);
        let mut others = of_patient.filter(|other| other.kind != records.kind || other.row as usize != row);
        let near = at.is_some_and(|at| others.any(|other| self.lies(at, records.over(row), other)));
        near == self.has
    }

    fn lies(&self, at: UtcMillis, over: Option<UtcMillis>, other: &Other) -> bool {
        let days = |days: u16| Millis::days(i64::from(days));
        match self.when {
            Relation::After { days: most } => {
                let end = over.unwrap_or(at);
                other.at > end && other.at - end <= days(most)
            }
            Relation::Before { days: most } => other.at < at && at - other.at <= days(most),
            Relation::Around { days: most } => at - other.at <= days(most) && other.at - at <= days(most),
            Relation::During => other.at <= at && other.over.is_none_or(|end| end >= at),
        }
    }
}
