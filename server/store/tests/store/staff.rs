//! What sign-in and accounts promise, on both databases.

use shared::people::{Role, SignedIn};
use shared::time::{Millis, UtcMillis};
use store::db::Db;
use store::error::{Result, StoreError};
use store::staff::*;
use store::testing::on_both;
use store::{Permit, Request, sessions};

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn ada() -> NewStaff {
    NewStaff {
        name: "Ada".into(),
        email: "Ada@Lamna.example".into(),
        password: "correct horse battery".into(),
        role: Role::Marketer,
    }
}

fn from(network: &str) -> Request {
    Request { id: "r1".into(), network: network.into() }
}

/// Signs in; the session as the next request finds it.
async fn enter(db: &Db, email: &str, password: &str) -> sessions::Session {
    let answer = sign_in(db, NOW, email, password.into(), &from("192.0.2.9")).await;
    let Ok(SignIn::Welcome(account)) = answer else { panic!("{answer:?}") };
    let token = sessions::open(db, NOW, &account, "test", &from("192.0.2.9")).await.expect("opened");
    sessions::find(db, NOW, &token, &from("192.0.2.9")).await.expect("read").expect("open")
}

/// The newest entry: who, what, about what by name, with which detail, from where.
async fn newest(db: &Db) -> (String, String, String, String, String) {
    sqlx::query_as("SELECT actor, action, label, detail, network FROM audit_event ORDER BY id DESC LIMIT 1")
        .fetch_one(db.read())
        .await
        .expect("an entry")
}

#[tokio::test]
async fn an_address_is_taken_only_once_whatever_its_case() {
    on_both(async |db| {
        let permit = Permit::system("test");
        add(&db, &permit, NOW, ada()).await.expect("added");
        let again = add(&db, &permit, NOW, NewStaff { email: "ada@lamna.EXAMPLE".into(), ..ada() }).await;
        let Err(StoreError::Invalid(errors)) = again else { panic!("{again:?}") };
        assert_eq!(errors[0].field, "email");
    })
    .await;
}

