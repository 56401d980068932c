//! One list of record types, from which everything else is derived.

use shared::change::Changed;
use shared::records::{CodedFact, RecordKind, RecordType, WordFact};
use std::collections::BTreeSet;

#[test]
fn every_type_that_fhir_has_is_imported() {
    for record in RecordType::ALL {
        let imported = RecordKind::ALL.contains(&record.into());
        assert_eq!(imported, record.fhir_name().is_some(), "{record:?}");
    }
}

#[test]
fn kinds_are_told_apart_by_name_and_by_table() {
    for kind in RecordKind::ALL {
        assert_eq!(RecordKind::of_name(kind.name()), Some(kind));
        assert_eq!(RecordKind::of_table(kind.table()), Some(kind));
    }
    let labels: BTreeSet<_> = RecordKind::ALL.into_iter().map(RecordKind::label).collect();
    assert_eq!(labels.len(), RecordKind::ALL.len());
}

#[test]
fn what_changed_is_read_back_from_the_queue() {
    let kinds = RecordKind::ALL.into_iter().chain(RecordType::ALL.map(RecordKind::from)).map(Changed::Kind);
    let others = [Changed::ContactPoint, Changed::CareTeam, Changed::Consent, Changed::Segment, Changed::JourneyRun];
    for changed in kinds.chain(others) {
        assert_eq!(Changed::from_code(changed.code()), Some(changed));
    }
    assert_eq!(Changed::from_code("of a later version"), None);
}

#[test]
fn what_is_referred_to_comes_before_what_refers_to_it() {
    let patient = RecordKind::Patient.rank();
    let encounter = RecordKind::Record(RecordType::Encounter).rank();
    for kind in RecordKind::ALL {
        assert_eq!(kind.is_directory(), kind.rank() < patient, "{kind:?}");
        assert_eq!(kind.is_fact(), kind.rank() > patient, "{kind:?}");
        assert!(!kind.is_fact() || kind.rank() >= encounter, "{kind:?}");
    }
}

#[test]
fn words_that_are_not_free_have_codes_to_choose_from() {
    for record in RecordType::ALL {
        for fact in WordFact::ALL.into_iter().filter(|fact| fact.is_of(record) && !fact.takes_other_codes()) {
            assert!(!fact.codes(record).is_empty(), "{fact:?} of {record:?}");
        }
        assert_eq!(CodedFact::Concept.is_of(record), record != RecordType::Activity);
    }
}
