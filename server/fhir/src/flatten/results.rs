//! Whether an observation has a result: a value that says "unknown" or "declined" is none.

use crate::datatypes::CodeableConcept;
use shared::records::NO_RESULT;

/// Codes that stand for no answer, with the FHIR data-absent-reason they mean: HL7 null flavors, SNOMED CT, LOINC answers.
const SAY_NOTHING: [(&str, &str); 22] = [
    ("UNK", "unknown"),
    ("NI", "unknown"),
    ("NAV", "temp-unknown"),
    ("ASKU", "asked-unknown"),
    ("NASK", "not-asked"),
    ("MSK", "masked"),
    ("NA", "not-applicable"),
    ("261665006", "unknown"),
    ("266927001", "unknown"),
    ("373068000", "unknown"),
    ("385432009", "not-applicable"),
    ("443390004", "asked-declined"),
    ("105480006", "asked-declined"),
    ("426544006", "asked-declined"),
    ("720834000", "asked-declined"),
    ("1220561009", "unknown"),
    ("LA4489-6", "unknown"),
    ("LA12688-0", "unknown"),
    ("LA18980-5", "unknown"),
    ("LA4720-4", "not-applicable"),
    ("LA30122-8", "asked-declined"),
    ("LA15841-2", "asked-declined"),
];

/// Words that a text, or the display of a code, says nothing with.
const EMPTY_WORDS: [(&str, &str); 20] = [
    ("unknown", "unknown"),
    ("unk", "unknown"),
    ("not known", "unknown"),
    ("no answer", "asked-unknown"),
    ("not asked", "not-asked"),
    ("not assessed", "not-performed"),
    ("not done", "not-performed"),
    ("not performed", "not-performed"),
    ("not obtained", "not-performed"),
    ("not collected", "not-performed"),
    ("unable to obtain", "not-performed"),
    ("test not performed", "not-performed"),
    ("cancelled", "not-performed"),
    ("canceled", "not-performed"),
    ("pending", "temp-unknown"),
    ("not applicable", "not-applicable"),
    ("n/a", "not-applicable"),
    ("error", "error"),
    ("declined", "asked-declined"),
    ("refused", "asked-declined"),
];
/// What such a text may begin with and still say nothing.
const EMPTY_STARTS: [(&str, &str); 7] = [
    ("unknown if", "unknown"),
    ("unknown whether", "unknown"),
    ("patient declined", "asked-declined"),
    ("patient refused", "asked-declined"),
    ("declined ", "asked-declined"),
    ("refused ", "asked-declined"),
    ("asked but ", "asked-unknown"),
];

/// The reason that FHIR's element gives; any other than FHIR's own is not known. An element that says nothing itself gives none.
pub fn absent_reason(reason: &CodeableConcept<'_>) -> &'static str {
    if reason.label().is_none() {
        return "none";
    }
    let code = reason.code().unwrap_or_default();
    let given = NO_RESULT.iter().find(|known| **known == code).copied();
    given.or_else(|| coded(reason)).unwrap_or("unknown")
}

/// Why a coded result says nothing, where it does not.
pub fn coded(value: &CodeableConcept<'_>) -> Option<&'static str> {
    let codes = value.coding.iter().filter_map(|coding| coding.code.as_deref());
    let by_code = codes.flat_map(|code| {
        let own = NO_RESULT.iter().find(|known| **known == code).copied();
        own.or_else(|| SAY_NOTHING.iter().find(|(known, _)| *known == code).map(|(_, reason)| *reason))
    });
    let displays = value.coding.iter().filter_map(|coding| coding.display.as_deref());
    let worded = displays.chain(value.text.as_deref()).find_map(worded);
    by_code.into_iter().next().or(worded)
}

/// Why a text says nothing, where it does not.
pub fn worded(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    let whole = EMPTY_WORDS.iter().find(|(word, _)| *word == text);
    whole.or_else(|| EMPTY_STARTS.iter().find(|(start, _)| text.starts_with(start))).map(|(_, reason)| *reason)
}