#[tokio::test]
async fn guessing_is_stopped_after_eight_wrong_passwords() {
    on_both(async |db| {
        add(&db, &Permit::system("test"), NOW, ada()).await.expect("added");
        for _ in 0..8 {
            let answer =
                sign_in(&db, NOW, "ada@lamna.example", "wrong".into(), &from("192.0.2.1")).await.expect("answer");
            assert!(matches!(answer, SignIn::Refused));
        }
        let right = || "correct horse battery".to_owned();
        let answer = sign_in(&db, NOW, "ada@lamna.example", right(), &from("192.0.2.2")).await.expect("answer");
        assert!(matches!(answer, SignIn::TooMany(_)), "{answer:?}");
        let later = NOW + Millis::minutes(16);
        let answer = sign_in(&db, later, "ada@lamna.example", right(), &from("192.0.2.2")).await.expect("answer");
        assert!(matches!(answer, SignIn::Welcome(_)), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn guesses_at_the_same_moment_are_counted_one_by_one() {
    on_both(async |db| {
        add(&db, &Permit::system("test"), NOW, ada()).await.expect("added");
        let request = from("192.0.2.1");
        let guesses = (0..20).map(|_| sign_in(&db, NOW, "ada@lamna.example", "wrong".into(), &request));
        let answers = futures::future::join_all(guesses).await;
        let looked_at = answers.iter().filter(|answer| matches!(answer, Ok(SignIn::Refused))).count();
        assert_eq!(looked_at, 8, "{answers:?}");
    })
    .await;
}

#[tokio::test]
async fn who_guesses_elsewhere_does_not_lock_the_owner_out() {
    on_both(async |db| {
        add(&db, &Permit::system("test"), NOW, ada()).await.expect("added");
        let (home, stranger) = (from("192.0.2.1"), from("203.0.113.1"));
        let right = || "correct horse battery".to_owned();
        sign_in(&db, NOW, "ada@lamna.example", right(), &home).await.expect("answer");
        for _ in 0..9 {
            sign_in(&db, NOW, "ada@lamna.example", "wrong".into(), &stranger).await.expect("answer");
        }
        let answer = sign_in(&db, NOW, "ada@lamna.example", right(), &stranger).await.expect("answer");
        assert!(matches!(answer, SignIn::TooMany(_)), "{answer:?}");
        let answer = sign_in(&db, NOW, "ada@lamna.example", right(), &home).await.expect("answer");
        assert!(matches!(answer, SignIn::Welcome(_)), "{answer:?}");
        // From home, too, eight guesses are all.
        for _ in 0..8 {
            sign_in(&db, NOW, "ada@lamna.example", "wrong".into(), &home).await.expect("answer");
        }
        let answer = sign_in(&db, NOW, "ada@lamna.example", right(), &home).await.expect("answer");
        assert!(matches!(answer, SignIn::TooMany(_)), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn an_endless_address_costs_nothing() {
    on_both(async |db| {
        let endless = format!("{}@lamna.example", "a".repeat(100_000));
        let answer = sign_in(&db, NOW, &endless, "wrong".into(), &from("192.0.2.1")).await.expect("answer");
        assert!(matches!(answer, SignIn::Refused), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    on_both(async |db| {
        let admin = set_up_first(&db, NOW, ada(), &from("")).await.expect("set up");
        let permit = Permit::system("test");
        let refused = set_disabled(&db, &permit, NOW, admin, true).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
        let second = set_up_first(&db, NOW, NewStaff { email: "b@lamna.example".into(), ..ada() }, &from("")).await;
        assert!(matches!(second, Err(StoreError::Conflict(_))), "{second:?}");
    })
    .await;
}

#[tokio::test]
async fn one_forgotten_password_keeps_nobody_else_out_but_a_guessing_network_is_stopped() {
    on_both(async |db| {
        add(&db, &Permit::system("test"), NOW, ada()).await.expect("added");
        let ward = from("192.0.2.1");
        for _ in 0..9 {
            sign_in(&db, NOW, "somebody@lamna.example", "wrong".into(), &ward).await.expect("answer");
        }
        let right = || "correct horse battery".to_owned();
        let answer = sign_in(&db, NOW, "ada@lamna.example", right(), &ward).await.expect("answer");
        assert!(matches!(answer, SignIn::Welcome(_)), "{answer:?}");
        for number in 0..52 {
            let email = format!("guess{number}@lamna.example");
            sign_in(&db, NOW, &email, "wrong".into(), &ward).await.expect("answer");
        }
        let answer = sign_in(&db, NOW, "guess53@lamna.example", "wrong".into(), &ward).await.expect("answer");
        assert!(matches!(answer, SignIn::TooMany(_)), "{answer:?}");
        let answer = sign_in(&db, NOW, "ada@lamna.example", right(), &ward).await.expect("answer");
        assert!(matches!(answer, SignIn::Welcome(_)), "she has signed in from there before: {answer:?}");
        let answer = sign_in(&db, NOW, "ada@lamna.example", right(), &from("192.0.2.2")).await.expect("answer");
        assert!(matches!(answer, SignIn::Welcome(_)), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn a_password_that_is_easy_to_guess_is_refused_wherever_one_is_set() {
    on_both(async |db| {
        let permit = Permit::system("test");
        let refused = |answer: Result<()>| match answer {
            Err(StoreError::Invalid(errors)) => errors.iter().any(|error| error.field == "password"),
            other => panic!("{other:?}"),
        };
        for password in ["passwordpassword", "123456789012", "qwertyuiop12", "augustabyron", "Augusta Byron Ada"] {
            let new = NewStaff { name: "Augusta Ada Byron".into(), password: password.into(), ..ada() };
            assert!(refused(set_up_first(&db, NOW, new.clone(), &from("")).await.map(|_| ())), "{password}");
            assert!(refused(add(&db, &permit, NOW, new).await.map(|_| ())), "{password}");
        }
        let id = add(&db, &permit, NOW, ada()).await.expect("words are good");
        assert!(refused(reset_password(&db, &permit, NOW, id, "passwordpassword".into()).await));
        let session = enter(&db, "ada@lamna.example", "correct horse battery").await;
        let own: Permit<SignedIn> = session.actor.permit().expect("signed in");
        let current = || "correct horse battery".to_owned();
        let change = change_own_password(&db, &own, NOW, session.key, current(), "passwordpassword".into());
        assert!(refused(change.await));
        let change = change_own_password(&db, &own, NOW, session.key, current(), "several words in a row".into());
        change.await.expect("words are good");
    })
    .await;
}

#[tokio::test]
async fn a_password_that_somebody_else_set_lasts_until_the_first_sign_in() {
    on_both(async |db| {
        set_up_first(&db, NOW, NewStaff { role: Role::Administrator, ..ada() }, &from("")).await.expect("set up");
        let boss = enter(&db, "ada@lamna.example", "correct horse battery").await;
        assert!(!boss.password_is_given, "chosen by its owner");
        let permit = boss.actor.permit().expect("an administrator");
        let new = NewStaff { name: "Rosa".into(), email: "rosa@lamna.example".into(), ..ada() };
        let id = add(&db, &permit, NOW, new).await.expect("added");

        let rosa = enter(&db, "rosa@lamna.example", "correct horse battery").await;
        assert!(rosa.password_is_given);
        let own: Permit<SignedIn> = rosa.actor.permit().expect("signed in");
        let given = || "correct horse battery".to_owned();
        let same = change_own_password(&db, &own, NOW, rosa.key, given(), given()).await;
        assert!(matches!(same, Err(StoreError::Invalid(_))), "{same:?}");
        let other = "several words in a row".to_owned();
        change_own_password(&db, &own, NOW, rosa.key, given(), other.clone()).await.expect("changed");
        assert!(!enter(&db, "rosa@lamna.example", &other).await.password_is_given);

        reset_password(&db, &permit, NOW, id, given()).await.expect("reset");
        assert!(enter(&db, "rosa@lamna.example", &given()).await.password_is_given);
        let program = NewStaff { email: "bench@lamna.example".into(), ..ada() };
        add(&db, &Permit::system("command line"), NOW, program).await.expect("added");
        assert!(!enter(&db, "bench@lamna.example", &given()).await.password_is_given);
    })
    .await;
}

#[tokio::test]
async fn the_log_says_whose_account_what_changed_and_from_where() {
    on_both(async |db| {
        set_up_first(&db, NOW, NewStaff { role: Role::Administrator, ..ada() }, &from("192.0.2.7"))
            .await
            .expect("set up");
        let said = |text: [&str; 5]| {
            let [actor, action, label, detail, network] = text.map(str::to_owned);
            (actor, action, label, detail, network)
        };
        let first = "ada@lamna.example as the first administrator";
        assert_eq!(newest(&db).await, said(["first-run set-up", "create", "Ada", first, "192.0.2.7"]));
        let boss = enter(&db, "ada@lamna.example", "correct horse battery").await;
        let permit = boss.actor.permit().expect("an administrator");
        let maya = NewStaff { name: "Maya".into(), email: "maya@lamna.example".into(), ..ada() };
        let id = add(&db, &permit, NOW, maya).await.expect("added");
        assert_eq!(newest(&db).await, said(["Ada", "create", "Maya", "maya@lamna.example as marketer", "192.0.2.9"]));
        change_role(&db, &permit, NOW, id, Role::Agent).await.expect("changed");
        assert_eq!(newest(&db).await, said(["Ada", "change-role", "Maya", "marketer → agent", "192.0.2.9"]));

        let wrong = async |email: &str| {
            sign_in(&db, NOW, email, "wrong".into(), &from("192.0.2.1")).await.expect("answer");
        };
        wrong("maya@lamna.example").await;
        let known = ["not signed in", "sign-in-failed", "Maya", "maya@lamna.example", "192.0.2.1"];
        assert_eq!(newest(&db).await, said(known));
        wrong("my secret, in the wrong field").await;
        let unknown = ["not signed in", "sign-in-failed", "", "unknown account", "192.0.2.1"];
        assert_eq!(newest(&db).await, said(unknown));
    })
    .await;
}
