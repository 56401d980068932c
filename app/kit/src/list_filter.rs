//! One of the filters beside a list's search box.

use crate::{Choice, ListState, Select};
use leptos::prelude::*;
use shared::coded::Coded;
use shared::paging::ListQuery;

/// A select that shows what the list is narrowed to by `value`, and asks for another; empty is the `any` of all.
#[component]
pub fn ListFilter(
    name: &'static str,
    label: &'static str,
    /// Said where nothing is chosen; without it one is always.
    #[prop(optional)]
    any: Option<&'static str>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    let chosen = RwSignal::new(value.get_untracked());
    Effect::new(move |_| chosen.set(value.get()));
    let choices = Signal::derive(move || {
        let any = any.map(|any| Choice::new("", any));
        any.into_iter().chain(choices.get()).collect::<Vec<_>>()
    });
    view! { <Select name label choices value=chosen on_change=on_choose /> }.into_any()
}

/// The filter by an enum that `of` finds in what the list shows; `any` is said where nothing is chosen.
pub fn filter_by<Q: ListQuery, T: Coded>(
    list: ListState<Q>,
    (name, label, any): (&'static str, &'static str, &'static str),
    of: fn(&mut Q) -> &mut Option<T>,
) -> AnyView {
    let value = list.part(move |query| of(&mut query.clone()).map_or("", T::code).to_owned());
    let choose = move |code: String| list.narrow(|query| *of(query) = T::from_code(&code));
    view! { <ListFilter name label any choices=choices_of(T::ALL) value on_choose=choose /> }.into_any()
}

/// Values of an enum, to choose from.
pub fn choices_of<T: Coded>(all: &[T]) -> Signal<Vec<Choice>> {
    Signal::stored(all.iter().map(|one| Choice::new(one.code(), one.label())).collect())
}
