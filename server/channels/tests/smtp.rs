//! The courier of e-mail in conversation with a mail server: what it reports is what the server knows.

use channels::testing::TestServer;
use channels::{Courier, Couriers, Email, Outgoing, Recipient, Sandbox, Security, SendError, Smtp, SmtpSettings};
use shared::consent::Channel;
use shared::time::UtcMillis;
use std::time::Duration;

fn message(to: &str) -> Email {
    Email {
        message_id: format!("{to}.1@waypost.example"),
        date: UtcMillis(1_796_000_000_000),
        from_name: "Lamna Healthcare".into(),
        from_address: "news@lamna.example".into(),
        to_name: "Elizabeth Moore".into(),
        to_address: to.into(),
        reply_to: String::new(),
        subject: "Healthy Eye Seminar".into(),
        html: "<p>Hi, Élise!</p>".into(),
        text: ".\nHi, Élise!\n".into(),
        attachments: vec![],
        unsubscribe: Some("https://waypost.example/unsubscribe/token".into()),
    }
}

const PATIENCE: Duration = Duration::from_millis(150);

#[tokio::test]
async fn a_message_arrives_whole_over_a_kept_connection() {
    let server = TestServer::start().await;
    let courier = server.courier(PATIENCE);
    for n in 0..3 {
        courier.send(&message(&format!("e{n}@example.org"))).await.expect("sent");
    }
    let received = server.received();
    assert_eq!(received.len(), 3);
    assert_eq!((received[0].from.as_str(), received[0].to.as_str()), ("news@lamna.example", "e0@example.org"));
    assert!(received[0].data.contains("List-Unsubscribe: <https://waypost.example/unsubscribe/token>"));
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let server = TestServer::start().await;
    let courier = server.courier(PATIENCE);
    let gone = courier.send(&message("gone@example.org")).await;
    assert!(matches!(gone, Err(SendError::Permanent { recipient: Recipient::Gone, .. })), "{gone:?}");
    let busy = courier.send(&message("busy@example.org")).await;
    assert!(matches!(busy, Err(SendError::Temporary(_))), "{busy:?}");
    let blocked = courier.send(&message("blocked@example.org")).await;
    assert!(matches!(blocked, Err(SendError::Permanent { recipient: Recipient::NotMeant, .. })), "{blocked:?}");
    courier.send(&message("after@example.org")).await.expect("a refusal does not spoil the connection");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn silence_after_the_message_is_doubt_not_failure() {
    let server = TestServer::start().await;
    let courier = server.courier(PATIENCE);
    let dropped = courier.send(&message("drop@example.org")).await;
    assert!(matches!(dropped, Err(SendError::Unknown(_))), "{dropped:?}");
    let slow = courier.send(&message("slow@example.org")).await;
    assert!(matches!(slow, Err(SendError::Unknown(_))), "{slow:?}");
    courier.send(&message("next@example.org")).await.expect("a new connection is opened");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again_later() {
    let settings = SmtpSettings {
        host: "127.0.0.1".into(),
        // Nobody listens on the discard port.
        port: 9,
        security: Security::None,
        username: None,
        password: None,
        rate: 0,
        return_path: None,
        patience: PATIENCE,
    };
    let courier = Smtp::new(settings).expect("settings");
    assert!(matches!(courier.send(&message("e@example.org")).await, Err(SendError::Unreachable(_))));
    assert!(courier.check().await.is_err());
}

#[tokio::test]
async fn a_server_without_starttls_gets_nothing_when_it_is_asked_for() {
    let server = TestServer::start().await;
    let settings = SmtpSettings {
        host: "127.0.0.1".into(),
        port: server.port,
        security: Security::StartTls,
        username: Some("user".into()),
        password: Some("secret".to_owned().into()),
        rate: 0,
        return_path: None,
        patience: PATIENCE,
    };
    let courier = Smtp::new(settings).expect("settings");
    assert!(matches!(courier.send(&message("e@example.org")).await, Err(SendError::Unreachable(_))));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn each_channel_has_its_courier_and_without_one_nothing_leaves() {
    let sandbox = Couriers::sandbox();
    for channel in Channel::ALL {
        assert!(sandbox.is_sandbox(channel), "{channel}");
    }
    let outgoing = Outgoing::Email(message("e@example.org"));
    assert_eq!((outgoing.channel(), outgoing.title().as_str()), (Channel::Email, "Healthy Eye Seminar"));
    sandbox.send(&outgoing).await.expect("kept");
    let nobody = Outgoing::Email(message("nobody"));
    assert!(matches!(sandbox.send(&nobody).await, Err(SendError::Permanent { recipient: Recipient::NotMeant, .. })));

    let server = TestServer::start().await;
    let couriers = Couriers::sandbox().with_email(server.courier(PATIENCE));
    assert!(!couriers.is_sandbox(Channel::Email));
    couriers.send(&outgoing).await.expect("sent");
    assert_eq!(server.received().len(), 1);
    let checked = couriers.check().await;
    assert!(checked.iter().all(|(_, answer)| answer.is_ok()), "{checked:?}");
    assert!(Courier::<Email>::check(&Sandbox).await.is_ok());
}
