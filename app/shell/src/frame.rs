//! The frame of every staff page: navigation beside, top bar above, the page in `main`.

use super::lazy::{Part, part, who};
use super::{Navigation, TopBar};
use base::{Known, Person};
use kit::{Mark, SearchMemory, ToastRegion, focus};
use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let me = Known::new_with_options(|| (), |()| who(), false);
    provide_context(Person(me));
    provide_context(SearchMemory::default());
    let drawer = RwSignal::new(false);
    let palette = RwSignal::new(false);
    // The palette's chunk comes when it is first opened.
    let wanted = Memo::new(move |before| before == Some(&true) || palette.get());

    let path = use_location().pathname;
    Effect::watch(move || path.get(), move |_, _, _| drawer.set(false), false);
    Effect::new(move |_| {
        let keys = window_event_listener(ev::keydown, move |event| {
            let find = (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k");
            if find {
                event.prevent_default();
                palette.update(|shown| *shown = !*shown);
            } else if event.key() == "Escape" && drawer.get_untracked() {
                drawer.set(false);
                // The bar is inert until the drawer has closed.
                request_animation_frame(|| {
                    focus("#open-navigation");
                });
            }
        });
        on_cleanup(move || keys.remove());
    });
    Effect::watch(
        move || drawer.get(),
        move |open, _, _| {
            if *open {
                request_animation_frame(|| {
                    focus("#navigation");
                });
            }
        },
        false,
    );

    view! {
        <a class="skip" href="#main">"Skip to the page"</a>
        // Before the page: hydration stops at a lazy page until its chunk is there, and these must already be live.
        {move || wanted.get().then(|| Suspend::new(part(Part::Palette(me, palette))))}
        <ToastRegion />
        <div class=move || if drawer.get() { "shell nav-open" } else { "shell" }>
            <nav class="nav" id="navigation" tabindex="-1" aria-label="Main">
                <a class="nav-brand" href="/staff">
                    <Mark />
                    "Waypost"
                </a>
                <Navigation me />
            </nav>
            <button
                type="button"
                class="nav-scrim"
                tabindex="-1"
                aria-label="Close the navigation"
                on:click=move |_| drawer.set(false)
            ></button>
            <TopBar me drawer palette />
            <main class="main" id="main" tabindex="-1" inert=move || drawer.get()>
                {children()}
            </main>
        </div>
    }
}
