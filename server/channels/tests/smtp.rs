//! The mailer in conversation with a mail server: what it reports is what the server knows.

use channels::testing::TestServer;
use channels::{Mailer, Outgoing, Security, SendError, SmtpSettings};
use shared::time::UtcMillis;
use std::time::Duration;

fn message(to: &str) -> Outgoing {
    Outgoing {
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
    let mailer = server.mailer(PATIENCE);
    for n in 0..3 {
        mailer.send(&message(&format!("e{n}@example.org"))).await.expect("sent");
    }
    let received = server.received();
    assert_eq!(received.len(), 3);
    assert_eq!((received[0].from.as_str(), received[0].to.as_str()), ("news@lamna.example", "e0@example.org"));
    assert!(received[0].data.contains("List-Unsubscribe: <https://waypost.example/unsubscribe/token>"));
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let server = TestServer::start().await;
    let mailer = server.mailer(PATIENCE);
    let gone = mailer.send(&message("gone@example.org")).await;
    assert!(matches!(gone, Err(SendError::Permanent { mailbox_gone: true, .. })), "{gone:?}");
    let busy = mailer.send(&message("busy@example.org")).await;
    assert!(matches!(busy, Err(SendError::Temporary(_))), "{busy:?}");
    let blocked = mailer.send(&message("blocked@example.org")).await;
    assert!(matches!(blocked, Err(SendError::Permanent { mailbox_gone: false, .. })), "{blocked:?}");
    mailer.send(&message("after@example.org")).await.expect("a refusal does not spoil the connection");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn silence_after_the_message_is_doubt_not_failure() {
    let server = TestServer::start().await;
    let mailer = server.mailer(PATIENCE);
    let dropped = mailer.send(&message("drop@example.org")).await;
    assert!(matches!(dropped, Err(SendError::Unknown(_))), "{dropped:?}");
    let slow = mailer.send(&message("slow@example.org")).await;
    assert!(matches!(slow, Err(SendError::Unknown(_))), "{slow:?}");
    mailer.send(&message("next@example.org")).await.expect("a new connection is opened");
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
        patience: PATIENCE,
    };
    let mailer = Mailer::smtp(settings).expect("settings");
    assert!(matches!(mailer.send(&message("e@example.org")).await, Err(SendError::Temporary(_))));
    assert!(mailer.check().await.is_err());
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
        patience: PATIENCE,
    };
    let mailer = Mailer::smtp(settings).expect("settings");
    assert!(matches!(mailer.send(&message("e@example.org")).await, Err(SendError::Temporary(_))));
    assert!(server.received().is_empty());
}
