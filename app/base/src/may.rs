//! What pages show by the permissions of the signed-in person.

use crate::Person;
use leptos::prelude::*;
use shared::people::{Me, Permission};
use std::future::Future;

/// The signed-in person, once known; `None` where nobody is. Called under a page's owner, awaited in a `Suspend`.
pub fn me() -> impl Future<Output = Option<Me>> + Send + 'static {
    let person = use_context::<Person>();
    async move {
        match person {
            Some(Person(me)) => me.await.ok(),
            None => None,
        }
    }
}

/// Whether the signed-in person holds `P`; as [`me`].
pub fn may<P: Permission>() -> impl Future<Output = bool> + Send + 'static {
    let me = me();
    async move { me.await.is_some_and(|me| me.may::<P>()) }
}

/// `children`, shown to those who hold `P`.
pub fn only_with<P: Permission + 'static>(children: impl Fn() -> AnyView + Copy + Send + Sync + 'static) -> AnyView {
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let held = may::<P>();
                Suspend::new(async move { held.await.then(children) })
            }}
        </Suspense>
    }
    .into_any()
}
