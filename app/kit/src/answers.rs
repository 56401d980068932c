//! What the browser asks for while the page lives, beside what came with the page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;

/// Asks `question` once the page lives and again whenever a signal that it reads changes; holds the answer to the last one,
/// the earlier answer until then. Not a resource: the server never asks, and no page around it waits or shows its
/// skeleton again.
pub fn answers<T, F>(question: impl Fn() -> F + 'static) -> RwSignal<Option<T>>
where
    T: Send + Sync + 'static,
    F: Future<Output = T> + 'static,
{
    let answer = RwSignal::new(None);
    let asked = StoredValue::new(0u32);
    Effect::new(move |_| {
        let asking = question();
        let Some(number) = asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        }) else {
            return;
        };
        spawn_local(async move {
            let found = asking.await;
            if asked.try_get_value() == Some(number) {
                answer.try_set(Some(found));
            }
        });
    });
    answer
}
