//! What the demonstration population promises, on both databases.

use shared::time::UtcMillis;
use store::Db;
use store::testing::on_both;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

async fn number(db: &Db, sql: &str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(db.read()).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

async fn names(db: &Db, sql: &str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(db.read()).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

#[tokio::test]
async fn the_same_seed_makes_the_same_plausible_people() {
    on_both(async |db| {
        let made = demo::populate(&db, NOW, 600, 7, &|_| ()).await.expect("population");
        assert_eq!(made.patients, 600);
        assert_eq!(
            names(&db, "SELECT given || ' ' || family FROM patient WHERE id IN (SELECT MIN(id) + 40 FROM patient)").await,
            ["Ewa Kowalski"],
            "seed 7, person 40"
        );
        assert_eq!(
            names(
                &db,
                "SELECT p.given || ' ' || p.family FROM patient p JOIN condition c ON c.patient_id = p.id
                 JOIN concept k ON k.id = c.concept_id WHERE k.text = 'Hypermetropia' AND p.active = 1 ORDER BY p.family"
            )
            .await,
            ["Jessie Irwin", "Casey Jensen", "Elizabeth Moore"]
        );
        let hypermetropia = "SELECT COUNT(*) FROM condition c JOIN concept_coding k ON k.concept_id = c.concept_id WHERE k.code = '38101003'";
        assert_eq!(number(&db, hypermetropia).await, 4, "and one whose record is inactive");
        assert_eq!(
            names(&db, "SELECT address FROM contact_point WHERE address LIKE 'elizabeth.moore@%'").await,
            ["elizabeth.moore@example.org"]
        );
        let with = |code: &str, rest: &str| {
            format!(
                "SELECT COUNT(DISTINCT c.patient_id) FROM condition c JOIN concept_coding k ON k.concept_id = c.concept_id
                 WHERE k.code = '{code}' {rest}"
            )
        };
        let diabetics = number(&db, &with("44054006", "")).await;
        assert!((20..150).contains(&diabetics), "{diabetics} with diabetes");
        let unmeasured = with(
            "44054006",
            "AND c.patient_id NOT IN (SELECT o.patient_id FROM observation o JOIN concept_coding q
               ON q.concept_id = o.concept_id WHERE q.code = '4548-4')",
        );
        assert_eq!(number(&db, &unmeasured).await, 0, "each of them has an HbA1c");
        for (table, least) in [
            ("encounter", 600),
            ("observation", 2_000),
            ("observation_component", 1_000),
            ("medication_request", 150),
            ("immunization", 400),
            ("procedure", 50),
            ("allergy_intolerance", 20),
            ("coverage", 400),
            ("consent", 200),
        ] {
            assert!(number(&db, &format!("SELECT COUNT(*) FROM {table}")).await >= least, "{table}");
        }
        let future = format!("SELECT COUNT(*) FROM appointment WHERE start_at > {}", NOW.0);
        assert!(number(&db, &future).await > 100);
        for (table, at) in [("encounter", "end_at"), ("condition", "onset_at"), ("observation", "effective_at")] {
            let later = format!("SELECT COUNT(*) FROM {table} WHERE {at} > {}", NOW.0);
            assert_eq!(number(&db, &later).await, 0, "{table}.{at} lies in the past");
        }
        let again = demo::populate(&db, NOW, 600, 7, &|_| ()).await.expect("population");
        assert_eq!(again.patients, 0, "a database with patients is left alone");
        sqlx::query("INSERT INTO patient (uid, given, family, name_search, created_at, updated_at) VALUES ('x', '', '', '', 0, 0)")
            .execute(db.read())
            .await
            .expect("keys go on where the generator stopped");
    })
    .await;
}

#[tokio::test]
async fn vaccines_are_in_every_state_that_age_and_doses_make() {
    on_both(async |db| {
        demo::populate(&db, NOW, 600, 7, &|_| ()).await.expect("population");
        while store::vaccines::round(&db, NOW).await.expect("a round") > 0 {}
        for state in ["overdue", "due", "on-schedule", "complete", "too-late"] {
            let there = format!(
                "SELECT COUNT(*) FROM immunization_recommendation WHERE status = '{state}' AND start_at <= {now}
                 AND (end_at IS NULL OR end_at >= {now})",
                now = NOW.0
            );
            assert!(number(&db, &there).await > 0, "{state}");
        }
    })
    .await;
}

#[tokio::test]
async fn no_page_is_empty() {
    on_both(async |db| {
        demo::populate(&db, NOW, 500, 7, &|_| ()).await.expect("population");
        demo::messages(&db, NOW).await.expect("templates");
        demo::segments(&db, NOW).await.expect("segments");
        demo::outreach(&db, NOW, 7, "http://localhost:3000").await.expect("outreach");
        demo::plan_events(&db, NOW).await.expect("events");
        demo::calendar(&db, NOW).await.expect("calendar");
        for status in ["booked", "fulfilled", "cancelled", "noshow"] {
            let booked = format!("SELECT COUNT(*) FROM appointment WHERE uid IS NOT NULL AND status = '{status}'");
            assert!(number(&db, &booked).await > 0, "{status}");
        }
        assert!(number(&db, "SELECT COUNT(*) FROM segment WHERE status = 'live'").await >= 4);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM record_trigger WHERE status = 'live'").await, 1);
        assert!(number(&db, "SELECT COUNT(*) FROM template WHERE status = 'live'").await >= 2);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM journey WHERE status = 'live'").await, 2);
        for channel in ["email", "sms", "voice", "post"] {
            let sent = format!("SELECT COUNT(*) FROM outbox WHERE status = 'sent' AND channel = '{channel}'");
            assert!(number(&db, &sent).await >= 5, "{channel}");
        }
        for (status, least) in [("waiting", 10), ("done", 30)] {
            let runs = number(&db, &format!("SELECT COUNT(*) FROM journey_run WHERE status = '{status}'")).await;
            assert!(runs >= least, "{runs} {status}");
        }
        assert_eq!(store::journeys::conserved(&db).await.expect("figures"), Vec::<String>::new());
        assert!(number(&db, "SELECT COUNT(*) FROM outbox WHERE status = 'sent'").await > 100);
        assert!(number(&db, "SELECT COUNT(*) FROM outbox WHERE status NOT IN ('sent', 'refused')").await <= 2);
        for kind in ["message-sent", "message-opened", "message-clicked", "journey-entered"] {
            let happened = format!("SELECT COUNT(*) FROM activity WHERE kind = '{kind}'");
            assert!(number(&db, &happened).await > 10, "{kind}");
        }
        let later = format!("SELECT COUNT(*) FROM activity WHERE at > {}", NOW.0 + 60_000);
        assert_eq!(number(&db, &later).await, 0, "nothing happened in the future");
    })
    .await;
}

#[tokio::test]
async fn the_program_of_the_demonstration_reads_like_one_three_weeks_in() {
    on_both(async |db| {
        demo::populate(&db, NOW, 1_600, 7, &|_| ()).await.expect("population");
        demo::messages(&db, NOW).await.expect("messages");
        demo::calendar(&db, NOW).await.expect("a calendar");
        demo::programs(&db, NOW).await.expect("a program");
        let figure = async |measure: &str, column: &str| {
            let sql = format!(
                "SELECT CAST(COALESCE(SUM({column}), 0) AS BIGINT) FROM outreach_figure WHERE by_what = 'day' AND measure = '{measure}'"
            );
            number(&db, &sql).await
        };
        assert_eq!(figure("reached", "people").await, 600);
        let funnel = [
            figure("reached", "people").await,
            figure("talked", "people").await,
            figure("agreed", "people").await,
            figure("booked", "people").await,
            figure("seen", "people").await,
        ];
        assert!(funnel.windows(2).all(|pair| pair[0] >= pair[1]), "{funnel:?}");
        assert!(funnel[4] > 10, "{funnel:?}");
        assert_eq!(number(&db, "SELECT COUNT(*) FROM outreach_touch WHERE counted = 0").await, 0);
        assert!(number(&db, "SELECT COUNT(*) FROM outreach_review WHERE given_at IS NOT NULL").await > 5);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM outreach_program_member").await, 3);
        assert_eq!(
            names(&db, "SELECT status FROM template WHERE name LIKE 'New neighbors: %' AND status <> 'live'").await,
            [""; 0]
        );
    })
    .await;
}
