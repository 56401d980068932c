//! Fifty agents take and end twenty thousand calls: nobody twice, and "next" stays quick. Run by
//! `scripts/postgres cargo test --workspace --exclude frontend --test store -- --ignored --nocapture fifty_agents` on a machine that does
//! nothing else; it prints the figures.

use super::calls::{agent, program, works};
use futures::future::join_all;
use shared::outreach::calls::{CallEnd, CallOutcome, Draft};
use shared::time::UtcMillis;
use std::time::{Duration, Instant};
use store::actor::Actor;
use store::outreach::calls;
use store::testing::on_both;
use store::{Db, Dialect};

/// Wednesday, 18 November 2026, 13:06 in Chicago.
const NOW: UtcMillis = UtcMillis(1_795_028_800_000);
const CALLS: i64 = 20_000;
const AGENTS: usize = 50;
/// Calls that each agent takes and ends.
const EACH: usize = 12;
/// From one call to the next: twenty times as fast as people talk.
const TALKS: Duration = Duration::from_secs(3);

/// One database after the other: each gets the whole machine.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

async fn fill(db: &Db, program: i64) {
    let mut tx = db.begin().await.expect("begins");
    for n in 0..CALLS {
        let patient: i64 = sqlx::query_scalar(
            "INSERT INTO patient (uid, given, family, name_search, time_zone, created_at, updated_at)
             VALUES ($1, 'Ann', 'Lee', 'ann lee', 'America/Chicago', 0, 0) RETURNING id",
        )
        .bind(format!("p{n}"))
        .fetch_one(&mut *tx)
        .await
        .expect("a patient");
        sqlx::query("INSERT INTO contact_point (patient_id, system, address) VALUES ($1, 'phone', $2)")
            .bind(patient)
            .bind(format!("+1312{n:07}"))
            .execute(&mut *tx)
            .await
            .expect("a number");
        sqlx::query(
            "INSERT INTO call (uid, program_id, patient_id, direction, kind, origin_key, status, rank, due_at, zone, created_at)
             VALUES ($1, $2, $3, 'outbound', 'cadence', $4, 'open', $5, $6, 'America/Chicago', 0)",
        )
        .bind(uuid::Uuid::now_v7().to_string())
        .bind(program)
        .bind(patient)
        .bind(format!("k{n}"))
        .bind(1 + n % 3)
        .bind(NOW.0 - n)
        .execute(&mut *tx)
        .await
        .expect("a call");
    }
    tx.commit().await.expect("commits");
}

/// Takes and ends calls; how long each "next" took.
async fn works_through(db: &Db, agent: &Actor, place: usize) -> Vec<Duration> {
    let mut took = Vec::new();
    // Nobody's calls begin at the same moment as everybody else's.
    tokio::time::sleep(TALKS * u32::try_from(place).expect("a few agents") / u32::try_from(AGENTS).expect("fifty"))
        .await;
    for _ in 0..EACH {
        let began = Instant::now();
        let call = calls::next(db, &works(agent), NOW, None).await.expect("next").call.expect("somebody");
        took.push(began.elapsed());
        let claim: i64 = sqlx::query_scalar("SELECT claim_id FROM call WHERE uid = $1")
            .bind(call.to_string())
            .fetch_one(db.read())
            .await
            .expect("a claim");
        let end = CallEnd {
            call,
            claim,
            disposition: CallOutcome::AlreadyDone.code().into(),
            draft: Draft::default(),
            call_back: None,
            booked: None,
            handed_over: None,
        };
        calls::dispose(db, &works(agent), NOW, &end).await.expect("disposed");
        if let Some(rest) = TALKS.checked_sub(began.elapsed()) {
            tokio::time::sleep(rest).await;
        }
    }
    took
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes a minute; prints figures"]
async fn fifty_agents_work_through_twenty_thousand_calls() {
    on_both(async |db| {
        let _turn = TURN.lock().await;
        let program = program(&db).await;
        fill(&db, program).await;
        let mut agents = Vec::new();
        for n in 0..AGENTS {
            agents.push(agent(&db, program, &format!("Agent {n}"), shared::people::Role::Agent).await);
        }
        let mut took: Vec<Duration> =
            join_all(agents.iter().enumerate().map(|(place, agent)| works_through(&db, agent, place)))
                .await
                .into_iter()
                .flatten()
                .collect();
        took.sort_unstable();
        let at = |percent: usize| took[(took.len() - 1) * percent / 100];
        let name = if db.dialect() == Dialect::Sqlite { "SQLite" } else { "PostgreSQL" };
        println!(
            "{name}: {} times next by {AGENTS} agents over {CALLS} calls: p50 {:?}, p95 {:?}, p99 {:?}",
            took.len(),
            at(50),
            at(95),
            at(99)
        );
        let twice: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM (SELECT patient_id FROM call_attempt GROUP BY patient_id HAVING COUNT(*) > 1) t",
        )
        .fetch_one(db.read())
        .await
        .expect("a count");
        assert_eq!(twice, 0, "nobody was called twice");
        assert!(at(95) <= Duration::from_millis(100), "p95 of next is {:?}", at(95));
    })
    .await;
}
