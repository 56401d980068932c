//! The menu under one's own name: account, theme, signing out.

use super::theme::{Theme, browser_theme, set_browser_theme};
use base::AppError;
use kit::{Avatar, Icon, Menu, MenuItem, MenuLine, Tone, toast};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;
use shared::people::Me;
use wasm_bindgen::JsCast;

/// Ends all of one's own sessions, this one too.
#[server(prefix = "/staff/api", input = Json)]
pub async fn sign_out_everywhere() -> Result<(), AppError> {
    let door = base::door::<shared::people::SignedIn>().await?;
    Ok(store::sessions::close_everywhere(&door.services.db, &door.permit, door.now).await?)
}

/// What the button is called.
pub(super) fn label(me: &Me) -> String {
    format!("{}, {}: your account", me.name, me.role.label())
}

/// What the button shows.
pub(super) fn face(name: String, role: &'static str) -> AnyView {
    view! {
        <Avatar name=name.clone() />
        <span class="account-name">
            <strong>{name}</strong>
            <span class="muted small">{role}</span>
        </span>
        <Icon name="chevron-down" />
    }
    .into_any()
}

/// The menu itself; `opened` shows it at once.
#[component]
pub fn AccountMenu(me: Me, #[prop(optional)] opened: bool) -> impl IntoView {
    let theme = RwSignal::new(Theme::System);
    Effect::new(move |_| theme.set(browser_theme()));
    let choose = move |wanted: Theme| {
        theme.set(wanted);
        set_browser_theme(wanted);
    };
    let is = move |wanted: Theme| Signal::derive(move || theme.get() == wanted);
    let label = label(&me);
    let (name, role) = (StoredValue::new(me.name), me.role.label());
    let trigger = move || face(name.get_value(), role);
    let everywhere = move |()| {
        spawn_local(async {
            match sign_out_everywhere().await {
                Ok(()) => leave(),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        <form method="post" action="/staff/sign-out" id="sign-out" hidden></form>
        <Menu label trigger opened>
            <MenuItem label="My account" icon="circle-user" href="/staff/account" />
            <MenuLine />
            <MenuItem label="Light" icon="sun" checked=is(Theme::Light) on_select=move |()| choose(Theme::Light) />
            <MenuItem label="Dark" icon="moon" checked=is(Theme::Dark) on_select=move |()| choose(Theme::Dark) />
            <MenuItem label="Same as system" icon="monitor" checked=is(Theme::System) on_select=move |()| choose(Theme::System) />
            <MenuLine />
            <MenuItem label="Sign out" icon="log-out" on_select=|()| submit_sign_out() />
            <MenuItem label="Sign out everywhere" icon="shield-x" on_select=everywhere />
        </Menu>
    }
    .into_any()
}

fn submit_sign_out() {
    if let Some(form) =
        document().get_element_by_id("sign-out").and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok())
    {
        // Fails only on a form that has left the page.
        let _ = form.submit();
    }
}

fn leave() {
    // A failed navigation leaves the page as it is; the session is over all the same.
    let _ = window().location().set_href("/staff/sign-in");
}
