//! The codes of a set as a table, and the ways to add more.

use super::add_code::AddCode;
use super::editing::Editing;
use super::paste::PasteCodes;
use super::systems::label;
use kit::{Button, ButtonKind, ButtonSize, Card, Paging, SearchInput, grouped, use_list};
use leptos::html;
use leptos::prelude::*;
use shared::code_sets::Coding;
use shared::paging::WordsQuery;

/// So many rows at once; a search finds the others.
const SHOWN: usize = 200;

#[component]
pub fn Codes(editing: Editing) -> impl IntoView {
    let search = Paging::from(use_list::<WordsQuery>()).search_text();
    let paste = RwSignal::new(false);
    let found = Memo::new(move |_| {
        let wanted = search.get().to_lowercase();
        let words: Vec<_> = wanted.split_whitespace().collect();
        editing.codes.with(|codes| {
            let fits = |coding: &&Coding| {
                let all =
                    format!("{} {} {}", label(&coding.system), coding.code, editing.words_of(coding)).to_lowercase();
                words.iter().all(|word| all.contains(word))
            };
            codes.iter().filter(fits).cloned().collect::<Vec<_>>()
        })
    });
    let table = NodeRef::<html::Div>::new();
    let remove = Callback::new(move |coding: Coding| {
        editing.remove(&coding);
        // The button is gone with its row: the focus stays with the table.
        if let Some(table) = table.get_untracked() {
            // Fails only on an element that has left the page.
            let _ = table.focus();
        }
    });
    let remove = editing.may_edit.then_some(remove);
    let rows = move || {
        let row = |coding: Coding| row(editing.words_of(&coding), coding, remove);
        found.get().into_iter().take(SHOWN).map(row).collect_view()
    };
    let more = move || match found.with(Vec::len) {
        0 if editing.codes.with(Vec::is_empty) => "No codes yet: add the first one.".to_owned(),
        0 => "No code fits the search.".to_owned(),
        many if many > SHOWN => format!("And {} more: search for them.", grouped((many - SHOWN) as i64)),
        _ => String::new(),
    };
    let count = move || {
        let (added, removed) = editing.difference();
        let codes = editing.codes.with(Vec::len);
        let noun = if codes == 1 { "code" } else { "codes" };
        let mut text = format!("{} {noun}", grouped(codes as i64));
        if added + removed > 0 {
            text += &format!(" · saving adds {} and removes {}", grouped(added as i64), grouped(removed as i64));
        }
        text
    };
    let actions = move || {
        editing.may_edit.then(|| {
            view! {
                <Button icon="clipboard-list" size=ButtonSize::Small on_click=move |_| paste.set(true)>
                    "Paste codes"
                </Button>
            }
        })
    };
    view! {
        <Card title="Codes" actions=actions flush=true>
            <div class="table-tools">
                <SearchInput label="Search in this set" value=search />
                <span class="second">{count}</span>
            </div>
            <p class="field-error code-set-complaint" role="alert">
                {move || editing.errors.at("codes")}
            </p>
            <div class="table-wrap" role="region" tabindex="0" aria-label="Codes" node_ref=table>
                <table class="table">
                    <caption>"Codes"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"System"</th>
                            <th scope="col">"Code"</th>
                            <th scope="col">"Display"</th>
                            {editing.may_edit.then(|| view! { <th scope="col">"Remove"</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="code-set-more second" role="status">
                {more}
            </p>
            {editing.may_edit.then(|| view! { <AddCode editing /> })}
            <p class="sr-only" role="status">
                {move || editing.said.get()}
            </p>
        </Card>
        <PasteCodes editing open=paste />
    }
    .into_any()
}

fn row(words: String, coding: Coding, remove: Option<Callback<Coding>>) -> AnyView {
    let remove = remove.map(|remove| {
        let (label, coding) = (format!("Remove {}", coding.code), coding.clone());
        view! {
            <td class="actions">
                <Button
                    kind=ButtonKind::Quiet
                    size=ButtonSize::Small
                    icon="x"
                    label
                    on_click=move |_| remove.run(coding.clone())
                />
            </td>
        }
    });
    view! {
        <tr>
            <td title=coding.system.clone()>{label(&coding.system)}</td>
            <td>{coding.code}</td>
            <td>{if words.is_empty() { "–".to_owned() } else { words }}</td>
            {remove}
        </tr>
    }
    .into_any()
}
