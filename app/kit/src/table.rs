//! Tables whose rows come from the server a page at a time.

use super::{Icon, Pager, Paging, SearchInput, Step};
use leptos::prelude::*;
use shared::paging::SortBy;

/// A column of a [`DataTable`].
#[derive(Debug, Clone, Default)]
pub struct Column {
    pub label: &'static str,
    /// The code of what the server sorts by; `None` for a column that does not sort.
    pub sort: Option<&'static str>,
    /// Figures, at the right edge.
    pub number: bool,
    /// Left out on a phone; give the cells the class `narrow-hide` too.
    pub narrow_hide: bool,
    /// Its name is read out, but not shown.
    pub unseen: bool,
}

impl Column {
    pub const fn new(label: &'static str) -> Self {
        Self { label, sort: None, number: false, narrow_hide: false, unseen: false }
    }

    /// The column of buttons, which need no heading to be seen by.
    pub const fn actions() -> Self {
        Self { unseen: true, ..Self::new("Actions") }
    }

    #[must_use]
    pub fn sorted(mut self, by: impl SortBy) -> Self {
        self.sort = Some(by.code());
        self
    }

    #[must_use]
    pub const fn number(mut self) -> Self {
        self.number = true;
        self
    }

    #[must_use]
    pub const fn hidden_when_narrow(mut self) -> Self {
        self.narrow_hide = true;
        self
    }
}

/// Search box, sortable head, the rows (`children`: `<tr>`s, mostly inside a `Transition`) and the pager. Whatever the person does
/// changes `query`, which is a [`ListState`](super::ListState) mostly; the page's resource follows it.
#[component]
pub fn DataTable(
    #[prop(into)] caption: String,
    columns: Vec<Column>,
    #[prop(into)] query: Paging,
    /// Rows in all, once known.
    #[prop(into)]
    total: Signal<Option<u64>>,
    /// The search box's words; none leaves it out.
    #[prop(optional, into)]
    search: Option<String>,
    /// Filters and the like, beside the search box.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    query.keep_within(total);
    let head = columns.into_iter().map(|column| head_cell(column, query)).collect_view();
    let region = caption.clone();
    let has_tools = search.is_some() || tools.is_some();
    let tool_line = has_tools.then(|| {
        view! {
            <div class="table-tools">
                {search.map(|label| view! { <SearchInput label value=query.search_text() /> })} {tools.map(|tools| tools.run())}
            </div>
        }
    });
    view! {
        <div class="card">
            {tool_line} <div class="table-wrap" role="region" tabindex="0" aria-label=region>
                <table class="table">
                    <caption>{caption}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{children()}</tbody>
                </table>
            </div> <Pager query total />
        </div>
    }
    .into_any()
}

fn head_cell(column: Column, query: Paging) -> AnyView {
    let class = match (column.number, column.narrow_hide) {
        (true, true) => "number narrow-hide",
        (true, false) => "number",
        (false, true) => "narrow-hide",
        (false, false) => "",
    };
    if column.unseen {
        return view! { <th scope="col" class=class><span class="sr-only">{column.label}</span></th> }.into_any();
    }
    let Some(by) = column.sort else {
        return view! { <th scope="col" class=class>{column.label}</th> }.into_any();
    };
    let direction = move || query.with(|query| (query.sort == by).then_some(query.descending));
    let sorted = move || match direction() {
        Some(true) => "descending",
        Some(false) => "ascending",
        None => "none",
    };
    let turn = move |_| {
        query.turn(Step::New, |query| {
            query.descending = query.sort == by && !query.descending;
            by.clone_into(&mut query.sort);
            query.page = 0;
        });
    };
    view! {
        <th scope="col" class=class aria-sort=sorted>
            <button type="button" class="sort" on:click=turn>
                {column.label}
                {move || view! { <Icon name=if direction() == Some(true) { "arrow-down" } else { "arrow-up" } /> }}
            </button>
        </th>
    }
    .into_any()
}
