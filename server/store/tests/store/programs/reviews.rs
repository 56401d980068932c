//! Reviews: one request a visit, one answer a request, answers in approved words only, and whoever looks is written down.

use super::{NOW, key_of, live, may, patient};
use shared::ids::AppointmentId;
use shared::outreach::{ReviewSettings, ReviewState};
use shared::paging::PageQuery;
use store::outreach::reviews;
use store::testing::on_both;
use store::{Db, StoreError, tokens};
use uuid::Uuid;

/// A request for a review, and the token of its link.
async fn asked(db: &Db, program: i64) -> String {
    let person = patient(db, "Ann").await;
    let visit: i64 = sqlx::query_scalar(
        "INSERT INTO appointment (uid, patient_id, status, start_at, end_at) VALUES ($1, $2, 'fulfilled', 0, 0) RETURNING id",
    )
    .bind(AppointmentId(Uuid::now_v7()).to_string())
    .bind(person)
    .fetch_one(db.read())
    .await
    .expect("a visit");
    let (token, hash) = tokens::fresh();
    sqlx::query(
        "INSERT INTO outreach_review (program_id, patient_id, appointment_id, token_hash, asked_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(program)
    .bind(person)
    .bind(visit)
    .bind(hash)
    .bind(NOW.0)
    .execute(db.read())
    .await
    .expect("asked");
    token
}

#[tokio::test]
async fn a_review_is_given_once_and_everybody_sees_the_same_sites() {
    on_both(async |db| {
        let (id, author) = live(&db, "Come back").await;
        let mut wanted = ReviewSettings::default();
        wanted
            .sites
            .push(shared::outreach::ReviewSite { name: "Reviews".into(), url: "https://reviews.example".into() });
        reviews::save_settings(&db, &may(&author), NOW, wanted.clone()).await.expect("saved");
        let token = asked(&db, key_of(&db, id).await).await;
        let before = reviews::asked(&db, &token).await.expect("read").expect("there");
        assert!(!before.given);
        assert!(reviews::give(&db, NOW, &token, 1, "Waited for an hour.").await.expect("kept"));
        assert!(
            reviews::give(&db, NOW, &token, 5, "Another word.").await.expect("known"),
            "a second answer changes nothing"
        );
        let after = reviews::asked(&db, &token).await.expect("read").expect("there");
        assert_eq!((after.given, &after.settings), (true, &wanted), "one star sees the same sites as five");
        assert!(!reviews::give(&db, NOW, "guessed", 5, "").await.expect("unknown"));
        let touches: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM outreach_touch WHERE kind = 'reviewed'")
            .fetch_one(db.read())
            .await
            .expect("a count");
        assert_eq!(touches, 1);
    })
    .await;
}

#[tokio::test]
async fn reviews_are_answered_in_approved_words_and_looking_at_them_is_written_down() {
    on_both(async |db| {
        let (id, author) = live(&db, "Come back").await;
        let token = asked(&db, key_of(&db, id).await).await;
        reviews::give(&db, NOW, &token, 4, "Kind people.").await.expect("kept");
        let query = PageQuery::default();
        let list = |state| reviews::list(&db, (&VIEW, &PATIENTS), NOW, &query, state);
        let given = list(Some(ReviewState::Given)).await.expect("a list");
        assert_eq!(
            (given.total, given.rows[0].stars, given.rows[0].words.reveal().as_str()),
            (1, Some(4), "Kind people.")
        );
        let shown: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM audit_patient").fetch_one(db.read()).await.expect("a count");
        assert_eq!(shown, 1, "whom the list shows is written down");
        let key = given.rows[0].key;
        let free = reviews::answer(&db, &may(&author), NOW, key, "Dear Ann, your treatment went well!").await;
        assert!(matches!(free, Err(StoreError::Invalid(errors)) if errors[0].field == "answer"));
        let approved = ReviewSettings::default().answers[0].clone();
        reviews::answer(&db, &may(&author), NOW, key, &approved).await.expect("answered");
        assert_eq!(list(Some(ReviewState::Answered)).await.expect("a list").rows[0].answer, approved);
        assert_eq!(list(Some(ReviewState::Given)).await.expect("a list").total, 0);
    })
    .await;
}

static VIEW: std::sync::LazyLock<store::Permit<shared::people::ViewPrograms>> =
    std::sync::LazyLock::new(|| store::Permit::system("test"));
static PATIENTS: std::sync::LazyLock<store::Permit<shared::people::ViewPatients>> =
    std::sync::LazyLock::new(|| store::Permit::system("test"));
