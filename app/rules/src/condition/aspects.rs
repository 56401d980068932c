//! Which kinds of condition a row may have, and which it starts with.

use shared::segments::{ConditionKind, Content, RecordConditionTest, RecordType};

/// What conditions on such records may be about, and `now`, which the row is about already: (name, words). What lies near a
/// record is not near another one.
pub fn aspects(records: &[RecordType], now: ConditionKind, nested: bool) -> Vec<(&'static str, &'static str)> {
    let offered = |kind: ConditionKind| {
        !(nested && kind == ConditionKind::Near) && records.iter().any(|record| kind.fits(*record))
    };
    let all = ConditionKind::ALL.into_iter().filter(|kind| *kind == now || offered(*kind));
    all.map(|kind| (kind.code(), kind.label())).collect()
}

/// The first condition of a new row.
pub fn starting(records: &[RecordType]) -> RecordConditionTest {
    let worded = records.first().is_none_or(|record| record.has_concept());
    if worded { ConditionKind::Text.start(records) } else { ConditionKind::Status.start(records) }
}

/// Whether a row can stay when the record type changes.
pub fn stays(record: RecordType, test: &RecordConditionTest) -> bool {
    let known = match test.content() {
        Content::Words(fact, any_of) if !fact.takes_other_codes() => {
            let codes = fact.codes(record);
            any_of.iter().all(|word| codes.iter().any(|(code, _)| code == word))
        }
        _ => true,
    };
    test.fits(record) && known
}
