//! Pages that the server renders and no script brings to life: the public site, what the links in messages lead to, signing
//! in. Only the server compiles them.
#![recursion_limit = "512"]

pub mod cookie;
pub mod links;
mod plain;
pub mod portal;
pub mod sign_in;
