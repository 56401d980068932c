//! Why something was not done, as far as the record says: the patient did not want it, or somebody advised against it.

use crate::datatypes::{CodeableConcept, Extension};
use shared::records::REFUSALS;

const NOT_WANTED: &str = REFUSALS[0];
const NOT_ADVISED: &str = REFUSALS[1];

/// SNOMED CT and HL7 codes of what the patient decided.
const DECLINED: [&str; 14] = [
    "105480006",
    "443390004",
    "183944003",
    "183945002",
    "183946001",
    "183947005",
    "183948000",
    "413310006",
    "413311005",
    "413312003",
    "416432009",
    "720834000",
    "PATOBJ",
    "asked-declined",
];
/// Of what a clinician decided.
const CONTRAINDICATED: [&str; 9] =
    ["183932001", "397745006", "266721009", "183963008", "183964002", "183966000", "62014003", "MEDPREC", "IMMUNE"];
/// Of what nobody decided: out of stock, not scheduled, not available.
const NOBODYS: [&str; 8] =
    ["182856006", "182857002", "419808006", "107724000", "242990004", "398143006", "OSTOCK", "VACSAF-OSTOCK"];

const DECLINED_WORDS: [&str; 9] = [
    "declin",
    "refus",
    "objection",
    "does not want",
    "did not want",
    "not wanted",
    "unwilling",
    "patient decision",
    "patient's decision",
];
const CONTRAINDICATED_WORDS: [&str; 9] = [
    "contraindicat",
    "not indicated",
    "not advised",
    "precaution",
    "allerg",
    "intoleran",
    "adverse",
    "immune",
    "medical reason",
];
const NOBODYS_WORDS: [&str; 7] =
    ["stock", "not available", "unavailable", "supply", "did not attend", "not scheduled", "equipment"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Declined,
    Contraindicated,
    /// Nobody decided it: it is still due.
    Nobodys,
    Other,
}

/// Statuses of what was not done and is not going to be.
const NOT_DONE: [&str; 6] = ["not-done", "not-taken", "declined", "cancelled", "revoked", "rejected"];
/// Ended early: only a reason that is understood says that it should not begin again.
const STOPPED: [&str; 1] = ["stopped"];

/// `not-wanted` or `not-advised`, where the record says so.
pub fn of(status: Option<&str>, negated: bool, reason: Option<&CodeableConcept<'_>>) -> Option<&'static str> {
    let status = status.unwrap_or_default();
    if status == "entered-in-error" {
        return None;
    }
    let not_done = negated || NOT_DONE.contains(&status);
    if !not_done && !STOPPED.contains(&status) {
        return None;
    }
    match reason.map(said) {
        Some(Said::Declined) => Some(NOT_WANTED),
        Some(Said::Contraindicated) => Some(NOT_ADVISED),
        Some(Said::Nobodys) => None,
        Some(Said::Other) => not_done.then_some(NOT_ADVISED),
        None if status == "declined" => Some(NOT_WANTED),
        None => negated.then_some(NOT_ADVISED),
    }
}

/// What of QI-Core's extensions says why it was not done.
pub fn of_extensions(extensions: Vec<Extension<'_>>) -> Option<CodeableConcept<'_>> {
    let is_reason = |extension: &Extension<'_>| {
        extension
            .url
            .as_deref()
            .is_some_and(|url| url.ends_with("notDoneReason") || url.ends_with("doNotPerformReason"))
    };
    extensions.into_iter().find(is_reason).and_then(|extension| extension.value_codeable_concept)
}

fn said(reason: &CodeableConcept<'_>) -> Said {
    let codes = || reason.coding.iter().filter_map(|coding| coding.code.as_deref());
    let has = |known: &[&str]| codes().any(|code| known.contains(&code));
    let displays = reason.coding.iter().filter_map(|coding| coding.display.as_deref());
    let words = displays.chain(reason.text.as_deref()).collect::<Vec<_>>().join(" ").to_lowercase();
    let speaks = |known: &[&str]| known.iter().any(|word| words.contains(word));
    if has(&DECLINED) {
        Said::Declined
    } else if has(&CONTRAINDICATED) {
        Said::Contraindicated
    } else if has(&NOBODYS) || speaks(&NOBODYS_WORDS) {
        Said::Nobodys
    } else if speaks(&DECLINED_WORDS) {
        Said::Declined
    } else if speaks(&CONTRAINDICATED_WORDS) {
        Said::Contraindicated
    } else {
        Said::Other
    }
}
