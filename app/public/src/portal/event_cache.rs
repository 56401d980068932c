//! Rendered event pages, kept while nothing they show has changed: version of the event and places taken.

use axum::body::Bytes;
use shared::time::{Millis, UtcMillis};
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// A page is rendered anew after this, for what it shows besides the event: the organization's name and address.
const LONGEST: Millis = Millis::minutes(1);
/// Pages kept at most; then all are forgotten, which costs one rendering each.
const MOST: usize = 2_000;

/// A rendered page and when it stops being right.
#[derive(Debug, Clone)]
pub struct Kept {
    pub html: Bytes,
    pub etag: Arc<str>,
    freshness: (i64, i64),
    rendered_at: UtcMillis,
    /// When the event ends, the form goes.
    until: UtcMillis,
}

#[derive(Debug, Default)]
pub struct EventCache(RwLock<HashMap<String, Kept>>);

impl EventCache {
    /// The page at `slug` if it still is right.
    pub fn get(&self, slug: &str, freshness: (i64, i64), now: UtcMillis) -> Option<Kept> {
        let kept = self.0.read().ok()?.get(slug).cloned()?;
        let right = kept.freshness == freshness && now < kept.until && now >= kept.rendered_at;
        (right && now - kept.rendered_at < LONGEST).then_some(kept)
    }

    /// Keeps a page just rendered.
    pub fn put(&self, slug: &str, freshness: (i64, i64), now: UtcMillis, until: UtcMillis, html: String) -> Kept {
        let etag = super::answer::etag(&html).into();
        let kept = Kept { html: html.into(), etag, freshness, rendered_at: now, until };
        if let Ok(mut pages) = self.0.write() {
            if pages.len() >= MOST {
                pages.clear();
            }
            pages.insert(slug.to_owned(), kept.clone());
        }
        kept
    }
}
