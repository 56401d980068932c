//! The courier of Lob in conversation with a server that speaks its API: what it reports is what the server knows.

use channels::lob::{News, event, is_signed, signature};
use channels::testing::TestLob;
use channels::{Courier, Mail, Recipient, SendError};
use shared::consent::Purpose;
use shared::messages::{Delivery, PostDocument, PostKind, PostalAddress, Values, render_post};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_millis(700);

fn mail(zip: &str) -> Mail {
    let document = PostDocument { headline: "See you soon".into(), back: "Call us.".into(), ..PostDocument::blank() };
    let values: Values = [
        ("organization.name", "Lamna Healthcare"),
        ("organization.postal_address", "12 Harbour Street\nSpringfield, IL 62701"),
    ]
    .into_iter()
    .map(|(path, value)| (path.to_owned(), value.to_owned()))
    .collect();
    let mut print = render_post(&document, &values);
    print.recipient = "María Peña".into();
    print.address = PostalAddress {
        street: "7 Elm Street".into(),
        more: "Apt 3".into(),
        city: "Springfield".into(),
        state: "IL".into(),
        postal_code: zip.into(),
        country: String::new(),
    };
    Mail { reference: format!("uid-{zip}"), purpose: Purpose::Event, print, pictures: Default::default() }
}

#[tokio::test]
async fn a_card_arrives_whole_with_its_addresses_and_its_key() {
    let server = TestLob::start().await;
    let answer = server.courier(PATIENCE).send(&mail("62701")).await.expect("taken");
    assert!(answer.contains("psc_208e45e48d271294") && answer.contains("2026-12-04"), "{answer}");
    let piece = server.taken().remove(0);
    assert_eq!((piece.list.as_str(), piece.idempotency_key.as_str()), ("postcards", "uid-62701"));
    assert_eq!((piece.value("to[name]"), piece.value("to[address_line2]")), ("María Peña", "Apt 3"));
    assert_eq!((piece.value("from[address_line1]"), piece.value("from[address_zip]")), ("12 Harbour Street", "62701"));
    assert_eq!((piece.value("use_type"), piece.value("metadata[message]")), ("operational", "uid-62701"));
    let mut letter = mail("62702");
    letter.print.kind = PostKind::Letter;
    server.courier(PATIENCE).send(&letter).await.expect("taken");
    assert_eq!(server.taken()[1].list, "letters");
}

#[tokio::test]
async fn refusals_are_told_apart_and_nothing_is_printed() {
    let server = TestLob::start().await;
    let courier = server.courier(PATIENCE);
    let about = async |zip: &str| match courier.send(&mail(zip)).await {
        Err(SendError::Permanent { recipient, .. }) => recipient,
        other => panic!("{zip}: {other:?}"),
    };
    assert_eq!(about("00422").await, Recipient::Gone);
    assert_eq!(about("00400").await, Recipient::NotMeant);
    assert_eq!(about("no ZIP").await, Recipient::NotMeant);
    let busy = courier.send(&mail("00429")).await;
    assert!(matches!(&busy, Err(SendError::Temporary(words)) if words.contains("retry after 5")), "{busy:?}");
    assert!(matches!(courier.send(&mail("00500")).await, Err(SendError::Temporary(_))));
    assert!(matches!(courier.send(&mail("00401")).await, Err(SendError::Unreachable(_))));
    let mut foreign = mail("62701");
    // The address is Lob's to print; the words are ours.
    foreign.print.headline = "李小龍".into();
    let unprintable = courier.send(&foreign).await;
    assert!(
        matches!(&unprintable, Err(SendError::Permanent { answer, .. }) if answer.contains('李')),
        "words with a hole are not mailed: {unprintable:?}"
    );
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn silence_is_asked_again_and_never_makes_a_second_piece() {
    let server = TestLob::start().await;
    let courier = server.courier(PATIENCE);
    courier.send(&mail("00000")).await.expect("the second try finds the piece that the first one made");
    assert_eq!(server.taken().len(), 1);
    let silent = courier.send(&mail("00001")).await;
    assert!(matches!(silent, Err(SendError::Unknown(_))), "{silent:?}");
    assert_eq!(server.taken().len(), 2);
}

#[tokio::test]
async fn without_access_or_connection_the_channel_waits() {
    let server = TestLob::start().await;
    assert!(server.courier(PATIENCE).check().await.is_ok());
    let stranger = server.courier_with("wrong", PATIENCE);
    assert!(stranger.check().await.is_err());
    assert!(matches!(stranger.send(&mail("62701")).await, Err(SendError::Unreachable(_))));
    let mut nobody = server;
    nobody.port = 9;
    assert!(matches!(nobody.courier(PATIENCE).send(&mail("62701")).await, Err(SendError::Unreachable(_))));
}

#[test]
fn webhooks_are_believed_when_signed_and_say_what_happened() {
    let body = br#"{"id":"evt_1","event_type":{"id":"postcard.returned_to_sender"},"body":{"id":"psc_1","metadata":{"message":"0191-uid"}}}"#;
    let header = signature("secret", "1700000000000", body);
    assert!(is_signed("secret", "1700000000000", body, &header));
    assert!(!is_signed("secret", "1700000000001", body, &header));
    assert!(!is_signed("other", "1700000000000", body, &header));
    for broken in ["", "zz", "ä", "0"] {
        assert!(!is_signed("secret", "1700000000000", body, broken), "{broken}");
    }
    let said = event(body).expect("an event");
    assert_eq!((said.reference.as_str(), said.news), ("0191-uid", News::Returned));
    let of = |kind: &str| {
        let body =
            format!(r#"{{"event_type":{{"id":"{kind}"}},"body":{{"id":"psc_1","metadata":{{"message":"u"}}}}}}"#);
        event(body.as_bytes()).map(|event| event.news)
    };
    assert_eq!(of("letter.mailed"), Some(News::Carried(Delivery::OnItsWay)));
    assert_eq!(of("postcard.processed_for_delivery"), Some(News::Carried(Delivery::Delivered)));
    assert_eq!(of("postcard.viewed"), None);
    assert_eq!(event(b"{}"), None);
    assert_eq!(event(br#"{"event_type":{"id":"postcard.mailed"},"body":{"id":"psc_1"}}"#), None, "not ours");
}
