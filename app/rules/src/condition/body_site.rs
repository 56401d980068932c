//! A condition on the body site: a side at one touch, every other site searched.

use super::RowState;
use super::codes::CodePicker;
use crate::chips::ChipToggles;
use leptos::prelude::*;
use shared::segments::wire::CodedPart;
use shared::segments::{CodeRef, RecordType};

const SNOMED: &str = "http://snomed.info/sct";
/// (SNOMED CT, words)
const SIDES: [(&str, &str); 3] = [("7771000", "left"), ("24028007", "right"), ("51440002", "bilateral")];

/// Whether a toggle stands for this code.
fn is_side(code: &CodeRef) -> bool {
    code.system == SNOMED && SIDES.iter().any(|(side, _)| *side == code.code)
}

pub(super) fn body_site(state: RowState, record: RecordType) -> AnyView {
    let chosen = Signal::derive(move || {
        let sites = state.test.with(|test| test.as_ref().map_or_else(Vec::new, |test| test.content().codes().to_vec()));
        sites.into_iter().filter(is_side).map(|site| site.code).collect::<Vec<_>>()
    });
    let change = Callback::new(move |sides: Vec<String>| {
        let side = |(code, words): &(&str, &str)| CodeRef {
            system: SNOMED.into(),
            code: (*code).to_owned(),
            display: (*words).to_owned(),
        };
        let wanted: Vec<_> = SIDES.iter().filter(|(code, _)| sides.iter().any(|side| side == code)).map(side).collect();
        state.change(|test| {
            if let Some(sites) = test.content_mut().codes() {
                sites.retain(|site| !is_side(site));
                sites.splice(..0, wanted);
            }
        });
    });
    let sides = SIDES.map(|(code, words)| (code.to_owned(), words.to_owned())).to_vec();
    view! {
        <ChipToggles label="Side" choices=sides chosen disabled=state.disabled() on_change=change />
        <CodePicker state record part=CodedPart::BodySite shown=|code| !is_side(code) />
    }
    .into_any()
}
