//! Where a visit took place: a location, or the organization or department that provided it.

use super::RowState;
use crate::word_list::WordList;
use leptos::prelude::*;
use shared::segments::RecordConditionTest;
use shared::segments::wire::WordsOf;

pub(super) fn site(state: RowState) -> AnyView {
    let chosen = Signal::derive(move || match state.test.get() {
        Some(RecordConditionTest::Site(any_of)) => any_of,
        _ => Vec::new(),
    });
    let change = Callback::new(move |any_of| state.set(RecordConditionTest::Site(any_of)));
    view! {
        <span class="row-word">"is any of"</span>
        <WordList
            id=format!("sites-{}", state.place.name())
            label="Site or department"
            of=Signal::stored(WordsOf::VisitSites)
            chosen
            disabled=state.disabled()
            described_by=state.error()
            on_change=change
        />
    }
    .into_any()
}
