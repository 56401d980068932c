//! An e-mail ready to leave, and its form on the wire (RFC 5322, MIME).

use crate::courier::SendError;
use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use shared::time::UtcMillis;
use std::time::{Duration, SystemTime};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// Unique to the message and the same for every attempt: mail programs show two copies with one id once.
    pub message_id: String,
    pub date: UtcMillis,
    pub from_name: String,
    pub from_address: String,
    pub to_name: String,
    pub to_address: String,
    /// Empty: replies go to the sender.
    pub reply_to: String,
    pub subject: String,
    pub html: String,
    pub text: String,
    pub attachments: Vec<Attachment>,
    /// Where a mail program posts when its reader presses "unsubscribe" (RFC 8058); `None` for what can't be refused.
    pub unsubscribe: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub file_name: String,
    /// Such as `text/calendar; method=PUBLISH; charset=utf-8`.
    pub content_type: String,
    pub bytes: Vec<u8>,
}

fn mailbox(name: &str, address: &str, what: &str) -> Result<Mailbox, SendError> {
    let address: Address =
        address.parse().map_err(|_| SendError::unfit(format!("The {what} is not an e-mail address.")))?;
    let name: String = name.chars().filter(|sign| !sign.is_control()).collect();
    Ok(Mailbox::new((!name.trim().is_empty()).then_some(name), address))
}

impl Email {
    /// The headers a person may want to see, in the order of the message.
    pub fn shown_headers(&self) -> Vec<(String, String)> {
        let named = |name: &str, address: &str| {
            if name.is_empty() { address.to_owned() } else { format!("{name} <{address}>") }
        };
        let mut headers = vec![
            ("From".to_owned(), named(&self.from_name, &self.from_address)),
            ("To".to_owned(), named(&self.to_name, &self.to_address)),
            ("Subject".to_owned(), self.subject.clone()),
            ("Message-ID".to_owned(), format!("<{}>", self.message_id)),
        ];
        if !self.reply_to.is_empty() {
            headers.push(("Reply-To".to_owned(), self.reply_to.clone()));
        }
        if self.unsubscribe.is_some() {
            // Without the address itself: whoever reads it could unsubscribe the recipient.
            headers.push(("List-Unsubscribe".to_owned(), "one click (RFC 8058)".to_owned()));
        }
        headers
    }

    /// The message as lettre's type: multipart/alternative, in multipart/mixed when there are attachments.
    ///
    /// # Errors
    /// [`SendError::Permanent`] when an address is none or an attachment's type can't be read.
    pub fn build(&self) -> Result<Message, SendError> {
        let date = SystemTime::UNIX_EPOCH + Duration::from_millis(self.date.0.max(0).unsigned_abs());
        let mut builder = Message::builder()
            .from(mailbox(&self.from_name, &self.from_address, "sender")?)
            .to(mailbox(&self.to_name, &self.to_address, "recipient")?)
            .subject(self.subject.replace(['\r', '\n'], " "))
            .message_id(Some(format!("<{}>", self.message_id)))
            .date(date);
        if !self.reply_to.is_empty() {
            builder = builder.reply_to(mailbox("", &self.reply_to, "reply address")?);
        }
        let body = MultiPart::alternative_plain_html(self.text.clone(), self.html.clone());
        let body = if self.attachments.is_empty() {
            body
        } else {
            let mut mixed = MultiPart::mixed().multipart(body);
            for file in &self.attachments {
                let kind = ContentType::parse(&file.content_type)
                    .map_err(|_| SendError::unfit("An attachment's type can't be read."))?;
                let part = lettre::message::Attachment::new(file.file_name.clone()).body(file.bytes.clone(), kind);
                mixed = mixed.singlepart(part);
            }
            mixed
        };
        let mut message = builder.multipart(body).map_err(|error| SendError::unfit(error.to_string()))?;
        let mut set = |name: &'static str, value: String| {
            // Our own URLs and words: printable ASCII, which needs no encoding and must not be folded inside an URL.
            let header =
                HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value);
            message.headers_mut().insert_raw(header);
        };
        set("Auto-Submitted", "auto-generated".into());
        if let Some(url) = self.unsubscribe.as_ref().filter(|url| url.is_ascii() && !url.contains(char::is_whitespace))
        {
            set("List-Unsubscribe", format!("<{url}>"));
            set("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into());
        }
        Ok(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitation() -> Email {
        Email {
            message_id: "abc@waypost.example".into(),
            date: UtcMillis(1_796_000_000_000),
            from_name: "Lamna Healthcare".into(),
            from_address: "news@lamna.example".into(),
            to_name: "Elizabeth Moore".into(),
            to_address: "elizabeth@example.org".into(),
            reply_to: String::new(),
            subject: "Einladung: gesünder sehen\r\nBcc: evil@example.org".into(),
            html: "<p>Hi</p>".into(),
            text: "Hi".into(),
            attachments: vec![],
            unsubscribe: Some(format!("https://waypost.example/unsubscribe/{}", "x".repeat(90))),
        }
    }

    #[test]
    fn a_message_carries_one_click_unsubscribe_on_one_line() {
        let wire = String::from_utf8(invitation().build().expect("builds").formatted()).expect("ASCII");
        let line = format!("List-Unsubscribe: <https://waypost.example/unsubscribe/{}>\r\n", "x".repeat(90));
        assert!(wire.contains(&line), "{wire}");
        assert!(wire.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        assert!(wire.contains("Message-ID: <abc@waypost.example>\r\n"));
        assert!(wire.contains("multipart/alternative"));
        assert!(!wire.contains("\r\nBcc:"), "a subject must not add headers");
    }

    #[test]
    fn a_calendar_file_travels_beside_both_texts() {
        let mut message = invitation();
        message.attachments = vec![Attachment {
            file_name: "event.ics".into(),
            content_type: "text/calendar; method=PUBLISH; charset=utf-8".into(),
            bytes: b"BEGIN:VCALENDAR".to_vec(),
        }];
        let wire = String::from_utf8(message.build().expect("builds").formatted()).expect("ASCII");
        assert!(wire.contains("multipart/mixed") && wire.contains("multipart/alternative"));
        assert!(wire.contains("text/calendar") && wire.contains("event.ics"));
    }

    #[test]
    fn a_recipient_that_is_no_address_is_refused_for_good() {
        let message = Email { to_address: "nobody".into(), ..invitation() };
        assert!(matches!(message.build(), Err(SendError::Permanent { .. })));
    }
}
