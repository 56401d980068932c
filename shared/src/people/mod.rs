//! Staff: their roles and what each role may do. The permission is a type, so that a server function without one does not compile.

mod list;
mod organization;
mod password;
mod permission;
mod role;
mod staff;

pub use list::{Access, StaffQuery, StaffSort};
pub use organization::Organization;
pub use password::{PASSWORD_MAX, PASSWORD_MIN, check_password};
pub use permission::*;
pub use role::Role;
pub use staff::{Me, SessionRow, StaffRow};
