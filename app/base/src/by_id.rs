//! Pages about one thing, named by the id in their address.

use crate::AppError;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::str::FromStr;

/// What `load` has for the id in the page's address, asked again when the address changes. An address that holds no id
/// is [`AppError::NotFound`], without asking.
pub fn by_id<I, T, F>(load: impl Fn(I) -> F + Send + Sync + 'static) -> Resource<Result<T, AppError>>
where
    I: FromStr + Send + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    Resource::new(id, move |id| {
        let found = id.parse().ok().map(&load);
        async move {
            match found {
                Some(found) => found.await,
                None => Err(AppError::NotFound),
            }
        }
    })
}
