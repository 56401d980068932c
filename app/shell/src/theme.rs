//! Light, dark, or as the system has it. Kept in a cookie, so that the server renders it and nothing flashes.

/// The name of the cookie that keeps the choice.
pub const COOKIE: &str = "theme";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    Light,
    Dark,
    #[default]
    System,
}

impl Theme {
    /// The value of `data-theme` on the document; the system's own needs none.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
            Self::System => None,
        }
    }

    /// What a `Cookie` header asks for.
    #[cfg(feature = "ssr")]
    pub fn of_cookies(cookies: &str) -> Self {
        let mut all = cookie::Cookie::split_parse(cookies).flatten();
        match all.find(|cookie| cookie.name() == COOKIE).as_ref().map(cookie::Cookie::value) {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }
}

/// The theme of the page as it is shown.
pub fn browser_theme() -> Theme {
    let root = leptos::prelude::document().document_element();
    match root.and_then(|root| root.get_attribute("data-theme")).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Shows `theme` at once and keeps it for a year.
pub fn set_browser_theme(theme: Theme) {
    use wasm_bindgen::JsCast;
    let document = leptos::prelude::document();
    if let Some(root) = document.document_element() {
        // Neither can fail: the attribute's name is a valid one.
        let _ = match theme.code() {
            Some(code) => root.set_attribute("data-theme", code),
            None => root.remove_attribute("data-theme"),
        };
    }
    if let Some(document) = document.dyn_ref::<web_sys::HtmlDocument>() {
        let (value, age) = theme.code().map_or(("", 0), |code| (code, 31_536_000));
        // A browser that refuses cookies shows the theme until the page is left.
        let _ = document.set_cookie(&format!("{COOKIE}={value}; Path=/staff; Max-Age={age}; SameSite=Lax"));
    }
}
