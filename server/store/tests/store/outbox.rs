//! What the outbox promises, on both databases.

use shared::consent::{Channel, Purpose, Refusal};
use shared::messages::{MessageStatus, OriginKind, PostKind, PrintedMail, Shown};
use shared::paging::PageQuery;
use shared::people::ViewSentMessages;
use shared::time::{Millis, UtcMillis};
use store::db::Db;
use store::outbox::*;
use store::testing::on_both;
use store::{Permit, suppression, tokens};

pub const NOW: UtcMillis = UtcMillis(1_796_000_000_000);
pub const LEASE: UtcMillis = UtcMillis(NOW.0 + 300_000);

pub fn message(key: &str) -> NewMessage {
    NewMessage {
        key: key.into(),
        channel: Channel::Email,
        patient: None,
        address: "Elizabeth@Example.org ".into(),
        recipient_name: "Elizabeth Moore".into(),
        purpose: Purpose::Event,
        content: Content::Email(WrittenEmail {
            subject: "Hello".into(),
            html: "<p>Hi</p>".into(),
            text: "Hi".into(),
            attachments: vec![],
        }),
        not_before: NOW,
        send_by: None,
        origin: Origin { kind: OriginKind::Event, uid: "e1".into(), node: None },
    }
}

#[test]
fn what_waits_is_read_as_it_was_written() {
    let card = PrintedMail { kind: PostKind::Letter, headline: "See you soon".into(), ..PrintedMail::default() };
    for content in [message("email").content, Content::Post(Box::new(card))] {
        let text = serde_json::to_string(&content).expect("JSON");
        assert_eq!(serde_json::from_str::<Content>(&text).expect(&text), content);
    }
}

async fn queue(db: &Db, new: NewMessage) -> Option<i64> {
    let mut tx = db.begin().await.expect("begins");
    let id = enqueue(&mut tx, NOW, new).await.expect("queued");
    tx.commit().await.expect("committed");
    id
}

async fn begin_sending(db: &Db, owner: &str, claimed: &Claimed) -> bool {
    let handed = Handed::Email(HandedEmail::default());
    let mut tx = db.begin().await.expect("begins");
    let mine = mark_sending(&mut tx, NOW, owner, LEASE, claimed, "Hello", &handed).await.expect("marked");
    tx.commit().await.expect("committed");
    mine
}

async fn end(db: &Db, owner: &str, claimed: &Claimed, outcome: Outcome) {
    let mut tx = db.begin().await.expect("begins");
    record(&mut tx, NOW, owner, claimed, "Hello", &outcome).await.expect("recorded");
    tx.commit().await.expect("committed");
}

pub async fn first(db: &Db) -> shared::messages::MessageRow {
    let permit = Permit::<ViewSentMessages>::system("test");
    list(db, &permit, NOW, &PageQuery::default(), None).await.expect("read").rows.remove(0)
}

