//! What surrounds every staff page: document, navigation, palette, account menu.
#![recursion_limit = "512"]

mod account_button;
mod account_menu;
#[cfg(feature = "ssr")]
mod document;
mod frame;
mod lazy;
mod navigation;
mod not_found;
mod palette;
mod palette_finds;
mod places;
mod theme;
mod top_bar;

pub use account_menu::AccountMenu;
#[cfg(feature = "ssr")]
pub use account_menu::SignOutEverywhere;
#[cfg(feature = "ssr")]
pub use document::{Assets, document};
pub use frame::Frame;
pub use navigation::Navigation;
pub use not_found::not_found_page;
pub use palette::Palette;
pub use places::{Place, Places, Section};
pub use theme::Theme;
pub use top_bar::TopBar;
