//! Which types of record a test looks at: the first, by which it is named, and others that count as well.

use super::chips::{ChipSelect, ChosenChip};
use leptos::prelude::*;
use shared::segments::RecordType;

/// What somebody wants of the record types.
#[derive(Debug, Clone, Copy)]
pub enum TypeChange {
    /// Only this one.
    Only(RecordType),
    /// This one as well.
    Also(RecordType),
    Without(RecordType),
}

impl TypeChange {
    pub const fn said(self) -> &'static str {
        match self {
            Self::Only(_) => "Record type changed",
            Self::Also(_) => "Record type added",
            Self::Without(_) => "Record type removed",
        }
    }

    pub fn apply(self, records: &mut Vec<RecordType>) {
        match self {
            Self::Only(record) => *records = vec![record],
            Self::Also(record) if !records.contains(&record) => records.push(record),
            Self::Also(_) => {}
            Self::Without(record) => records.retain(|other| *other != record),
        }
    }
}

/// The first type as a choice, the others as chips that can be taken off, and a choice of one more.
#[component]
pub fn RecordTypes(
    records: Memo<Vec<RecordType>>,
    label: &'static str,
    label_more: &'static str,
    disabled: bool,
    on_change: Callback<TypeChange>,
) -> impl IntoView {
    let named = |table: &str| RecordType::ALL.into_iter().find(|record| record.table() == table);
    let all = RecordType::ALL.map(|record| (record.table(), record.label()));
    let first = Signal::derive(move || records.with(|records| records.first().map_or("", |record| record.table())));
    let choose = Callback::new(move |table: &'static str| {
        if let Some(record) = named(table) {
            on_change.run(TypeChange::Only(record));
        }
    });
    let add = Callback::new(move |table: &'static str| {
        if let Some(record) = named(table) {
            on_change.run(TypeChange::Also(record));
        }
    });
    let chips = move || {
        let others = records.get().into_iter().skip(1);
        others
            .map(|record| {
                let label = format!("Without {}", record.plural());
                let remove = Callback::new(move |()| on_change.run(TypeChange::Without(record)));
                view! {
                    <span class="row-word">"or"</span>
                    <ChosenChip name=record.label().to_owned() label removable=!disabled on_remove=remove />
                }
            })
            .collect_view()
    };
    let more = std::iter::once(("", "or …")).chain(all).collect::<Vec<_>>();
    view! {
        <ChipSelect label choices=all.to_vec() value=first disabled on_change=choose />
        {chips}
        {(!disabled)
            .then(|| {
                view! {
                    <ChipSelect
                        label=label_more
                        choices=more
                        value=Signal::stored("")
                        disabled=false
                        on_change=add
                    />
                }
            })}
    }
    .into_any()
}