#[tokio::test]
async fn the_same_wish_twice_is_one_message() {
    on_both(async |db| {
        assert!(queue(&db, message("run/1/node/2/visit/1")).await.is_some());
        assert!(queue(&db, message("run/1/node/2/visit/1")).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn two_workers_never_claim_one_message() {
    on_both(async |db| {
        for n in 0..20 {
            queue(&db, message(&n.to_string())).await;
        }
        let (a, b) = tokio::join!(
            claim(&db, NOW, Channel::Email, "a", LEASE, 15),
            claim(&db, NOW, Channel::Email, "b", LEASE, 15)
        );
        let (a, b) = (a.expect("claims"), b.expect("claims"));
        assert!(a.iter().all(|one| b.iter().all(|other| one.id != other.id)));
        let rest = claim(&db, NOW, Channel::Email, "c", LEASE, 50).await.expect("claims");
        assert_eq!(a.len() + b.len() + rest.len(), 20);
        assert_eq!(a.first().or(b.first()).expect("claimed").address, "elizabeth@example.org");
    })
    .await;
}

#[tokio::test]
async fn a_claim_that_was_lost_can_not_be_handed_over() {
    on_both(async |db| {
        queue(&db, message("k")).await;
        let old = claim(&db, NOW, Channel::Email, "a", LEASE, 9).await.expect("claims").remove(0);
        let later = LEASE + Millis::seconds(1);
        let new =
            claim(&db, later, Channel::Email, "b", later + Millis::minutes(5), 9).await.expect("claims").remove(0);
        assert!(begin_sending(&db, "b", &new).await);
        assert!(!begin_sending(&db, "a", &old).await, "the first worker woke up too late");
    })
    .await;
}

#[tokio::test]
async fn what_a_stopped_worker_was_handing_over_is_in_doubt_and_never_due_again_by_itself() {
    on_both(async |db| {
        queue(&db, message("k")).await;
        let claimed = claim(&db, NOW, Channel::Email, "a", LEASE, 9).await.expect("claims").remove(0);
        assert!(begin_sending(&db, "a", &claimed).await);
        let later = NOW + Millis::days(9);
        assert_eq!(to_in_doubt(&db, later, Channel::Email).await.expect("marked"), 1);
        assert!(
            claim(&db, later, Channel::Email, "b", later + Millis::minutes(5), 9).await.expect("claims").is_empty()
        );
        let row = first(&db).await;
        assert_eq!(row.status, MessageStatus::InDoubt);
        let permit = Permit::system("test");
        send_again(&db, &permit, later, row.id).await.expect("queued again");
        assert!(it_arrived(&db, &permit, later, row.id).await.is_err(), "decided already");
        assert_eq!(
            claim(&db, later, Channel::Email, "b", later + Millis::minutes(5), 9).await.expect("claims").len(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_bounce_suppresses_the_address() {
    on_both(async |db| {
        queue(&db, message("k")).await;
        let claimed = claim(&db, NOW, Channel::Email, "a", LEASE, 9).await.expect("claims").remove(0);
        begin_sending(&db, "a", &claimed).await;
        end(&db, "a", &claimed, Outcome::Bounced { answer: "550 5.1.1 no such user".into(), sure: true }).await;
        assert_eq!(first(&db).await.status, MessageStatus::Failed);
        assert_eq!(
            suppression::reason(&db, Channel::Email, "ELIZABETH@example.org").await.expect("read").as_deref(),
            Some("hard-bounce")
        );
    })
    .await;
}

#[tokio::test]
async fn a_refusal_keeps_its_reason_and_a_retry_its_time() {
    on_both(async |db| {
        queue(&db, message("refused")).await;
        let claimed = claim(&db, NOW, Channel::Email, "a", LEASE, 9).await.expect("claims").remove(0);
        let mut tx = db.begin().await.expect("begins");
        refuse(&mut tx, NOW, "a", &claimed, Refusal::NoConsent).await.expect("refused");
        tx.commit().await.expect("committed");
        assert_eq!(first(&db).await.refusal, Some(Refusal::NoConsent));

        queue(&db, message("retry")).await;
        let claimed = claim(&db, NOW, Channel::Email, "a", LEASE, 9).await.expect("claims").remove(0);
        begin_sending(&db, "a", &claimed).await;
        end(&db, "a", &claimed, Outcome::Retry(NOW + Millis::minutes(5), "451 later".into())).await;
        assert!(
            claim(&db, NOW, Channel::Email, "a", LEASE, 9).await.expect("claims").is_empty(),
            "not before its time"
        );
        let later = NOW + Millis::minutes(5);
        assert_eq!(claim(&db, later, Channel::Email, "a", LEASE, 9).await.expect("claims").remove(0).attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn links_count_and_lead_only_where_they_were_made_for() {
    on_both(async |db| {
        let id = queue(&db, message("k")).await.expect("queued");
        let (token, token_hash) = tokens::fresh();
        let (open, open_hash) = tokens::fresh();
        let mut tx = db.begin().await.expect("begins");
        let links = [
            NewLink { token_hash, kind: LinkKind::Click, url: "https://example.org/events".into() },
            NewLink { token_hash: open_hash, kind: LinkKind::Open, url: String::new() },
        ];
        store_links(&mut tx, id, &links).await.expect("stored");
        tx.commit().await.expect("committed");
        opened(&db, NOW, &open).await.expect("counted");
        opened(&db, NOW, &open).await.expect("counted");
        assert_eq!(follow(&db, NOW, &token).await.expect("followed").as_deref(), Some("https://example.org/events"));
        follow(&db, NOW, &token).await.expect("followed");
        assert_eq!(follow(&db, NOW, "https://evil.example").await.expect("answers"), None);
        assert_eq!(follow(&db, NOW, &open).await.expect("answers"), None, "an opening is no click");
        let kinds: Vec<String> =
            sqlx::query_scalar("SELECT kind FROM activity ORDER BY id").fetch_all(db.read()).await.expect("read");
        assert_eq!(kinds, ["message-opened", "message-clicked"]);
        let view = find(&db, &Permit::system("test"), NOW, first(&db).await.id).await.expect("found");
        assert_eq!((view.clicks, view.opened_at), (2, Some(NOW)));
        let Shown::Email(shown) = view.shown.expect("ready") else { panic!("not an e-mail") };
        assert_eq!(shown.text.reveal(), "Hi");
    })
    .await;
}

#[tokio::test]
async fn a_message_with_words_of_a_later_version_stays_in_the_list_and_is_never_sent() {
    on_both(async |db| {
        queue(&db, message("later")).await;
        queue(&db, message("today")).await;
        queue(&db, message("purpose")).await;
        let queued = "UPDATE outbox SET purpose = 'from-the-future' WHERE key = 'purpose'";
        sqlx::query(queued).execute(db.read()).await.expect("changed");
        let later =
            "UPDATE outbox SET status = 'from-the-future', purpose = 'from-the-future', refusal = 'from-the-future',
            channel = 'from-the-future', origin_kind = 'from-the-future' WHERE key = 'later'";
        sqlx::query(later).execute(db.read()).await.expect("changed");
        let permit = Permit::<ViewSentMessages>::system("test");
        let rows = list(&db, &permit, NOW, &PageQuery::default(), None).await.expect("read").rows;
        assert_eq!(rows.len(), 3);
        let labels = rows
            .iter()
            .map(|row| [row.status.label(), row.purpose.label(), row.channel.label(), row.origin.label()])
            .collect::<Vec<_>>();
        assert!(labels.contains(&["Unknown"; 4]), "{labels:?}");
        let claimed = claim(&db, NOW, Channel::Email, "a", LEASE, 10).await.expect("claimed");
        assert_eq!(claimed.len(), 1, "only what this version understands");
    })
    .await;
}
