//! Cards from a template to the carrier or the print house and back: what is printed, what is refused, what comes back.

use channels::Couriers;
use channels::testing::TestLob;
use engine::Services;
use engine::outbox::round;
use shared::consent::{Channel, Purpose, Refusal};
use shared::messages::{MailingCode, MessageStatus, OriginKind, PostDocument, PostalAddress, Shown};
use shared::paging::PageQuery;
use shared::people::{EditMessages, Organization, ViewSentMessages};
use std::collections::BTreeMap;
use std::time::Duration;
use store::outbox::{self, Content, NewMessage, Origin};
use store::testing::on_both;
use store::{Db, Permit, StoreError, settings, templates};
use uuid::Uuid;

fn looker() -> Permit<ViewSentMessages> {
    Permit::system("test")
}

async fn services(db: Db, couriers: Couriers) -> Services {
    let services = Services { couriers, ..Services::sandbox(db, "https://o.example") };
    let organization = Organization {
        name: "Lamna Healthcare".into(),
        postal_address: "12 Harbour Street\nSpringfield, IL 62701".into(),
        phone: "+1 217 555 0100".into(),
        ..Organization::default()
    };
    let mut tx = services.db.begin().await.expect("begins");
    settings::set(&mut tx, settings::ORGANIZATION, &organization, services.now()).await.expect("set");
    tx.commit().await.expect("committed");
    services
}

/// A patient with this ZIP code; where mail goes is their record's business.
async fn patient(services: &Services, zip: &str) -> i64 {
    let mut tx = services.db.begin().await.expect("begins");
    let patient = sqlx::query_scalar(
        "INSERT INTO patient (uid, given, family, name_search, line, city, state, postal_code, created_at, updated_at)
         VALUES ($1, 'Elizabeth', 'Moore', 'elizabeth', '7 Elm Street, Apt 3', 'Springfield', 'IL', $2, 0, 0) RETURNING id",
    )
    .bind(format!("p{zip}"))
    .bind(zip)
    .fetch_one(&mut *tx)
    .await
    .expect("a patient");
    tx.commit().await.expect("committed");
    patient
}

/// Queues a card of a live template to each patient, and sends what is due.
async fn send(services: &Services, patients: &[i64]) {
    let editor = Permit::<EditMessages>::system("test");
    let now = services.now();
    let document =
        PostDocument { purpose: Purpose::Treatment, headline: "See you soon".into(), ..PostDocument::blank() };
    let mut tx = services.db.begin().await.expect("begins");
    let id = templates::create(&mut tx, &editor, now, &format!("Card {}", Uuid::now_v7()), &document.into())
        .await
        .expect("made");
    tx.commit().await.expect("committed");
    templates::go_live(&services.db, &editor, now, id, 1).await.expect("live");
    let version = templates::live(&services.db).await.expect("read").into_iter().find(|one| one.id == id);
    let version = version.expect("live").version_key;
    for patient in patients {
        let mut tx = services.db.begin().await.expect("begins");
        let new = NewMessage {
            key: format!("card/{patient}/{}", Uuid::now_v7()),
            channel: Channel::Post,
            patient: Some(*patient),
            address: String::new(),
            recipient_name: "Elizabeth Moore".into(),
            purpose: Purpose::Treatment,
            content: Content::Template { version, merge: BTreeMap::new() },
            not_before: now,
            send_by: None,
            origin: Origin { kind: OriginKind::Event, uid: String::new(), node: None },
        };
        outbox::enqueue(&mut tx, now, new).await.expect("queued");
        tx.commit().await.expect("committed");
    }
    while round(services).await.expect("a round") > 0 {}
}

async fn rows(services: &Services) -> Vec<shared::messages::MessageRow> {
    outbox::list(&services.db, &looker(), services.now(), &PageQuery::default(), None).await.expect("read").rows
}

