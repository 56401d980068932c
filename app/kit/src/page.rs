//! The frame of a page.

use leptos::prelude::*;
use leptos_meta::Title;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageWidth {
    /// One column of text or a form.
    Narrow,
    #[default]
    Medium,
    /// All there is.
    Wide,
}

/// The padding and width of a page; the parts of the page are its children.
#[component]
pub fn Page(#[prop(optional)] width: PageWidth, children: Children) -> impl IntoView {
    let class = match width {
        PageWidth::Narrow => "page page-narrow",
        PageWidth::Medium => "page",
        PageWidth::Wide => "page page-wide",
    };
    view! { <div class=class>{children()}</div> }.into_any()
}

/// One step of the trail above the title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    pub label: String,
    pub href: String,
}

impl Crumb {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// The title for the browser's tab. The server writes it after the page, when the page's signals may be gone: then it is what
/// it was at first.
pub fn lasting(title: Signal<String>) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let first = title.get_untracked();
    move || title.try_get().unwrap_or_else(|| first.clone())
}

/// Trail, title (also the browser tab's), `status` badges beside it, one sentence, and the actions at the right.
/// `tab_title` replaces the title there: a patient's name must not be kept in the browser's history.
#[component]
pub fn PageHeader(
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] crumbs: Vec<Crumb>,
    #[prop(optional, into)] about: Option<String>,
    #[prop(optional, into)] status: Option<ViewFn>,
    #[prop(optional, into)] actions: Option<ViewFn>,
    #[prop(optional, into)] tab_title: Option<String>,
) -> impl IntoView {
    let said = lasting(title);
    let tab = move || tab_title.clone().unwrap_or_else(&said) + " · Waypost";
    let trail = (!crumbs.is_empty()).then(|| {
        view! {
            <nav aria-label="Trail">
                <ol class="crumbs">
                    {crumbs
                        .into_iter()
                        .map(|crumb| view! { <li><a href=crumb.href>{crumb.label}</a></li> })
                        .collect_view()}
                </ol>
            </nav>
        }
    });
    view! {
        <Title text=tab />
        <header class="page-head">
            <div class="page-title">
                {trail}
                <div class="page-title-line">
                    <h1>{move || title.get()}</h1>
                    {status.map(|status| status.run())}
                </div>
                {about.map(|about| view! { <p class="page-about">{about}</p> })}
            </div>
            {actions.map(|actions| view! { <div class="page-actions">{actions.run()}</div> })}
        </header>
    }
    .into_any()
}
