//! What a rule asks for and the data can't answer: codes that no record carries, units that can't be compared.

use super::index::resolved;
use crate::db::{Db, list_of};
use crate::error::Result;
use ::index::{Asked, Concepts};
use shared::records::CodedFact;
use shared::segments::{BlockId, CareGap, CodeRef, Content, NumberTest, RecordConditionTest, RecordTest, Rule, Test};
use std::collections::BTreeSet;

/// How many values are looked at: enough to know how a laboratory writes, and few enough for every keystroke.
const LOOKED_AT: i64 = 20_000;

/// One note a row; a row that can match has none.
pub(super) async fn notes(db: &Db, rule: &Rule) -> Result<Vec<(BlockId, String)>> {
    let concepts = resolved(db, &Asked::of(rule)).await?;
    let mut tests: Vec<&RecordTest> = Vec::new();
    let mut gaps: Vec<(BlockId, &'static CareGap)> = Vec::new();
    rule.root.each(&mut |block| match &block.test {
        Test::Record(test) => tests.push(test),
        Test::CareGap(test) => gaps.extend(test.definition().map(|gap| (block.id, gap))),
        Test::Group(_) | Test::Patient(_) | Test::Segment(_) => {}
    });
    let mut found = Vec::new();
    for test in tests {
        let of_test: Vec<u32> = test.rows().filter_map(|row| coded(&row.test, &concepts)).flatten().collect();
        for row in test.rows() {
            let content = row.test.content();
            let stranger = strangers(content.codes(), &concepts);
            let empty = content.sets().iter().find(|key| !concepts.sets.contains_key(*key));
            let note = if stranger.is_some() {
                stranger
            } else if let Some(key) = empty {
                Some(format!("No record carries a code of the set “{key}”."))
            } else if let Some((values, number)) = measured(content, &of_test, &concepts) {
                incomparable(db, &values, number).await?.map(|one| one.said(number))
            } else {
                None
            };
            found.extend(note.map(|note| (row.id, note)));
        }
    }
    for (block, gap) in gaps {
        found.extend(of_gap(db, gap, &concepts).await?.map(|note| (block, note)));
    }
    Ok(found)
}

/// What of the records that a care gap measures can't be compared with what it asks.
async fn of_gap(db: &Db, gap: &CareGap, concepts: &Concepts) -> Result<Option<String>> {
    let mut tests: Vec<&RecordTest> = Vec::new();
    for group in gap.groups() {
        group.each(&mut |block| {
            if let Test::Record(test) = &block.test {
                tests.push(test);
            }
        });
    }
    let mut asked: Vec<(Values, &NumberTest)> = Vec::new();
    for test in tests {
        let of_test: Vec<u32> = test.rows().filter_map(|row| coded(&row.test, concepts)).flatten().collect();
        let measured = test.rows().filter_map(|row| measured(row.test.content(), &of_test, concepts));
        for one in measured {
            // Several closers of a gap may look at the same values.
            if !asked.iter().any(|(values, _)| *values == one.0) {
                asked.push(one);
            }
        }
    }
    let mut said = Vec::new();
    for (values, number) in asked {
        said.extend(incomparable(db, &values, number).await?.map(|one| one.said(number)));
    }
    Ok((!said.is_empty()).then(|| said.join(" ")))
}

/// Where the values are that a condition compares.
#[derive(PartialEq, Eq)]
struct Values {
    table: &'static str,
    concepts: Vec<u32>,
}

fn measured<'a>(content: Content<'a>, of_test: &[u32], concepts: &Concepts) -> Option<(Values, &'a NumberTest)> {
    if let Content::Number(number) = content {
        Some((Values { table: "observation", concepts: of_test.to_vec() }, number))
    } else if let Content::Component(part) = content {
        let concepts = concepts_of(&part.codes, concepts).collect();
        Some((Values { table: "observation_component", concepts }, &part.number))
    } else {
        None
    }
}

/// The concepts that a condition narrows the record to.
fn coded(test: &RecordConditionTest, concepts: &Concepts) -> Option<Vec<u32>> {
    if let Content::Codes(CodedFact::Concept, codes) = test.content() {
        Some(concepts_of(codes, concepts).collect())
    } else if let Content::Sets(CodedFact::Concept, keys) = test.content() {
        Some(keys.iter().filter_map(|key| concepts.sets.get(key)).flatten().copied().collect())
    } else {
        None
    }
}

fn concepts_of<'a>(codes: &'a [CodeRef], concepts: &'a Concepts) -> impl Iterator<Item = u32> + 'a {
    let known = |code: &CodeRef| concepts.codes.get(&(code.system.clone(), code.code.clone()));
    codes.iter().filter_map(known).flatten().copied()
}

fn strangers(codes: &[CodeRef], concepts: &Concepts) -> Option<String> {
    let unknown = |code: &&CodeRef| !concepts.codes.contains_key(&(code.system.clone(), code.code.clone()));
    let names: Vec<_> = codes.iter().filter(unknown).map(|code| code.code.as_str()).collect();
    match names[..] {
        [] => None,
        [one] => Some(format!("No record carries the code {one}.")),
        _ => Some(format!("No record carries the codes {}.", names.join(", "))),
    }
}

/// Values that can't be compared with what is asked.
struct Incomparable {
    values: i64,
    of: i64,
    /// How they are written: "mmol/L", "without a unit", "> 60".
    written: BTreeSet<String>,
}

impl Incomparable {
    fn said(&self, number: &NumberTest) -> String {
        let written: Vec<&str> = self.written.iter().take(4).map(String::as_str).collect();
        let unit = number.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
        let limits = self.written.iter().any(|text| text.starts_with(['<', '>']));
        if self.values == self.of && !limits {
            return format!(
                "These values are written in {}, which can’t be compared with{unit}: choose that unit.",
                written.join(", ")
            );
        }
        format!(
            "{} of {} values can’t be compared with {}{unit} and do not count ({}).",
            self.values,
            self.of,
            number.value,
            written.join(", ")
        )
    }
}

/// Those of the values that can't be compared; `None` when all can.
async fn incomparable(db: &Db, values: &Values, number: &NumberTest) -> Result<Option<Incomparable>> {
    let concepts = &values.concepts[..values.concepts.len().min(500)];
    if concepts.is_empty() {
        return Ok(None);
    }
    let sql = format!(
        "SELECT s.value_unit, s.comparator, s.value_number, COUNT(*) FROM (
            SELECT value_unit, comparator,
                CAST(CASE WHEN comparator IS NULL THEN 0 ELSE value_number END AS DOUBLE PRECISION) AS value_number
            FROM {} WHERE value_number IS NOT NULL AND concept_id IN ({}) LIMIT {LOOKED_AT}) s
         GROUP BY s.value_unit, s.comparator, s.value_number",
        values.table,
        db.dialect().keys_in("$1")
    );
    let rows: Vec<(Option<String>, Option<String>, f64, i64)> =
        sqlx::query_as(&sql).bind(list_of(concepts.iter().copied())).fetch_all(db.read()).await?;
    let mut found = Incomparable { values: 0, of: 0, written: BTreeSet::new() };
    for (unit, limit, value, count) in rows {
        found.of += count;
        if number.compares(value, unit.as_deref(), limit.as_deref()) {
            continue;
        }
        found.values += count;
        found.written.insert(match (limit, unit) {
            (Some(limit), unit) => {
                format!("{limit} {value}{}", unit.map_or_else(String::new, |unit| format!(" {unit}")))
            }
            (None, Some(unit)) => unit,
            (None, None) => "no unit".to_owned(),
        });
    }
    Ok((found.values > 0).then_some(found))
}
