//! The parts of the shell that come later, each in a chunk of its own.

use super::{AccountMenu, Palette};
use base::{AppError, Known, who_am_i};
use leptos::prelude::*;
use shared::people::Me;

/// A part of the shell that is opened later, if at all.
pub enum Part {
    /// The command palette.
    Palette(Known, RwSignal<bool>),
    /// The menu under one's own name, open.
    AccountMenu(Me),
}

#[lazy(parts)]
pub fn part(part: Part) -> AnyView {
    match part {
        Part::Palette(me, open) => view! { <Palette me open /> }.into_any(),
        Part::AccountMenu(me) => view! { <AccountMenu me opened=true /> }.into_any(),
    }
}

/// Loads the chunk of [`part`].
pub async fn preload_part() {
    #[cfg(target_arch = "wasm32")]
    __preload_part().await;
}

/// Asks the server who is signed in. Nearly never needed, because the page says it: a chunk of its own keeps what asks
/// the server, and what reads JSON, out of the first one.
#[cfg(not(feature = "ssr"))]
#[lazy(who)]
pub async fn who() -> Result<Me, AppError> {
    who_am_i().await
}

/// The server knows it.
#[cfg(feature = "ssr")]
pub async fn who() -> Result<Me, AppError> {
    who_am_i().await
}
