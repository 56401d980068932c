//! The preference page for all channels, wishes, and double opt-in: what is kept, and that the send gate hears of it at once.

use shared::consent::{Channel, ConsentStatus, Purpose, Wishes};
use shared::language::Language;
use shared::messages::{OriginKind, PostalAddress};
use shared::people::EditPatients;
use shared::time::{Millis, UtcMillis};
use store::opt_in;
use store::outbox::{self, Content, NewMessage, Opened, Origin, WrittenEmail};
use store::preferences::{self, Choice};
use store::testing::on_both;
use store::{Db, Permit, StoreError, consent, patients, wishes};
use uuid::Uuid;

const NOW: UtcMillis = UtcMillis(1_796_000_000_000);
const AT: (Language, &str) = (Language::English, "https://o.example");

async fn patient(db: &Db) -> (i64, shared::ids::PatientId) {
    let uid = Uuid::now_v7();
    let mut tx = db.begin().await.expect("begins");
    let patient: i64 = sqlx::query_scalar(
        "INSERT INTO patient (uid, given, family, name_search, line, city, state, postal_code, language, created_at, updated_at)
         VALUES ($1, 'Elizabeth', 'Moore', 'elizabeth', '7 Elm Street', 'Springfield', 'IL', '62704', 'es-MX', 0, 0) RETURNING id",
    )
    .bind(uid.to_string())
    .fetch_one(&mut *tx)
    .await
    .expect("a patient");
    for (system, address) in [("email", "e@example.org"), ("email", "other@example.org"), ("phone", "+12175550123")] {
        sqlx::query("INSERT INTO contact_point (patient_id, system, address) VALUES ($1, $2, $3)")
            .bind(patient)
            .bind(system)
            .bind(address)
            .execute(&mut *tx)
            .await
            .expect("an address");
    }
    tx.commit().await.expect("committed");
    (patient, shared::ids::PatientId(uid))
}

/// The link of a message that went to the first address.
async fn link(db: &Db, patient: Option<i64>) -> Opened {
    let mut tx = db.begin().await.expect("begins");
    let new = NewMessage {
        key: "m".into(),
        channel: Channel::Email,
        patient,
        address: "e@example.org".into(),
        recipient_name: String::new(),
        purpose: Purpose::Event,
        content: Content::Email(WrittenEmail::default()),
        not_before: NOW,
        send_by: None,
        origin: Origin { kind: OriginKind::Event, uid: String::new(), node: None },
    };
    let id = outbox::enqueue(&mut tx, NOW, new).await.expect("queued").expect("new");
    let uid: String =
        sqlx::query_scalar("SELECT uid FROM outbox WHERE id = $1").bind(id).fetch_one(&mut *tx).await.expect("read");
    tx.commit().await.expect("committed");
    Opened {
        message_uid: uid,
        channel: Channel::Email,
        address: "e@example.org".into(),
        patient,
        purpose: Purpose::Event,
        subject: String::new(),
    }
}

async fn word(db: &Db, address: &str, channel: Channel, purpose: Purpose) -> Option<ConsentStatus> {
    let mut tx = db.begin().await.expect("begins");
    consent::current(&mut tx, address, channel, purpose).await.expect("read")
}

#[tokio::test]
async fn one_page_has_every_channel_of_a_patient_and_keeps_what_is_chosen() {
    on_both(async |db| {
        let (patient, _) = patient(&db).await;
        let link = link(&db, Some(patient)).await;
        let page = preferences::page(&db, &link).await.expect("read");
        let shown: Vec<(Channel, bool)> = page.lines.iter().map(|line| (line.channel, line.own)).collect();
        let (email, sms, voice, post) = (Channel::Email, Channel::Sms, Channel::Voice, Channel::Post);
        assert_eq!(shown, [(email, true), (email, false), (sms, false), (voice, false), (post, false)]);
        assert_eq!(preferences::language(&db, &link).await.expect("read").as_deref(), Some("es-MX"));
        let only = |wanted: &[Purpose]| Purpose::CHOICES.map(|purpose| (purpose, wanted.contains(&purpose))).to_vec();
        let choice = |at: usize, wanted: &[Purpose]| Choice { name: page.lines[at].name(), wanted: only(wanted) };
        let chosen = [choice(0, &[Purpose::Event]), choice(2, &[]), choice(4, &[Purpose::Treatment])];
        let by_mail = Wishes { only: Some(post), ..Wishes::default() };
        preferences::choose(&db, NOW, &link, &chosen, Some(&by_mail), AT).await.expect("kept");
        assert_eq!(word(&db, "e@example.org", email, Purpose::Treatment).await, Some(ConsentStatus::Denied));
        assert_eq!(word(&db, "+12175550123", sms, Purpose::Event).await, Some(ConsentStatus::Denied));
        assert_eq!(word(&db, "+12175550123", voice, Purpose::Event).await, None, "its line was not posted");
        let home = PostalAddress::from_lines("7 Elm Street\nSpringfield, IL 62704").to_key();
        assert_eq!(word(&db, &home, post, Purpose::Event).await, Some(ConsentStatus::Denied));
        assert_eq!(wishes::read(&db, patient).await.expect("read").only, Some(post));
        preferences::leave_everything(&db, NOW, &link, AT).await.expect("kept");
        assert!(wishes::read(&db, patient).await.expect("read").do_not_contact);
        assert_eq!(word(&db, "+12175550123", voice, Purpose::Event).await, Some(ConsentStatus::Denied));
    })
    .await;
}

