//! From a template or a written content to the card or letter that leaves.

use super::Batch;
use channels::Mail;
use shared::messages::{MailingCode, PostDocument, PostalAddress, PrintedMail, Values, render_post};
use shared::time::LocalDateTime;
use store::outbox::Claimed;

impl Batch<'_> {
    /// The card or letter that a template makes.
    pub(super) fn rendered_mail(&self, message: &Claimed, document: &PostDocument, values: &Values) -> Mail {
        let mut print = render_post(document, values);
        print.code = MailingCode::of(message.id).map(|code| code.to_string()).unwrap_or_default();
        self.mail(message, print)
    }

    /// The card or letter that was written out when it was queued.
    pub(super) fn mail(&self, message: &Claimed, mut print: PrintedMail) -> Mail {
        let today = LocalDateTime::at(self.now, &self.organization.time_zone).map(LocalDateTime::date);
        print.dated = print.language.date(today.unwrap_or_else(|| self.now.date_utc()));
        print.recipient.clone_from(&message.recipient_name);
        print.address = PostalAddress::from_key(&message.address);
        let shown = print.picture.and_then(|id| Some((id, self.pictures.get(&id)?.clone())));
        Mail { reference: message.uid.clone(), purpose: message.purpose, pictures: shown.into_iter().collect(), print }
    }
}
