//! The couriers of Twilio in conversation with a server that speaks its API: what they report is what the server knows.

use channels::testing::TestTwilio;
use channels::twilio::{Params, TwilioTexts, call_status, is_signed, message_status, signature, undelivered};
use channels::{Call, Connect, Courier, Recipient, SendError, Sms};
use shared::messages::{Delivery, VoiceLanguage};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_millis(300);

fn text(to: &str) -> Sms {
    Sms {
        reference: "0191-uid".into(),
        to: to.into(),
        from: None,
        text: "Lamna & Söhne: see you soon. Reply STOP to opt out.".into(),
    }
}

#[tokio::test]
async fn a_text_arrives_whole_with_its_sender_and_where_to_report() {
    let server = TestTwilio::start().await;
    let answer = server.texts(PATIENCE).send(&text("+12175550123")).await.expect("taken");
    assert!(answer.contains("SM0000") && answer.contains("queued"), "{answer}");
    let taken = server.taken().remove(0);
    assert_eq!(taken.list, "Messages");
    assert_eq!((taken.value("To"), taken.value("From")), ("+12175550123", "+12175550199"));
    assert_eq!(taken.value("Body"), text("").text);
    assert_eq!(taken.value("StatusCallback"), "https://waypost.example/hooks/twilio/messages/0191-uid");
    let service = TwilioTexts { from: "MG1".into(), ..server.texts(PATIENCE) };
    service.send(&text("+12175550123")).await.expect("taken");
    assert_eq!(server.taken()[1].value("MessagingServiceSid"), "MG1");
    let own = Sms { from: Some("+13125550118".into()), ..text("+12175550123") };
    service.send(&own).await.expect("taken");
    assert_eq!(server.taken()[2].value("From"), "+13125550118", "from the number that reached them");
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let server = TestTwilio::start().await;
    let courier = server.texts(PATIENCE);
    let about = async |to: &str| match courier.send(&text(to)).await {
        Err(SendError::Permanent { recipient, .. }) => recipient,
        other => panic!("{to}: {other:?}"),
    };
    assert_eq!(about("+12175521211").await, Recipient::Gone);
    assert_eq!(about("+12175521614").await, Recipient::Gone);
    assert_eq!(about("+12175521610").await, Recipient::OptedOut);
    assert_eq!(about("+12175521408").await, Recipient::NotMeant);
    assert_eq!(about("no number").await, Recipient::NotMeant);
    let queue = courier.send(&text("+12175521611")).await;
    assert!(matches!(queue, Err(SendError::Temporary(_))), "{queue:?}");
    let busy = courier.send(&text("+12175550429")).await;
    assert!(matches!(&busy, Err(SendError::Temporary(words)) if words.contains("retry after 7")), "{busy:?}");
    let broken = courier.send(&text("+12175550500")).await;
    assert!(matches!(broken, Err(SendError::Temporary(_))), "{broken:?}");
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn silence_after_the_request_is_doubt_not_failure() {
    let server = TestTwilio::start().await;
    let courier = server.texts(PATIENCE);
    for to in ["+12175550000", "+12175550001", "+12175550504"] {
        let answer = courier.send(&text(to)).await;
        assert!(matches!(answer, Err(SendError::Unknown(_))), "{to}: {answer:?}");
    }
    assert_eq!(server.taken().len(), 2, "two of them were taken");
}

#[tokio::test]
async fn without_access_or_connection_the_channel_waits() {
    let server = TestTwilio::start().await;
    let courier = server.texts(PATIENCE);
    assert!(matches!(courier.send(&text("+12175550401")).await, Err(SendError::Unreachable(_))));
    assert!(courier.check().await.is_ok());
    let account = server.account_with("wrong", "https://waypost.example", PATIENCE);
    let stranger = TwilioTexts { account, from: "+12175550199".into(), rate: 0 };
    let refused = stranger.send(&text("+12175550123")).await;
    assert!(matches!(&refused, Err(SendError::Unreachable(words)) if words.contains("20003")), "{refused:?}");
    assert!(stranger.check().await.is_err());
    let mut nobody = server;
    nobody.port = 9;
    let away = nobody.texts(PATIENCE).send(&text("+12175550123")).await;
    assert!(matches!(&away, Err(SendError::Unreachable(words)) if !words.contains("217555")), "{away:?}");
}

fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn the_documented_example_is_signed_as_documented() {
    let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    let form = params(&[
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675309"),
        ("Digits", "1234"),
        ("From", "+14158675309"),
        ("To", "+18005551212"),
    ]);
    assert_eq!(signature("12345", url, &form), "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    assert!(is_signed("12345", url, &form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    for wrong in ["", "no base64!", "RSOYDt4T1cUTdK1PDd93/VVr8B9=", "RSOYDt4T1cUTdK1PDd93/VVr8A=="] {
        assert!(!is_signed("12345", url, &form, wrong), "{wrong}");
    }
    assert!(!is_signed("12345", "http://mycompany.com/myapp.php?foo=1&bar=2", &form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    let mut changed = form;
    changed[2].1.push('5');
    assert!(!is_signed("12345", url, &changed, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
}

#[test]
fn reports_say_what_they_mean() {
    assert_eq!(message_status("sent", None), Some(Delivery::OnItsWay));
    assert_eq!(message_status("delivered", None), Some(Delivery::Delivered));
    assert_eq!(message_status("undelivered", Some(30005)), Some(Delivery::Undelivered { gone: true }));
    for code in [30003, 30004, 30007, 30008] {
        assert_eq!(message_status("undelivered", Some(code)), Some(Delivery::Undelivered { gone: false }), "{code}");
        assert!(undelivered(code).contains(&code.to_string()));
    }
    assert_eq!(message_status("received", None), None);
}

#[tokio::test]
async fn a_call_reads_its_script_after_the_greeting_of_a_machine() {
    let server = TestTwilio::start().await;
    let courier = server.calls(PATIENCE);
    let call = |to: &str| Call {
        reference: "0191-uid".into(),
        to: to.into(),
        from: None,
        script: "Hello, this is Lamna & Co <Clinic>.".into(),
        language: VoiceLanguage::Spanish,
    };
    courier.send(&call("+12175550123")).await.expect("taken");
    let taken = server.taken().remove(0);
    assert_eq!((taken.list.as_str(), taken.value("From")), ("Calls", "+12175550198"));
    assert_eq!(
        taken.value("Twiml"),
        r#"<Response><Say language="es-US">Hello, this is Lamna &amp; Co &lt;Clinic&gt;.</Say></Response>"#
    );
    assert_eq!(taken.value("MachineDetection"), "DetectMessageEnd");
    assert_eq!(taken.value("StatusCallback"), "https://waypost.example/hooks/twilio/calls/0191-uid");
    let gone = courier.send(&call("+12175521211")).await;
    assert!(matches!(gone, Err(SendError::Permanent { recipient: Recipient::Gone, .. })), "{gone:?}");
    let doubt = courier.send(&call("+12175550000")).await;
    assert!(matches!(doubt, Err(SendError::Unknown(_))), "{doubt:?}");
}

#[tokio::test]
async fn an_agents_phone_rings_first_and_the_person_sees_the_programs_number() {
    let server = TestTwilio::start().await;
    let courier = server.calls(PATIENCE);
    let connect = Connect {
        reference: "0191-uid".into(),
        agent: "+13125550100".into(),
        to: "+18475550137".into(),
        from: Some("+13125550142".into()),
    };
    courier.send(&connect).await.expect("taken");
    let taken = server.taken().remove(0);
    assert_eq!((taken.value("To"), taken.value("From")), ("+13125550100", "+13125550142"));
    assert_eq!(
        taken.value("Twiml"),
        r#"<Response><Dial callerId="+13125550142"><Number>+18475550137</Number></Dial></Response>"#
    );
    let nobody = Connect { agent: String::new(), ..connect };
    assert!(matches!(courier.send(&nobody).await, Err(SendError::Permanent { .. })));
}

#[test]
fn a_call_that_reached_a_voice_or_a_machine_is_delivered() {
    for answered_by in ["human", "machine_end_beep", "machine_end_silence", "unknown", ""] {
        assert_eq!(call_status("completed", answered_by), Some(Delivery::Delivered), "{answered_by}");
    }
    assert_eq!(call_status("completed", "fax"), Some(Delivery::Undelivered { gone: false }));
    for status in ["busy", "no-answer", "failed", "canceled"] {
        assert_eq!(call_status(status, ""), Some(Delivery::Undelivered { gone: false }), "{status}");
    }
    assert_eq!(call_status("ringing", ""), Some(Delivery::OnItsWay));
}
