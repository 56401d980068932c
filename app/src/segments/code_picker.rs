//! Choosing codes: a search over the concepts that are in the data, with how often each occurs.

use super::api::find_codes;
use super::builder::Builder;
use crate::ui::{Choice, Combobox, Icon, answers, grouped};
use leptos::prelude::*;
use shared::segments::wire::ConceptChoice;
use shared::segments::{BlockId, CodeRef, RecordConditionTest, RecordType};

#[component]
pub fn CodePicker(
    builder: Builder,
    row: BlockId,
    record: RecordType,
    test: Memo<Option<RecordConditionTest>>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| match test.get() {
        Some(RecordConditionTest::Code(codes)) => codes,
        _ => Vec::new(),
    });
    let set = move |codes: Vec<CodeRef>| {
        builder.set(row, |rule| {
            if let Some(condition) = rule.condition_mut(row) {
                condition.test = RecordConditionTest::Code(codes);
            }
        });
    };
    let search = RwSignal::new(String::new());
    let asked = RwSignal::new(String::new());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let text = search.get();
        waiting.update_value(|waiting| {
            if let Some(earlier) = waiting.take() {
                earlier.clear();
            }
            *waiting = set_timeout_with_handle(move || asked.set(text), std::time::Duration::from_millis(200)).ok();
        });
    });
    let found = answers(move || {
        let text = asked.get();
        async move { find_codes(record, text).await.unwrap_or_default() }
    });
    let options = Signal::derive(move || {
        let found: Vec<ConceptChoice> = found.get().unwrap_or_default();
        found
            .into_iter()
            .filter(|choice| chosen.with(|chosen| !chosen.contains(&choice.code)))
            .map(|choice| {
                let value = serde_json::to_string(&choice.code).unwrap_or_default();
                let detail = format!("{} · {} records", choice.code.code, grouped(choice.records as i64));
                Choice::new(value, choice.code.display).with_detail(detail)
            })
            .collect::<Vec<_>>()
    });
    let value = RwSignal::new(None::<Choice>);
    Effect::new(move |_| {
        let Some(choice) = value.get() else { return };
        if let Ok(code) = serde_json::from_str::<CodeRef>(&choice.value) {
            let mut codes = chosen.get_untracked();
            codes.push(code);
            set(codes);
        }
        value.set(None);
        search.set(String::new());
    });
    let chips = move || {
        chosen
            .get()
            .into_iter()
            .map(|code| {
                let name = if code.display.is_empty() { code.code.clone() } else { code.display.clone() };
                let (label, title) = (format!("Remove {name}"), format!("{} {}", code.system, code.code));
                let remove = move |_| {
                    let mut codes = chosen.get_untracked();
                    codes.retain(|other| *other != code);
                    set(codes);
                };
                view! {
                    <span class="chip chip-value" title=title>
                        {name}
                        {builder
                            .may_edit
                            .then(|| {
                                view! {
                                    <button type="button" aria-label=label on:click=remove>
                                        <Icon name="x" />
                                    </button>
                                }
                            })}
                    </span>
                }
            })
            .collect_view()
    };
    view! {
        <span class="row-word">"is any of"</span>
        {chips}
        {builder
            .may_edit
            .then(|| {
                view! {
                    <span class="code-search">
                        <Combobox
                            name=format!("code-{}", row.0)
                            label="Search codes in your data"
                            placeholder="Search codes"
                            search
                            options
                            value
                            none="No such code in your data."
                        />
                    </span>
                }
            })}
    }
    .into_any()
}
