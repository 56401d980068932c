//! The links of one message: counted where counting is on, each with a token of its own.

use shared::consent::Channel;
use shared::ids::MediaId;
use shared::messages::{Links, ShortLinks};
use store::outbox::{LinkKind, NewLink};
use store::tokens;

/// Makes links and remembers them, to be stored before the message is handed over.
pub(super) struct Tracked<'a> {
    pub base: &'a str,
    /// The channel of the message: a text message has short links.
    pub channel: Channel,
    pub count: bool,
    pub made: Vec<NewLink>,
}

impl Tracked<'_> {
    /// The token of a new link.
    pub fn fresh(&mut self, kind: LinkKind, url: &str) -> String {
        let (token, token_hash) = match self.channel {
            Channel::Sms => tokens::short(),
            Channel::Email | Channel::Voice | Channel::Post => tokens::fresh(),
        };
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
        if !on_the_web || manages {
            return url.to_owned();
        }
        let base = self.base;
        match (self.channel, self.count) {
            (Channel::Sms, true) => ShortLinks::of(base, &self.fresh(LinkKind::Click, url)),
            (Channel::Sms, false) if ShortLinks::shortens(base, url) => {
                ShortLinks::of(base, &self.fresh(LinkKind::Short, url))
            }
            (Channel::Email, true) => format!("{base}/c/{}", self.fresh(LinkKind::Click, url)),
            (Channel::Email | Channel::Sms | Channel::Voice | Channel::Post, _) => url.to_owned(),
        }
    }

    fn picture(&self, id: MediaId) -> String {
        format!("{}/media/{id}", self.base)
    }
}
