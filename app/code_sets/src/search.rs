//! Searching the codes that are in the data, with how often each occurs.

use base::AppError;
use kit::{Choice, SearchPicker, answers, grouped, settled};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::segments::wire::{CodedPart, ConceptChoice};
use shared::segments::{CodeRef, RecordType};

/// Codes in the data, for the picker.
#[server(prefix = "/staff/api", input = Json)]
pub async fn find_codes(record: RecordType, part: CodedPart, text: String) -> Result<Vec<ConceptChoice>, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    let found = store::segments::concepts(&door.services.db, &door.permit, record, part, &text).await?;
    store::segments::looked_for_codes(&door.services.db, &door.permit, door.now, record).await?;
    let sees_patients = door.session.actor.permit::<shared::people::ViewPatients>().is_some();
    Ok(if sees_patients { found } else { found.into_iter().map(ConceptChoice::rounded).collect() })
}

/// Searches the codes that records of a type carry in that part, without those of `chosen`.
#[component]
pub fn CodeSearch(
    name: String,
    record: Signal<RecordType>,
    #[prop(default = CodedPart::Concept)] part: CodedPart,
    chosen: Signal<Vec<CodeRef>>,
    #[prop(into)] on_choose: Callback<CodeRef>,
) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let asked = settled(search);
    let found = answers(move || {
        let (record, text) = (record.get(), asked.get());
        async move { find_codes(record, part, text).await.unwrap_or_default() }
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
    let choose = move |choice: Choice| {
        if let Ok(code) = serde_json::from_str::<CodeRef>(&choice.value) {
            on_choose.run(code);
        }
    };
    view! {
        <SearchPicker
            name
            label="Search codes in your data"
            search
            options
            none="No such code in your data."
            on_choose=choose
        />
    }
    .into_any()
}
