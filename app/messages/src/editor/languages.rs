//! The message in its languages: each is a template of its own, which goes live by itself.

use super::super::doors::add_language;
use super::state::editor;
use kit::{Button, ButtonSize, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::language::Language;
use shared::messages::{TemplateStatus, VariantLine};

#[component]
pub fn Languages() -> impl IntoView {
    let editor = editor();
    let lines = editor.variants.get_value();
    let is_original = lines.first().is_some_and(|line| line.id == editor.id);
    let original = lines.first().map(|line| line.id);
    let known: Vec<Language> = lines.iter().filter_map(|line| line.language).collect();
    // The original is in English unless it says otherwise.
    let missing = Language::ALL.into_iter().filter(|one| *one != Language::default() && !known.contains(one));
    let navigate = StoredValue::new(use_navigate());
    let busy = RwSignal::new(false);
    let add = move |language: Language| {
        let Some(original) = original else { return };
        busy.set(true);
        spawn_local(async move {
            match add_language(original, language).await {
                Ok(id) => {
                    toast(Tone::Good, "The translation begins as a copy. It is sent once it is live.");
                    navigate.try_with_value(|navigate| navigate(&format!("/staff/messages/{id}"), Default::default()));
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    let adding: Vec<_> = missing
        .filter(|_| is_original)
        .map(|language| {
            view! {
                <Button size=ButtonSize::Small icon="plus" busy on_click=move |_| add(language)>
                    {format!("Add {}", language.own_name())}
                </Button>
            }
        })
        .collect();
    let links: Vec<_> = lines.into_iter().map(|line| link(line, editor.id == line.id)).collect();
    view! {
        <nav class="editor-languages" aria-label="Languages of this message">
            <ul role="list">{links}</ul>
            {adding}
        </nav>
    }
    .into_any()
}

fn link(line: VariantLine, here: bool) -> impl IntoView {
    let name = line.language.map_or("Original", Language::own_name);
    let state = match line.status {
        TemplateStatus::Live => String::new(),
        status @ (TemplateStatus::Draft | TemplateStatus::Stopped | TemplateStatus::Archived) => {
            format!(" · {}", status.label())
        }
    };
    let lang = line.language.map(Language::code);
    view! {
        <li>
            <a href=format!("/staff/messages/{}", line.id) aria-current=here.then_some("page") lang=lang>
                {name} {state}
            </a>
        </li>
    }
}
