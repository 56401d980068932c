//! The brand kit: color, type and logo of the organization's messages.

use super::doors::{load_brand, save_brand};
use base::{AppError, may};
use kit::{Button, ButtonKind, Choice, Dialog, Field, FormErrors, RadioGroup, TextInput, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use media::Library;
use shared::ids::MediaId;
use shared::messages::{Brand, BrandFont, Picture};
use shared::people::ManageSettings;

/// The button that opens it, for those who may change settings.
#[component]
pub fn BrandKit() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Suspense>
            {move || {
                let held = may::<ManageSettings>();
                Suspend::new(async move {
                    held.await
                        .then(|| {
                            view! {
                                <Button icon="image" on_click=move |_| open.set(true)>
                                    "Brand kit…"
                                </Button>
                                <Kit open />
                            }
                        })
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Kit(open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let color = RwSignal::new(String::new());
    let font = RwSignal::new(BrandFont::default().code().to_owned());
    let logo = RwSignal::new(None::<MediaId>);
    let (choosing, busy) = (RwSignal::new(false), RwSignal::new(false));
    Effect::watch(
        move || open.get(),
        move |opened, _, _| {
            if *opened {
                spawn_local(async move {
                    match load_brand().await {
                        Ok(brand) => {
                            color.set(brand.color);
                            font.set(brand.font.code().to_owned());
                            logo.set(brand.logo);
                        }
                        Err(error) => toast(Tone::Danger, error.to_string()),
                    }
                });
            }
        },
        false,
    );
    let save = move || {
        busy.set(true);
        let brand = Brand {
            color: color.get_untracked().trim().to_lowercase(),
            font: font.with_untracked(|code| BrandFont::from_code(code)).unwrap_or_default(),
            logo: logo.get_untracked(),
        };
        spawn_local(async move {
            match save_brand(brand).await {
                Ok(()) => {
                    open.set(false);
                    toast(Tone::Good, "Saved. Messages look like this from now on.");
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    let fonts: Vec<Choice> = BrandFont::ALL.iter().map(|font| Choice::new(font.code(), font.label())).collect();
    let choose = Callback::new(move |picture: Picture| {
        logo.set(Some(picture.id));
        choosing.set(false);
    });
    view! {
        <Dialog open title="Brand kit">
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    errors.clear();
                    save();
                }
            >
                <Field name="color" label="Color of buttons and links" hint="# and six digits, such as #0b5d4b. White words must be readable on it.">
                    <TextInput name="color" value=color />
                </Field>
                <RadioGroup name="font" label="Type" choices=fonts.clone() value=font />
                <div class="picture-field">
                    {move || logo.get().map(|id| view! { <img src=format!("/media/{id}") alt="The logo" /> })}
                    <p class="form-actions">
                        <Button icon="image" on_click=move |_| choosing.set(true)>
                            {move || if logo.get().is_some() { "Replace the logo" } else { "Choose a logo" }}
                        </Button>
                    </p>
                </div>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy>
                        "Save"
                    </Button>
                    <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                </div>
            </form>
        </Dialog>
        <Library open=choosing on_choose=choose />
    }
    .into_any()
}
