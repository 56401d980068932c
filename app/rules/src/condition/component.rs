//! A condition on one part of an observation, such as the systolic of a blood pressure.

use super::RowState;
use super::codes::CodePicker;
use super::number::NumberEditor;
use crate::chips::ChipSelect;
use leptos::prelude::*;
use shared::segments::record::{PRESSURES, pressure};
use shared::segments::wire::CodedPart;
use shared::segments::{ComponentTest, RecordConditionTest, RecordType};

const LOINC: &str = "http://loinc.org";
/// (LOINC, words) of what is asked for most; every other part is searched.
const PARTS: [(&str, &str); 3] = [PRESSURES[0], PRESSURES[1], ("", "another part")];

pub(super) fn component(state: RowState, record: RecordType) -> AnyView {
    let disabled = state.disabled();
    let now = move || match state.test.get() {
        Some(RecordConditionTest::Component(test)) => test,
        _ => ComponentTest::high_systolic_pressure(),
    };
    let part = Memo::new(move |_| match now().codes.as_slice() {
        [only] if only.system == LOINC => {
            PARTS.iter().find(|(loinc, _)| *loinc == only.code).map_or("", |(loinc, _)| *loinc)
        }
        _ => "",
    });
    let choose = Callback::new(move |loinc: &'static str| {
        state.set(RecordConditionTest::Component(ComponentTest { codes: pressure(loinc), ..untrack(now) }));
    });
    let value = Signal::derive(move || now().number);
    let set = Callback::new(move |number| {
        state.set(RecordConditionTest::Component(ComponentTest { number, ..untrack(now) }));
    });
    view! {
        <ChipSelect label="Which part" choices=PARTS.to_vec() value=part disabled on_change=choose strong=true />
        {move || {
            part.get().is_empty().then(|| view! { <CodePicker state record part=CodedPart::Component /> })
        }}
        <NumberEditor value set disabled described_by=state.error() />
    }
    .into_any()
}
