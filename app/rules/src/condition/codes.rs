//! Choosing codes: a search over the concepts that are in the data, with how often each occurs.

use super::RowState;
use crate::chips::ChosenChip;
use ::code_sets::CodeSearch;
use leptos::prelude::*;
use shared::segments::wire::CodedPart;
use shared::segments::{CodeRef, RecordType};

#[component]
pub fn CodePicker(
    state: RowState,
    record: RecordType,
    part: CodedPart,
    /// Which of the chosen codes are shown as chips; all of them by default.
    #[prop(default = |_| true)]
    shown: fn(&CodeRef) -> bool,
) -> impl IntoView {
    let chosen = Memo::new(move |_| {
        state.test.with(|test| test.as_ref().map_or_else(Vec::new, |test| test.content().codes().to_vec()))
    });
    let change = move |change: &dyn Fn(&mut Vec<CodeRef>)| {
        state.change(|test| {
            if let Some(codes) = test.content_mut().codes() {
                change(codes);
            }
        });
    };
    let choose = move |code: CodeRef| change(&|codes| codes.push(code.clone()));
    let chips = move || {
        let chosen = chosen.get().into_iter().filter(shown);
        chosen
            .map(|code| {
                let name = if code.display.is_empty() { code.code.clone() } else { code.display.clone() };
                let (label, title) = (format!("Remove {name}"), format!("{} {}", code.system, code.code));
                let remove = Callback::new(move |()| change(&|codes| codes.retain(|other| *other != code)));
                view! { <ChosenChip name label title removable=!state.disabled() on_remove=remove /> }
            })
            .collect_view()
    };
    view! {
        <span class="row-word">"is any of"</span>
        {chips}
        {(!state.disabled())
            .then(|| {
                view! {
                    <CodeSearch
                        name=format!("code-{}", state.place.name())
                        record=Signal::stored(record)
                        part
                        chosen=Signal::derive(move || chosen.get())
                        on_choose=choose
                    />
                }
            })}
    }
    .into_any()
}
