//! Set-up: what a campaign makes, sign-offs, going live, pausing, ending, and saves that meet.

use super::{NOW, agreed, all_is_live, live, made, makers, may, page, staff, visit_type};
use shared::outreach::{AgreementKind, Duty, ProgramStatus};
use shared::paging::PageQuery;
use shared::people::{Role, ViewPrograms};
use store::StoreError;
use store::outreach::programs;
use store::testing::on_both;

#[tokio::test]
async fn a_campaign_makes_program_segment_messages_and_cadence_linked_and_as_drafts() {
    on_both(async |db| {
        let author = staff(&db, "Author", Role::Marketer).await;
        let id = made(&db, &author, "Come back").await;
        let shown = page(&db, &author, id).await;
        assert_eq!(shown.status, ProgramStatus::Draft);
        let journey = shown.program.journey.expect("a cadence").to_string();
        assert!(shown.journeys.iter().any(|one| one.id == journey && one.name == "Come back: cadence"));
        assert!(shown.program.segment.is_some() && shown.program.messages.chosen().count() == 4);
        let drafts: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM template WHERE status = 'draft' AND name LIKE 'Come back: %'")
                .fetch_one(db.read())
                .await
                .expect("a count");
        assert_eq!(drafts, 11);
        let joined: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM outreach_program p JOIN journey j ON j.id = p.journey_id WHERE j.status = 'draft'",
        )
        .fetch_one(db.read())
        .await
        .expect("a count");
        assert_eq!(joined, 1, "calls and figures find the program by its journey");

        let again =
            programs::from_campaign(&db, &makers(&author), NOW, "Come back", shared::outreach::CampaignKind::FluSeason)
                .await;
        assert!(matches!(again, Err(StoreError::Invalid(errors)) if errors[0].field == "name"));
    })
    .await;
}

#[tokio::test]
async fn going_live_names_what_is_open_and_changes_nothing() {
    on_both(async |db| {
        let author = staff(&db, "Author", Role::Administrator).await;
        let id = made(&db, &author, "Come back").await;
        let Err(StoreError::Invalid(open)) = programs::go_live(&db, &may(&author), NOW, id).await else {
            panic!("it went live");
        };
        let fields: Vec<&str> = open.iter().map(|error| error.field.as_str()).collect();
        for field in ["segment", "journey", "team", "text_number", "voice_number", "visit_types", "contacts"] {
            assert!(fields.contains(&field), "{field} is not named: {fields:?}");
        }
        for kind in AgreementKind::ALL {
            let field = format!("agreement_{}", kind.code());
            assert!(fields.contains(&field.as_str()), "{field} is not named");
        }
        assert_eq!(page(&db, &author, id).await.status, ProgramStatus::Draft);
    })
    .await;
}

#[tokio::test]
async fn one_number_for_texts_and_calls_keeps_a_program_from_going_live_and_a_live_one_from_being_saved() {
    on_both(async |db| {
        let (id, author) = live(&db, "Come back").await;
        let shown = page(&db, &author, id).await;
        let mut program = shown.program;
        program.voice_number = "(217) 555-0100".into();
        let saved = programs::save(&db, &may(&author), NOW, id, shown.revision, program).await;
        assert!(matches!(saved, Err(StoreError::Invalid(errors)) if errors[0].field == "voice_number"));
    })
    .await;
}

