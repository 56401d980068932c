//! Staff: their roles and what each role may do. The permission is a type, so that a server function without one does not compile.

mod password;
mod permission;
mod role;

pub use password::{PASSWORD_MAX, PASSWORD_MIN, check_password};
pub use permission::*;
pub use role::Role;
