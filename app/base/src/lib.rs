//! What every area of the staff application stands on: how it is refused, the door that its server functions go through,
//! who is signed in, and forms and pages that ask the server. Knows no area.
#![recursion_limit = "512"]

mod asked;
mod by_id;
#[cfg(feature = "ssr")]
pub mod door;
mod error;
mod failure;
mod may;
mod me;
mod name_form;
#[cfg(feature = "ssr")]
mod request;
mod rows;
#[cfg(feature = "ssr")]
pub mod spreadsheet;
mod zones;

pub use asked::open_when_asked;
pub use by_id::by_id;
#[cfg(feature = "ssr")]
pub use door::door;
pub use error::AppError;
pub use failure::{Failure, Loaded, guarded};
pub use may::{may, me, only_with};
#[cfg(feature = "ssr")]
pub use me::WhoAmI;
pub use me::{Known, MeCodec, Person, when_known, who_am_i};
pub use name_form::NameForm;
#[cfg(feature = "ssr")]
pub use request::RequestId;
pub use rows::Rows;
pub use zones::ZonePicker;
