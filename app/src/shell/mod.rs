//! What surrounds every staff page: document, navigation, palette, home.

mod account_button;
mod account_menu;
mod asked;
mod by_id;
#[cfg(feature = "ssr")]
mod document;
mod failure;
mod frame;
mod home;
mod home_days;
mod home_parts;
mod lazy;
mod may;
mod me;
mod name_form;
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
pub use asked::open_when_asked;
pub use by_id::by_id;
#[cfg(feature = "ssr")]
pub use document::{Assets, document};
pub use failure::{Failure, Loaded, guarded};
pub use frame::{Frame, Person};
pub use home::home_page;
pub use may::{may, me, only_with};
#[cfg(feature = "ssr")]
pub use me::WhoAmI;
pub use me::{Known, MeCodec, when_known, who_am_i};
pub use name_form::NameForm;
pub use navigation::Navigation;
pub use not_found::not_found_page;
pub use palette::Palette;
pub use places::{GROUPS, Group, Place};
pub use top_bar::TopBar;