#[tokio::test]
async fn a_card_shows_who_gets_it_and_a_code_that_leads_back() {
    on_both(async |db| {
        let services = services(db, Couriers::sandbox()).await;
        let patients = [patient(&services, "62704").await, patient(&services, "").await];
        send(&services, &patients).await;
        let rows = rows(&services).await;
        let sent = rows.iter().find(|row| row.status == MessageStatus::Sent).expect("sent");
        assert_eq!(
            (sent.subject.as_str(), sent.address.reveal().as_str()),
            ("See you soon", "7 Elm Street, Apt 3, Springfield, IL 62704")
        );
        let refused = rows.iter().find(|row| row.status == MessageStatus::Refused).expect("refused");
        assert_eq!(refused.refusal, Some(Refusal::IncompleteAddress));
        let view = outbox::find(&services.db, &looker(), services.now(), sent.id).await.expect("read");
        let Some(Shown::Post(mail)) = view.shown else { panic!("{:?}", view.shown) };
        let mail = mail.into_inner();
        assert_eq!((mail.recipient.as_str(), mail.sender_address.postal_code.as_str()), ("Elizabeth Moore", "62701"));
        assert_eq!(mail.address, PostalAddress::sample());
        let code: MailingCode = mail.code.to_lowercase().parse().expect("a code");
        let mut tx = services.db.begin().await.expect("begins");
        let found = outbox::mailed(&mut tx, code).await.expect("read").expect("the card");
        assert_eq!((found.message, found.patient), (sent.id, Some(patients[0])));
    })
    .await;
}

#[tokio::test]
async fn mail_that_came_back_marks_the_address_once() {
    on_both(async |db| {
        let services = services(db, Couriers::sandbox()).await;
        let home = patient(&services, "62704").await;
        send(&services, &[home]).await;
        let (db, now) = (&services.db, services.now());
        let id = rows(&services).await.remove(0).id;
        let mail = outbox::mail(db, &looker(), id).await.expect("a card");
        let code: MailingCode = mail.code.parse().expect("a code");
        let unknown = MailingCode::of(999_999).expect("a code");
        assert!(matches!(outbox::mail_came_back(db, &looker(), now, unknown).await, Err(StoreError::NotFound)));
        assert_eq!(outbox::mail_came_back(db, &looker(), now, code).await.expect("written down"), id);
        let again = outbox::mail_came_back(db, &looker(), now, code).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
        let bounced: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM activity WHERE kind = 'message-bounced'")
            .fetch_one(db.read())
            .await
            .expect("read");
        assert_eq!(bounced, 1);
        send(&services, &[home]).await;
        assert_eq!(rows(&services).await[0].refusal, Some(Refusal::Suppressed), "nothing is mailed there any more");
    })
    .await;
}

#[tokio::test]
async fn the_print_house_gets_each_piece_in_one_batch() {
    on_both(async |db| {
        let services = services(db, Couriers::sandbox()).await;
        let patients = [patient(&services, "62704").await, patient(&services, "62705").await];
        send(&services, &patients).await;
        let (db, now) = (&services.db, services.now());
        assert_eq!(outbox::print_batches(db, &looker()).await.expect("read").0, 2);
        let batch = outbox::make_print_batch(db, &looker(), now).await.expect("made").expect("two wait");
        assert_eq!(outbox::make_print_batch(db, &looker(), now).await.expect("read"), None);
        let (waiting, batches) = outbox::print_batches(db, &looker()).await.expect("read");
        assert_eq!((waiting, batches.len(), batches[0].pieces), (0, 1, 2));
        let mails = outbox::mail_of_batch(db, &looker(), now, batch).await.expect("read");
        let zips: Vec<&str> = mails.iter().map(|mail| mail.address.postal_code.as_str()).collect();
        assert_eq!(zips, ["62704", "62705"]);
        let exported: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit_event WHERE action = 'export'")
            .fetch_one(db.read())
            .await
            .expect("read");
        assert_eq!(exported, 2, "making it and looking at it are recorded");
    })
    .await;
}

#[tokio::test]
async fn lob_gets_each_card_once_and_what_it_reports_is_believed_last() {
    on_both(async |db| {
        let lob = TestLob::start().await;
        let services = services(db, Couriers::sandbox().with_post(lob.courier(Duration::from_millis(700)))).await;
        let patients =
            [patient(&services, "62704").await, patient(&services, "00422").await, patient(&services, "00000").await];
        send(&services, &patients).await;
        assert_eq!(lob.taken().len(), 2, "the broken line made no second card");
        let rows = rows(&services).await;
        let of = |status: MessageStatus| rows.iter().filter(|row| row.status == status).count();
        assert_eq!((of(MessageStatus::Sent), of(MessageStatus::Failed)), (2, 1));
        let sent = rows.iter().find(|row| row.address.reveal().contains("62704")).expect("a row");
        let report = shared::messages::Delivery::Delivered;
        outbox::report(&services.db, services.now(), &sent.id.to_string(), report, "delivered").await.expect("kept");
        let back = outbox::carrier_returned(&services.db, services.now(), &sent.id.to_string(), "came back").await;
        assert!(back.expect("kept"), "what came back was not delivered");
        let again = outbox::carrier_returned(&services.db, services.now(), &sent.id.to_string(), "came back").await;
        assert!(!again.expect("read"));
    })
    .await;
}
