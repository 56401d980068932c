//! What a rule asks for and the data can't answer: codes that no record carries, units that can't be compared.

use super::index::resolved;
use crate::db::{Db, list_of};
use crate::error::Result;
use ::index::{Asked, Concepts};
use shared::records::CodedFact;
use shared::segments::{BlockId, CodeRef, Content, NumberTest, RecordConditionTest, RecordTest, Rule, Test};

/// Out of how many records the units are told: enough to know how a laboratory writes.
const LOOKED_AT: i64 = 1_000;

/// One note a row; a row that can match has none.
pub(super) async fn notes(db: &Db, rule: &Rule) -> Result<Vec<(BlockId, String)>> {
    let concepts = resolved(db, &Asked::of(rule)).await?;
    let mut tests: Vec<&RecordTest> = Vec::new();
    rule.root.each(&mut |block| {
        if let Test::Record(test) = &block.test {
            tests.push(test);
        }
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
            } else if let Content::Number(number) = content {
                units(db, "observation", &of_test, number).await?
            } else if let Content::Component(part) = content {
                let of_part = concepts_of(&part.codes, &concepts).collect::<Vec<_>>();
                units(db, "observation_component", &of_part, &part.number).await?
            } else {
                None
            };
            found.extend(note.map(|note| (row.id, note)));
        }
    }
    Ok(found)
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

/// Whether what is written of these concepts converts to the unit that is asked for.
async fn units(db: &Db, table: &str, concepts: &[u32], number: &NumberTest) -> Result<Option<String>> {
    let Some(unit) = number.unit.as_deref() else { return Ok(None) };
    let concepts = &concepts[..concepts.len().min(500)];
    if concepts.is_empty() {
        return Ok(None);
    }
    let sql = format!(
        "SELECT DISTINCT s.value_unit FROM (SELECT value_unit FROM {table} WHERE value_number IS NOT NULL
            AND concept_id IN ({}) LIMIT {LOOKED_AT}) s WHERE s.value_unit IS NOT NULL ORDER BY s.value_unit",
        db.dialect().keys_in("$1")
    );
    let written: Vec<String> =
        sqlx::query_scalar(&sql).bind(list_of(concepts.iter().copied())).fetch_all(db.read()).await?;
    let taken = number.by_unit();
    let fits = written.iter().any(|found| taken.iter().any(|(unit, _)| *unit == Some(found.as_str())));
    Ok((!fits && !written.is_empty()).then(|| {
        format!(
            "These values are written in {}, which can’t be compared with {unit}: choose that unit.",
            written.join(" or ")
        )
    }))
}
