//! Links that let whoever has them act as the recipient: where they begin, and how staff see them.

use super::{MessageView, Shown};
use crate::phi::Phi;

/// What the path of such a link begins with; a secret follows.
pub const PERSONAL_PATHS: [&str; 8] =
    ["/my/enter/", "/preferences/", "/unsubscribe/", "/o/", "/c/", "/t/", "/registration/", "/review/"];

/// `text` with the secret of each personal link taken out. `base` is where the public reaches the server, without a slash
/// at its end.
pub fn without_secrets(text: &str, base: &str) -> String {
    PERSONAL_PATHS.iter().fold(text.to_owned(), |text, path| {
        let start = format!("{base}{path}");
        let mut parts = text.split(start.as_str());
        let mut shown = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            shown += &start;
            shown += "hidden";
            shown += part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        }
        shown
    })
}

impl MessageView {
    /// As staff may see a message that really went out.
    #[must_use]
    pub fn without_secrets(mut self, base: &str) -> Self {
        match &mut self.shown {
            None => {}
            Some(Shown::Email(email)) => {
                email.text = Phi::new(without_secrets(email.text.reveal(), base));
                for (_, value) in &mut email.headers {
                    *value = without_secrets(value, base);
                }
            }
            Some(Shown::Voice(_) | Shown::Post(_)) => {}
            Some(Shown::Sms(text)) => text.text = Phi::new(without_secrets(text.text.reveal(), base)),
        }
        self
    }
}
