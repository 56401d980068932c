//! The command palette (Ctrl/Cmd-K): finds pages, actions, and by name whatever the role may see.

use super::palette_finds::{Find, find_anything};
use super::places::{Places, Section, places};
use base::Known;
use kit::{Icon, Skeleton, TYPING_ENDS, answers};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::people::{
    EditEvents, EditJourneys, EditMessages, EditSegments, ImportPatients, ManagePeople, Me, Permission, ViewOutreach,
};

/// One line of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    kind: &'static str,
    icon: &'static str,
    label: String,
    detail: String,
    href: String,
}

/// Things to begin, by the permission they need.
const ACTIONS: [(&str, &str, &str); 9] = [
    ("New segment", "/staff/segments?new", EditSegments::NAME),
    ("Segment templates", "/staff/segments/templates", EditSegments::NAME),
    ("Code sets", "/staff/code-sets", ViewOutreach::NAME),
    ("New code set", "/staff/code-sets?new", EditSegments::NAME),
    ("New template", "/staff/messages?new", EditMessages::NAME),
    ("New journey", "/staff/journeys?new", EditJourneys::NAME),
    ("New event", "/staff/events?new", EditEvents::NAME),
    ("Import patients", "/staff/imports", ImportPatients::NAME),
    ("Add a person", "/staff/people?new", ManagePeople::NAME),
];

/// The pages and actions that `me` may use and whose words contain `text`.
fn known(places: Places, me: &Me, text: &str) -> Vec<Entry> {
    let wanted = text.trim().to_lowercase();
    let matches = |label: &str| wanted.split_whitespace().all(|word| label.to_lowercase().contains(word));
    let pages = Section::ALL.into_iter().flat_map(|section| places.of(section, me)).map(|place| Entry {
        kind: "Page",
        icon: place.icon,
        label: place.label.into(),
        detail: String::new(),
        href: place.href.into(),
    });
    let actions = ACTIONS.iter().filter(|(_, _, needs)| me.holds(needs)).map(|(label, href, _)| Entry {
        kind: "Action",
        icon: "plus",
        label: (*label).into(),
        detail: String::new(),
        href: (*href).into(),
    });
    pages.chain(actions).filter(|entry| matches(&entry.label)).collect()
}

fn found(find: Find) -> Option<Entry> {
    let noun = find.thing.noun;
    Some(Entry {
        kind: noun.label(),
        icon: noun.icon(),
        label: find.label.into_inner(),
        detail: find.detail.into_inner(),
        href: find.thing.path()?,
    })
}

#[component]
pub fn Palette(me: Known, open: RwSignal<bool>) -> impl IntoView {
    let sheet = NodeRef::<html::Dialog>::new();
    let places = places();
    let text = RwSignal::new(String::new());
    // What is asked of the server: the text once typing ends.
    let asked = RwSignal::new(String::new());
    let mut ask = debounce(TYPING_ENDS, move |text| asked.set(text));
    let active = RwSignal::new(0usize);
    let finds = answers(move || {
        let (text, open) = (asked.get(), open.get());
        async move { if open && text.trim().chars().count() >= 2 { find_anything(text).await } else { Ok(Vec::new()) } }
    });
    let person = RwSignal::new(None::<Me>);
    // In an effect, because the palette is closed while the server renders: nothing waits for it.
    Effect::new(move |_| person.set(me.get().and_then(Result::ok)));
    let entries = Memo::new(move |_| {
        let mut entries = match person.get() {
            Some(me) if open.get() => text.with(|text| known(places, &me, text)),
            _ => Vec::new(),
        };
        if let Some(Ok(more)) = finds.get() {
            entries.extend(more.into_iter().filter_map(found));
        }
        entries
    });
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = sheet.get() else { return };
        if wanted && !dialog.open() {
            text.set(String::new());
            asked.set(String::new());
            active.set(0);
            // Fails only on an element that has left the page.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let mut typed = move |now: String| {
        active.set(0);
        text.set(now.clone());
        ask(now);
    };
    let navigate = use_navigate();
    let go = move |href: String| {
        open.set(false);
        navigate(&href, leptos_router::NavigateOptions::default());
    };
    let step = move |by: isize| {
        let count = entries.with_untracked(Vec::len);
        if count > 0 {
            active.update(|index| *index = (*index as isize + by).rem_euclid(count as isize) as usize);
            scroll_to(active.get_untracked());
        }
    };
    let enter = go.clone();
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        _ if event.is_composing() => {}
        "ArrowDown" => {
            event.prevent_default();
            step(1);
        }
        "ArrowUp" => {
            event.prevent_default();
            step(-1);
        }
        "Enter" => {
            event.prevent_default();
            if let Some(entry) = entries.with_untracked(|all| all.get(active.get_untracked()).cloned()) {
                enter(entry.href);
            }
        }
        _ => {}
    };
    let rows = move || {
        let go = go.clone();
        entries
            .get()
            .into_iter()
            .enumerate()
            .map(move |(index, entry)| {
                let (go, href) = (go.clone(), entry.href.clone());
                view! {
                    <li
                        class="option"
                        role="option"
                        id=format!("palette-{index}")
                        aria-selected=move || if active.get() == index { "true" } else { "false" }
                        on:click=move |_| go(href.clone())
                    >
                        <Icon name=entry.icon />
                        <span class="truncate">{entry.label}</span>
                        <span class="faint small">{entry.detail}</span>
                        <span class="second">{entry.kind}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let nothing = move || open.get() && entries.with(Vec::is_empty) && finds.get().is_some();
    view! {
        <dialog
            node_ref=sheet
            class="dialog finder"
            aria-label="Find anything"
            on:close=move |_| open.set(false)
            on:mousedown=move |event| {
                if event.target() == event.current_target() {
                    open.set(false);
                }
            }
        >
            <div class="finder-head">
                <Icon name="search" />
                <input
                    class="finder-input"
                    role="combobox"
                    aria-label="Find a page, an action, a patient, a segment, a journey, an event"
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || entries.with(|all| !all.is_empty()).then(|| format!("palette-{}", active.get()))
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="Search for a page, a patient…"
                    prop:value=move || text.get()
                    on:input=move |event| typed(event_target_value(&event))
                    on:keydown=keys
                />
                <kbd>"Esc"</kbd>
            </div>
            <ul class="finder-list" role="listbox" id="palette-list" aria-label="Found">
                {rows}
            </ul>
            <div class="finder-foot" role="status">
                {move || {
                    if nothing() {
                        "Nothing found with that name."
                    } else {
                        "Arrow keys choose, Enter opens. Searches for patients are written to the audit log."
                    }
                }}
            </div>
            {move || (open.get() && finds.get().is_none()).then(|| view! { <Skeleton lines=2 /> })}
        </dialog>
    }
    .into_any()
}

fn scroll_to(index: usize) {
    if let Some(row) = document().get_element_by_id(&format!("palette-{index}")) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