#[tokio::test]
async fn scripts_are_signed_off_by_a_second_person_until_their_words_change() {
    on_both(async |db| {
        let author = staff(&db, "Author", Role::Administrator).await;
        let second = staff(&db, "Second Person", Role::Supervisor).await;
        let id = made(&db, &author, "Come back").await;
        let me = author.staff.as_ref().expect("staff").id;
        let shown = page(&db, &author, id).await;
        let program = agreed(shown.program, me, visit_type(&db).await);
        programs::save(&db, &may(&author), NOW, id, shown.revision, program).await.expect("saved");
        let own = programs::sign_off(&db, &may(&author), NOW, id, AgreementKind::CallScript).await;
        assert!(matches!(own, Err(StoreError::Invalid(_))), "nobody signs their own words off");
        programs::sign_off(&db, &may(&second), NOW, id, AgreementKind::CallScript).await.expect("signed off");
        programs::sign_off(&db, &may(&author), NOW, id, AgreementKind::Chats).await.expect("others may be one's own");

        let shown = page(&db, &author, id).await;
        assert_eq!(shown.program.agreement(AgreementKind::CallScript).signed.expect("signed").name, "Second Person");
        let mut program = shown.program.clone();
        program.script.steps[0].say.push_str(" Good morning.");
        // A browser can't sign anything off by sending it.
        let forged = shown.program.agreement(AgreementKind::CallScript).signed;
        program.agreements.get_mut(&AgreementKind::TextScript).expect("agreed").signed = forged;
        programs::save(&db, &may(&author), NOW, id, shown.revision, program).await.expect("saved");
        let after = page(&db, &author, id).await.program;
        assert_eq!(after.agreement(AgreementKind::CallScript).signed, None, "the words changed");
        assert_eq!(after.agreement(AgreementKind::TextScript).signed, None, "nobody signed it");
        assert!(after.agreement(AgreementKind::Chats).signed.is_some(), "what did not change stands");
    })
    .await;
}

#[tokio::test]
async fn of_two_saves_that_meet_the_second_is_refused() {
    on_both(async |db| {
        let author = staff(&db, "Author", Role::Administrator).await;
        let id = made(&db, &author, "Come back").await;
        let shown = page(&db, &author, id).await;
        let permit = may(&author);
        let save = |program| programs::save(&db, &permit, NOW, id, shown.revision, program);
        assert_eq!(save(shown.program.clone()).await.expect("saved").revision, shown.revision + 1);
        assert!(matches!(save(shown.program.clone()).await, Err(StoreError::Conflict(_))));
    })
    .await;
}

#[tokio::test]
async fn a_program_pauses_goes_on_and_ends_for_good() {
    on_both(async |db| {
        let (id, author) = live(&db, "Come back").await;
        let resting = || async { programs::resting(&db).await.expect("read") };
        assert_eq!(resting().await, programs::Resting::default());
        programs::pause(&db, &may(&author), NOW, id).await.expect("paused");
        assert_eq!(resting().await.waiting.len(), 1, "what its journey wants sent waits");
        programs::resume(&db, &may(&author), NOW, id).await.expect("goes on");
        programs::end(&db, &may(&author), NOW, id).await.expect("ended");
        assert_eq!(resting().await.over.len(), 1);
        let again = programs::resume(&db, &may(&author), NOW, id).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))));
        let gone = programs::delete(&db, &may(&author), NOW, id).await;
        assert!(matches!(gone, Err(StoreError::Conflict(_))), "only drafts are deleted");
        let query = PageQuery::default();
        let list = |status| programs::list(&db, &VIEW, &query, status);
        assert_eq!(list(None).await.expect("a list").total, 0, "ended ones are not shown by themselves");
        assert_eq!(list(Some(ProgramStatus::Ended)).await.expect("a list").total, 1);
    })
    .await;
}

static VIEW: std::sync::LazyLock<store::Permit<ViewPrograms>> =
    std::sync::LazyLock::new(|| store::Permit::system("test"));

#[tokio::test]
async fn a_team_has_only_members_whose_role_allows_it() {
    on_both(async |db| {
        let author = staff(&db, "Author", Role::Administrator).await;
        let marketer = staff(&db, "Mark Marketer", Role::Marketer).await;
        let id = made(&db, &author, "Come back").await;
        all_is_live(&db).await;
        let member = marketer.staff.as_ref().expect("staff").id;
        let joined = programs::join(&db, &may(&author), NOW, id, member, Duty::Agent).await;
        assert!(matches!(joined, Err(StoreError::Conflict(_))));
    })
    .await;
}