#[tokio::test]
async fn a_link_of_nobody_we_know_manages_its_own_address_alone() {
    on_both(async |db| {
        patient(&db).await;
        let link = link(&db, None).await;
        let page = preferences::page(&db, &link).await.expect("read");
        assert_eq!((page.lines.len(), page.wishes.is_none()), (1, true));
        let wished = Wishes { do_not_contact: true, ..Wishes::default() };
        preferences::choose(&db, NOW, &link, &[], Some(&wished), AT).await.expect("kept");
        let kept: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM contact_wish").fetch_one(db.read()).await.expect("read");
        assert_eq!(kept, 0);
    })
    .await;
}

/// The token in the letter that was queued last.
async fn token(db: &Db) -> String {
    let packed: Vec<u8> =
        sqlx::query_scalar("SELECT content FROM outbox WHERE key LIKE 'opt-in/%' ORDER BY id DESC LIMIT 1")
            .fetch_one(db.read())
            .await
            .expect("a letter");
    let json = zstd::stream::decode_all(packed.as_slice()).expect("packed");
    let text = String::from_utf8(json).expect("JSON");
    let (_, rest) = text.split_once("/confirm/").expect("a link");
    rest.split('?').next().expect("a token").to_owned()
}

#[tokio::test]
async fn marketing_by_email_counts_once_the_mailbox_confirmed_it() {
    on_both(async |db| {
        let (patient, _) = patient(&db).await;
        let link = link(&db, Some(patient)).await;
        let page = preferences::page(&db, &link).await.expect("read");
        let other = page.lines.iter().find(|line| line.address == "other@example.org").expect("a line");
        let all = Purpose::CHOICES.map(|purpose| (purpose, true)).to_vec();
        let chosen =
            [Choice { name: page.lines[0].name(), wanted: all.clone() }, Choice { name: other.name(), wanted: all }];
        let kept = preferences::choose(&db, NOW, &link, &chosen, None, AT).await.expect("kept");
        assert!(kept.asked_to_confirm);
        let (email, marketing) = (Channel::Email, Purpose::Marketing);
        let own = word(&db, "e@example.org", email, marketing).await;
        assert_eq!(own, Some(ConsentStatus::Granted), "the link itself came to this mailbox");
        assert_eq!(word(&db, "other@example.org", email, marketing).await, None);
        let again = preferences::choose(&db, NOW, &link, &chosen, None, AT).await.expect("kept");
        assert!(!again.asked_to_confirm, "one letter an hour");
        let token = token(&db).await;
        assert_eq!(opt_in::confirm(&db, NOW, "guess").await.expect("read"), None);
        let late = NOW + Millis::days(31);
        assert_eq!(opt_in::confirm(&db, late, &token).await.expect("read"), None);
        let seen = opt_in::request(&db, NOW, &token).await.expect("read").expect("a request");
        assert!(!seen.confirmed, "looking changes nothing");
        assert_eq!(word(&db, "other@example.org", email, marketing).await, None);
        opt_in::confirm(&db, NOW, &token).await.expect("kept").expect("a request");
        assert_eq!(word(&db, "other@example.org", email, marketing).await, Some(ConsentStatus::Granted));
    })
    .await;
}

#[tokio::test]
async fn staff_write_down_a_confidential_address_and_the_next_message_goes_there() {
    on_both(async |db| {
        let (patient, id) = patient(&db).await;
        let permit = Permit::<EditPatients>::system("test");
        let wish = |only_address: &str| Wishes {
            only: Some(Channel::Email),
            only_address: only_address.into(),
            ..Wishes::default()
        };
        let wrong = patients::wish(&db, &permit, NOW, id, wish("not an address")).await;
        assert!(matches!(wrong, Err(StoreError::Invalid(_))), "{wrong:?}");
        patients::wish(&db, &permit, NOW, id, wish("Safe@Example.org")).await.expect("recorded");
        let mut tx = db.begin().await.expect("begins");
        let address = consent::address_of(&mut tx, patient, Channel::Email).await.expect("read");
        assert_eq!(address.as_deref(), Some("safe@example.org"));
        tx.rollback().await.expect("read only");
        let told: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM activity WHERE kind = 'consent-denied'")
            .fetch_one(db.read())
            .await
            .expect("read");
        assert_eq!(told, 1, "the timeline says it");
    })
    .await;
}
