//! From a template or a written content to the e-mail that leaves.

use super::links::Tracked;
use super::{Batch, Leaving};
use channels::{Attachment, Email};
use shared::language::Language;
use shared::messages::{Document, Values, render};
use store::outbox::{Claimed, HandedEmail, LinkKind, WrittenEmail};

impl Batch<'_> {
    /// The e-mail that a template makes.
    pub(super) fn rendered_email(
        &self,
        message: &Claimed,
        (document, language): (&Document, Language),
        values: &Values,
        leaving: &Leaving,
        tracked: &mut Tracked<'_>,
    ) -> Email {
        let base = tracked.base;
        let pixel = tracked.count.then(|| format!("{base}/o/{}", tracked.fresh(LinkKind::Open, "")));
        let rendered = render(document, values, tracked, language.code(), pixel.as_deref());
        let header = &document.header;
        let mut email = self.envelope(message, leaving, &header.sender_name, &header.sender_address);
        email.reply_to = header.reply_to.trim().to_owned();
        email.subject = rendered.subject;
        email.html = rendered.html;
        email.text = rendered.text;
        email
    }

    /// The e-mail that was written out when it was queued.
    pub(super) fn written_email(&self, message: &Claimed, written: &WrittenEmail, leaving: &Leaving) -> Email {
        let mut email = self.envelope(message, leaving, "", "");
        email.subject.clone_from(&written.subject);
        email.html.clone_from(&written.html);
        email.text.clone_from(&written.text);
        let files = written.attachments.iter().map(|file| Attachment {
            file_name: file.file_name.clone(),
            content_type: file.content_type.clone(),
            bytes: file.bytes.clone(),
        });
        email.attachments = files.collect();
        email
    }

    /// An e-mail without content, from this sender or else from the organization.
    fn envelope(&self, message: &Claimed, leaving: &Leaving, sender_name: &str, sender_address: &str) -> Email {
        let organization = &self.organization;
        let fallback = format!("no-reply@{}", domain(&self.services.public_url));
        let first = |texts: [&str; 3]| {
            texts.into_iter().map(str::trim).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
        };
        let from_address = first([sender_address, &organization.sender_address, &fallback]);
        let sender_domain = from_address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
        Email {
            message_id: format!("{}@{sender_domain}", message.uid),
            date: self.now,
            from_name: first([sender_name, &organization.sender_name, &organization.name]),
            from_address,
            to_name: message.recipient_name.clone(),
            to_address: message.address.clone(),
            reply_to: String::new(),
            subject: String::new(),
            html: String::new(),
            text: String::new(),
            attachments: vec![],
            unsubscribe: leaving.unsubscribe.clone(),
        }
    }
}

/// What is kept of an e-mail, to be looked at.
pub(super) fn handed(email: &Email) -> HandedEmail {
    HandedEmail {
        headers: email.shown_headers(),
        html: email.html.clone(),
        text: email.text.clone(),
        attachments: email.attachments.iter().map(|file| (file.file_name.clone(), file.bytes.len() as u64)).collect(),
    }
}

/// The host of our own address, fit to stand after an `@`.
fn domain(base: &str) -> &str {
    let host = base.split("://").nth(1).unwrap_or(base).split(['/', ':']).next().unwrap_or_default();
    if host.is_empty() || host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') { "localhost" } else { host }
}
