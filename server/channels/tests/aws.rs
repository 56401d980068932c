//! The courier of AWS End User Messaging, and its signatures held against AWS's published examples.

use channels::aws::{Credentials, Notice, notice, sign};
use channels::testing::TestAws;
use channels::{Courier, Recipient, SendError, Sms};
use shared::messages::Delivery;
use std::time::{Duration, SystemTime};

const PATIENCE: Duration = Duration::from_millis(300);

/// 2015-08-30T12:36:00Z, the moment of AWS's test suite.
fn then() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

/// The signature of the suite's request to `service` in us-east-1.
fn signature(headers: &[(&str, &str)], body: &str) -> String {
    let credentials = Credentials {
        key_id: "AKIDEXAMPLE".into(),
        secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".to_owned().into(),
    };
    let signed = sign(&credentials, "us-east-1", "service", then(), "/", headers, body);
    assert_eq!(signed.date, "20150830T123600Z");
    signed.authorization.rsplit_once('=').expect("a signature").1.to_owned()
}

/// `post-vanilla` and `post-x-www-form-urlencoded` of the AWS Signature Version 4 test suite.
#[test]
fn requests_are_signed_as_the_published_examples_are() {
    let vanilla = signature(&[("host", "example.amazonaws.com")], "");
    assert_eq!(vanilla, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    let form = [("content-type", "application/x-www-form-urlencoded"), ("host", "example.amazonaws.com")];
    let posted = signature(&form, "Param1=value1");
    assert_eq!(posted, "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
}

fn text(to: &str) -> Sms {
    Sms { reference: "0191-uid".into(), to: to.into(), from: None, text: "Lamna: see you soon.".into() }
}

#[tokio::test]
async fn a_text_arrives_whole_with_its_sender_and_what_it_is_reported_under() {
    let server = TestAws::start().await;
    let courier = server.texts(PATIENCE);
    assert!(courier.send(&text("+12175550123")).await.expect("taken").contains("11111111-2222"));
    let taken = server.taken().remove(0);
    assert_eq!(taken["DestinationPhoneNumber"], "+12175550123");
    assert_eq!(taken["OriginationIdentity"], "+12175550199");
    assert_eq!(taken["MessageBody"], "Lamna: see you soon.");
    assert_eq!(taken["Context"]["reference"], "0191-uid");
    assert!(courier.check().await.is_ok());
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let server = TestAws::start().await;
    let courier = server.texts(PATIENCE);
    let opted_out = courier.send(&text("+12175550610")).await;
    assert!(matches!(opted_out, Err(SendError::Permanent { recipient: Recipient::OptedOut, .. })), "{opted_out:?}");
    let invalid = courier.send(&text("+12175550211")).await;
    assert!(matches!(invalid, Err(SendError::Permanent { recipient: Recipient::PerhapsGone, .. })), "{invalid:?}");
    for later in ["+12175550429", "+12175550500"] {
        let answer = courier.send(&text(later)).await;
        assert!(matches!(answer, Err(SendError::Temporary(_))), "{later}: {answer:?}");
    }
    let access = courier.send(&text("+12175550403")).await;
    assert!(matches!(access, Err(SendError::Unreachable(_))), "{access:?}");
    assert!(server.taken().is_empty());
    let mut nobody = server;
    nobody.port = 9;
    assert!(matches!(nobody.texts(PATIENCE).send(&text("+12175550123")).await, Err(SendError::Unreachable(_))));
}

#[test]
fn notices_are_read_and_only_amazon_is_followed() {
    let told = |message: &str| {
        let body = serde_json::json!({ "Type": "Notification", "Message": message }).to_string();
        notice(body.as_bytes())
    };
    let report = |kind: &str| {
        let event = serde_json::json!({ "eventType": kind, "messageId": "m1", "context": { "reference": "0191-uid" } });
        match told(&event.to_string()) {
            Some(Notice::Report { reference, delivery, .. }) => {
                assert_eq!(reference, "0191-uid");
                Some(delivery)
            }
            None => None,
            other => panic!("{kind}: {other:?}"),
        }
    };
    assert_eq!(report("TEXT_DELIVERED"), Some(Delivery::Delivered));
    assert_eq!(report("TEXT_SENT"), Some(Delivery::OnItsWay));
    assert_eq!(report("TEXT_INVALID"), Some(Delivery::Undelivered { gone: true }));
    assert_eq!(report("TEXT_CARRIER_UNREACHABLE"), Some(Delivery::Undelivered { gone: false }));
    assert_eq!(report("TEXT_UNKNOWN"), None);
    let text = serde_json::json!({ "originationNumber": "+12175550123", "destinationNumber": "+12175550199",
        "messageBody": "STOP", "inboundMessageId": "i1" });
    assert!(matches!(told(&text.to_string()), Some(Notice::Text { text, .. }) if text == "STOP"));
    let confirm = |url: &str| {
        let body = serde_json::json!({ "Type": "SubscriptionConfirmation", "SubscribeURL": url }).to_string();
        notice(body.as_bytes())
    };
    assert!(confirm("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription").is_some());
    for evil in
        ["http://sns.us-east-1.amazonaws.com/", "https://sns.evil.example/", "https://sns.x@evil.amazonaws.com/", ""]
    {
        assert_eq!(confirm(evil), None, "{evil}");
    }
    assert_eq!(notice(b"{}"), None);
}
