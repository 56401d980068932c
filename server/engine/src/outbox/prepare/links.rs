//! The links of one message: counted where counting is on, each with a token of its own.

use shared::ids::MediaId;
use shared::messages::Links;
use store::outbox::{LinkKind, NewLink};
use store::tokens;

/// Makes links and remembers them, to be stored before the message is handed over.
pub(super) struct Tracked<'a> {
    pub base: &'a str,
    pub count: bool,
    pub made: Vec<NewLink>,
}

impl Tracked<'_> {
    /// The token of a new link.
    pub fn fresh(&mut self, kind: LinkKind, url: &str) -> String {
        let (token, token_hash) = tokens::fresh();
        self.made.push(NewLink { token_hash, kind, url: url.to_owned() });
        token
    }
}

impl Links for Tracked<'_> {
    fn click(&mut self, url: &str) -> String {
        let on_the_web = url.starts_with("https://") || url.starts_with("http://");
        // The preference page has its own token already, and leaving must never depend on counting.
        let manages = url.starts_with(&format!("{}/preferences", self.base))
            || url.starts_with(&format!("{}/unsubscribe", self.base));
        if !self.count || !on_the_web || manages {
            return url.to_owned();
        }
        let token = self.fresh(LinkKind::Click, url);
        format!("{}/c/{token}", self.base)
    }

    fn picture(&self, id: MediaId) -> String {
        format!("{}/media/{id}", self.base)
    }
}
