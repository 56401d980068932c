//! The component library: what pages are made of. Components take signals and callbacks, know no database and no
//! server function, render the same on the server and in the browser, and keep their names, roles and focus right.

mod badge;
mod button;
mod card;
mod choice;
mod combobox;
mod dialog;
mod empty;
mod field;
mod figure;
mod form_errors;
mod icon;
mod input;
mod menu;
mod notice;
mod page;
mod pager;
mod progress;
mod select;
mod table;
mod tabs;
pub mod time;
mod toast;
mod tone;

pub use badge::{Avatar, Kind, KindIcon, StatusBadge};
pub use button::{Button, ButtonKind, ButtonLink, ButtonSize};
pub use card::Card;
pub use choice::{Checkbox, RadioGroup, Switch};
pub use combobox::Combobox;
pub use dialog::{ConfirmDialog, Dialog};
pub use empty::{EmptyState, Skeleton};
pub use field::Field;
pub use figure::{Figure, grouped};
pub use form_errors::FormErrors;
pub use icon::{Icon, Mark};
pub use input::{SearchInput, TextArea, TextInput};
pub use menu::{Menu, MenuItem, MenuLine};
pub use notice::Notice;
pub use page::{Crumb, Page, PageHeader, PageWidth};
pub use pager::Pager;
pub use progress::Bar;
pub use select::{Choice, Select};
pub use table::{Column, DataTable};
pub use tabs::{TabPanel, Tabs};
pub use toast::{ToastRegion, toast};
pub use tone::Tone;
