//! Handing a card or letter over. Its key makes a second try of the same message the same piece, so silence is asked again.

use super::{Lob, refusal};
use crate::courier::{Courier, Reply, SendError};
use crate::mail::Mail;
use crate::web;
use paper::Sides;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use shared::consent::Purpose;
use shared::messages::{PostKind, PostalAddress};

/// How often one message is asked for before its fate is doubtful. Lob keeps a key for 24 hours.
const TRIES: usize = 3;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Taken {
    id: String,
    expected_delivery_date: String,
}

/// A file of a form.
type Pages = (&'static str, Vec<u8>);

async fn files(message: &Mail) -> Result<Vec<Pages>, SendError> {
    message
        .pages(|print, pictures| match print.kind {
            PostKind::Postcard => Ok(vec![
                ("front", paper::card_front(print, pictures)?),
                ("back", paper::card_back(print, Sides::WithoutAddress)?),
            ]),
            PostKind::Letter => Ok(vec![("file", paper::mailing(print, pictures, Sides::WithoutAddress)?)]),
        })
        .await
}

fn form(message: &Mail, files: &[Pages]) -> Form {
    let print = &message.print;
    // What is asked of everybody may be "operational"; only what promotes is marketing.
    let use_type = match message.purpose {
        Purpose::Marketing | Purpose::Survey => "marketing",
        Purpose::Treatment | Purpose::Event | Purpose::Transactional => "operational",
    };
    let mut form = Form::new().text("use_type", use_type).text("metadata[message]", message.reference.clone());
    form = match print.kind {
        PostKind::Postcard => form.text("size", "4x6"),
        PostKind::Letter => form.text("color", "true").text("address_placement", "top_first_page"),
    };
    form = address(form, "to", &print.recipient, &print.address);
    form = address(form, "from", &print.sender, &print.sender_address);
    for (name, bytes) in files {
        let part = Part::bytes(bytes.clone()).file_name(format!("{name}.pdf"));
        form = form.part(*name, part);
    }
    form
}

fn address(form: Form, who: &str, name: &str, address: &PostalAddress) -> Form {
    let country = if address.is_domestic() { "US" } else { &address.country };
    // Lob takes 40 characters of a name.
    let name: String = name.chars().take(40).collect();
    let parts = [
        ("name", name.as_str()),
        ("address_line1", &address.street),
        ("address_line2", &address.more),
        ("address_city", &address.city),
        ("address_state", &address.state),
        ("address_zip", &address.postal_code),
        ("address_country", country),
    ];
    let filled = parts.into_iter().filter(|(_, value)| !value.trim().is_empty());
    filled.fold(form, |form, (part, value)| form.text(format!("{who}[{part}]"), value.trim().to_owned()))
}

impl Courier<Mail> for Lob {
    fn rate(&self) -> u32 {
        self.settings.rate
    }

    fn send<'a>(&'a self, message: &'a Mail) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            let files = files(message).await?;
            let list = match message.print.kind {
                PostKind::Postcard => "postcards",
                PostKind::Letter => "letters",
            };
            let mut silence = SendError::Unknown("Lob did not answer.".into());
            for _ in 0..TRIES {
                let request = self
                    .request(Method::POST, list)
                    .header("idempotency-key", &message.reference)
                    .multipart(form(message, &files));
                let refused = match web::ask(request).await {
                    Ok(answer) if answer.is_success() => {
                        let taken: Taken = serde_json::from_str(&answer.body).unwrap_or_default();
                        return Ok(format!("Lob took it: {} {}", taken.id, taken.expected_delivery_date));
                    }
                    Ok(answer) => refusal(&answer),
                    Err(error) => error,
                };
                match refused {
                    SendError::Unknown(_) => silence = refused,
                    SendError::Unreachable(_) | SendError::Temporary(_) | SendError::Permanent { .. } => {
                        return Err(refused);
                    }
                }
            }
            Err(silence)
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(self.greet())
    }
}
