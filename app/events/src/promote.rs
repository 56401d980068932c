//! Bringing people to the event: its public address, and a code to print.

use super::inline::InlineField;
use super::planning::Planning;
use kit::{Button, ButtonLink, Card, Notice, Tone, toast};
use leptos::prelude::*;
use shared::events::{EventField, Status};

#[component]
pub fn Promote() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let address = Signal::derive(move || planning.page.with(|page| page.public_url.clone()));
    let is_public = Signal::derive(move || planning.page.with(|page| page.event.status == Status::Live));
    let copy = move |_| {
        let clipboard = window().navigator().clipboard();
        // Browsers hide the clipboard from pages that came without TLS.
        if clipboard.is_undefined() {
            toast(Tone::Danger, "The browser did not allow it. Select the address and copy it.");
        } else {
            let _ = clipboard.write_text(&address.get_untracked());
            toast(Tone::Good, "The address is copied.");
        }
    };
    view! {
        <div class="grid-2">
            <Card title="Public page">
                <div class="stack">
                    <Show when=move || !is_public.get()>
                        <Notice tone=Tone::Look><p>"The page is there once the event is live."</p></Notice>
                    </Show>
                    <p class="public-address"><code>{move || address.get()}</code></p>
                    <div class="row">
                        <Button icon="copy" on_click=copy>"Copy the address"</Button>
                        {move || {
                            is_public
                                .get()
                                .then(|| {
                                    view! {
                                        <span class="row">
                                            <a class="button button-secondary" rel="external noopener" target="_blank" href=address.get()>
                                                "Open the page"
                                            </a>
                                        </span>
                                    }
                                })
                        }}
                    </div>
                    <InlineField field=EventField::Slug />
                </div>
            </Card>
            <Card title="QR code to print">
                <div class="stack">
                    <div class="qr" role="img" aria-label="QR code of the public page" inner_html=move || planning.page.with(|page| page.qr_code.clone())></div>
                    <p class="field-hint">"Opens the public page on a phone. Stays sharp at any size."</p>
                    <ButtonLink href="/staff/messages" icon="mail">"Write an invitation"</ButtonLink>
                </div>
            </Card>
        </div>
    }
    .into_any()
}

/// The QR code of `url` as SVG; empty when it is too long for one.
#[cfg(feature = "ssr")]
pub fn qr_code(url: &str) -> String {
    use qrcode::QrCode;
    use qrcode::render::svg;
    QrCode::new(url).map(|code| code.render::<svg::Color<'_>>().min_dimensions(240, 240).build()).unwrap_or_default()
}
