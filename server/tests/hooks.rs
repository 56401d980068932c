//! What Twilio reports and what people write, as it comes in: believed only when signed, and harmless when it comes twice.

use axum::Router;
use axum::body::{Body, to_bytes};
use channels::twilio::{Params, signature};
use engine::Services;
use http::{Request, StatusCode};
use server::hooks::twilio::{Hooks, router};
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::people::Organization;
use store::testing::on_both;
use store::{Db, settings};
use tower::ServiceExt;

const TOKEN: &str = "12345";
const PUBLIC: &str = "https://outreach.lamna.example";

async fn hooks(db: Db, confirm_keywords: bool) -> Router {
    let services = Services::sandbox(db, PUBLIC);
    let organization =
        Organization { name: "Lamna & Co".into(), phone: "+1 217 555 0100".into(), ..Organization::default() };
    let mut tx = services.db.begin().await.expect("begins");
    settings::set(&mut tx, settings::ORGANIZATION, &organization, services.now()).await.expect("set");
    tx.commit().await.expect("committed");
    router(Hooks { services, token: Some(TOKEN.to_owned().into()), confirm_keywords })
}

fn form(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Posts the form as Twilio does, signed for `signed_url`.
async fn post(app: &Router, path: &str, form: &Params, signed_url: &str) -> (StatusCode, String) {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in form {
        body.append_pair(name, value);
    }
    let request = Request::post(format!("http://127.0.0.1:3000{path}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-twilio-signature", signature(TOKEN, signed_url, form))
        .body(Body::from(body.finish()))
        .expect("a request");
    let response = app.clone().oneshot(request).await.expect("answers");
    let status = response.status();
    let body = to_bytes(response.into_body(), 10_000).await.expect("a body");
    (status, String::from_utf8_lossy(&body).into_owned())
}

async fn writes(app: &Router, sid: &str, text: &str) -> String {
    let form = form(&[("MessageSid", sid), ("From", "+12175550123"), ("To", "+12175550199"), ("Body", text)]);
    let (status, body) = post(app, "/hooks/twilio/inbound", &form, &format!("{PUBLIC}/hooks/twilio/inbound")).await;
    assert_eq!(status, StatusCode::OK);
    body
}

#[tokio::test]
async fn only_what_is_signed_for_the_public_address_is_believed() {
    on_both(async |db| {
        let app = hooks(db.clone(), true).await;
        let form = form(&[("MessageSid", "SM1"), ("From", "+12175550123"), ("Body", "STOP")]);
        for url in ["http://127.0.0.1:3000/hooks/twilio/inbound", "https://evil.example/hooks/twilio/inbound", ""] {
            let (status, _) = post(&app, "/hooks/twilio/inbound", &form, url).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{url}");
        }
        let kept: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM inbound_message").fetch_one(db.read()).await.expect("read");
        assert_eq!(kept, 0);
        let closed = router(Hooks { services: Services::sandbox(db, PUBLIC), token: None, confirm_keywords: true });
        let url = format!("{PUBLIC}/hooks/twilio/inbound");
        assert_eq!(post(&closed, "/hooks/twilio/inbound", &form, &url).await.0, StatusCode::FORBIDDEN);
        assert_eq!(post(&app, "/hooks/twilio/inbound", &form, &url).await.0, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn people_get_one_confirmation_in_their_language() {
    on_both(async |db| {
        let app = hooks(db.clone(), true).await;
        let answer = writes(&app, "SM1", "STOP").await;
        assert!(answer.contains("<Message>Lamna &amp; Co: You will get no more texts"), "{answer}");
        for (sid, text) in [("SM1", "STOP"), ("SM2", "stop"), ("SM3", "See you tomorrow")] {
            assert!(!writes(&app, sid, text).await.contains("<Message>"), "{text}");
        }
        let said = store::consent::of_address(&db, "+12175550123", Channel::Sms).await.expect("read");
        assert!(
            said.iter()
                .any(|(purpose, status, _)| { purpose.is(Purpose::Treatment) && status.is(ConsentStatus::Denied) })
        );
        assert!(writes(&app, "SM4", "INICIAR").await.contains("Volverá a recibir"));
        assert!(writes(&app, "SM5", "Ayuda").await.contains("llame al +1 217 555 0100"));
    })
    .await;
}

#[tokio::test]
async fn what_twilio_confirms_itself_is_not_confirmed_twice() {
    on_both(async |db| {
        let app = hooks(db.clone(), false).await;
        assert!(!writes(&app, "SM1", "Stop").await.contains("<Message>"));
        let denied: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM consent WHERE status = 'denied'")
            .fetch_one(db.read())
            .await
            .expect("read");
        assert_eq!(denied, 4, "it holds all the same");
        assert!(writes(&app, "SM2", "AYUDA").await.contains("<Message>"), "Twilio knows no Spanish");
    })
    .await;
}

#[tokio::test]
async fn reports_about_messages_nobody_knows_are_taken_and_change_nothing() {
    on_both(async |db| {
        let app = hooks(db, true).await;
        let form = form(&[("MessageSid", "SM1"), ("MessageStatus", "undelivered"), ("ErrorCode", "30005")]);
        let path = "/hooks/twilio/messages/0191-nobody";
        let (status, _) = post(&app, path, &form, &format!("{PUBLIC}{path}")).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
    })
    .await;
}

/// A message in the outbox that was handed over; answers its public id.
async fn sent(db: &Db, channel: Channel, address: &str) -> String {
    let mut tx = db.begin().await.expect("begins");
    let uid = uuid::Uuid::now_v7().to_string();
    sqlx::query(
        "INSERT INTO outbox (uid, key, created_at, address, recipient_name, purpose, origin_kind, origin_uid, content, status,
            not_before, channel) VALUES ($1, $2, 0, $3, '', 'event', 'journey', '', $4, 'sent', 0, $5)",
    )
    .bind(&uid)
    .bind(&uid)
    .bind(address)
    .bind(Vec::<u8>::new())
    .bind(channel.code())
    .execute(&mut *tx)
    .await
    .expect("a message");
    tx.commit().await.expect("committed");
    uid
}

#[tokio::test]
async fn lob_is_believed_when_it_signed_a_moment_ago_and_returned_mail_marks_the_address() {
    on_both(async |db| {
        let services = Services::sandbox(db.clone(), PUBLIC);
        let now = services.now().0;
        let address = "7 Elm Street\n\nSpringfield\nIL\n62704\n";
        let uid = sent(&db, Channel::Post, address).await;
        let hooks = server::hooks::lob::Hooks { services, secret: Some(TOKEN.to_owned().into()) };
        let app: Router = server::hooks::lob::router(hooks);
        let body = format!(
            r#"{{"event_type":{{"id":"postcard.returned_to_sender"}},"body":{{"id":"psc_1","metadata":{{"message":"{uid}"}}}}}}"#
        );
        let post = async |at: i64, signed: &str| {
            let at = at.to_string();
            let request = Request::post("http://127.0.0.1:3000/hooks/lob")
                .header("lob-signature", channels::lob::signature(signed, &at, body.as_bytes()))
                .header("lob-signature-timestamp", at)
                .body(Body::from(body.clone()))
                .expect("a request");
            app.clone().oneshot(request).await.expect("answers").status()
        };
        assert_eq!(post(now, "guess").await, StatusCode::FORBIDDEN);
        assert_eq!(post(now - 3_600_000, TOKEN).await, StatusCode::FORBIDDEN, "a copy that somebody kept");
        let reason = async || store::suppression::reason(&db, Channel::Post, address).await.expect("read");
        assert_eq!(reason().await, None);
        assert_eq!(post(now, TOKEN).await, StatusCode::NO_CONTENT);
        assert_eq!(post(now, TOKEN).await, StatusCode::NO_CONTENT, "twice is once");
        assert_eq!(reason().await.as_deref(), Some("hard-bounce"));
    })
    .await;
}

#[tokio::test]
async fn returned_mail_suppresses_what_does_not_exist_and_who_complained() {
    on_both(async |db| {
        let services = Services::sandbox(db.clone(), PUBLIC);
        let hooks = server::hooks::mail::Hooks { services, token: Some(TOKEN.to_owned().into()) };
        let app: Router = server::hooks::mail::router(hooks);
        let post = async |token: &str, body: String| {
            let request = Request::post("http://127.0.0.1:3000/hooks/mail")
                .header("authorization", format!("Bearer {token}"))
                .body(Body::from(body))
                .expect("a request");
            app.clone().oneshot(request).await.expect("answers").status()
        };
        let report = |uid: &str, kind: &str, part: &str| {
            format!(
                "MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: message/{kind}\r\n\r\n{part}\r\n\r\n\
                 --B\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{uid}@lamna.example>\r\n\r\nHello\r\n--B--\r\n"
            )
        };
        let reason = async |address: &str| store::suppression::reason(&db, Channel::Email, address).await.expect("read");
        let status = |code: &str| format!("Reporting-MTA: dns; mx\r\n\r\nAction: failed\r\nStatus: {code}");
        let (gone, full, angry) = (
            sent(&db, Channel::Email, "gone@example.org").await,
            sent(&db, Channel::Email, "full@example.org").await,
            sent(&db, Channel::Email, "angry@example.org").await,
        );
        assert_eq!(post("guess", report(&gone, "delivery-status", &status("5.1.1"))).await, StatusCode::FORBIDDEN);
        assert_eq!(reason("gone@example.org").await, None);
        for body in [
            report(&gone, "delivery-status", &status("5.1.1")),
            report(&full, "delivery-status", &status("5.2.2")),
            report(&angry, "feedback-report", "Feedback-Type: abuse"),
            report("nobody", "delivery-status", &status("5.1.1")),
            "not a report".to_owned(),
        ] {
            assert_eq!(post(TOKEN, body).await, StatusCode::NO_CONTENT);
        }
        assert_eq!(reason("gone@example.org").await.as_deref(), Some("hard-bounce"));
        assert_eq!(reason("full@example.org").await, None);
        assert_eq!(reason("angry@example.org").await.as_deref(), Some("complaint"));
    })
    .await;
}
