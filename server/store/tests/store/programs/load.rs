//! How long a report over a million touches takes, with twelve weeks, fifty agents, twenty messages and five lists. Run it with
//! `scripts/postgres cargo test --workspace --exclude frontend --test store -- --ignored --nocapture a_report_over_a_million`.

use super::{NOW, key_of, live};
use shared::outreach::{Measure, ReportPeriod};
use shared::people::ViewPrograms;
use std::time::{Duration, Instant};
use store::Permit;
use store::outreach::report;
use store::testing::on_both;

const TOUCHES: i64 = 1_000_000;

#[tokio::test]
#[ignore = "minutes: makes a million touches on each database"]
async fn a_report_over_a_million_touches_takes_at_most_a_second() {
    on_both(async |db| {
        let (id, _) = live(&db, "Come back").await;
        let program = key_of(&db, id).await;
        let first = NOW.date_utc().days_since_epoch();
        sqlx::query(
            "INSERT INTO outreach_touch (key, at, program_id, kind, channel, template_id, agent_id, list_id, cost_cents, day, hour, counted)
             WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1)
             SELECT 'load/' || CAST(i AS TEXT), i, $2,
                CASE i % 7 WHEN 0 THEN 'talked' WHEN 1 THEN 'no-answer' WHEN 2 THEN 'voicemail' ELSE 'sent' END,
                CASE i % 3 WHEN 0 THEN 'sms' WHEN 1 THEN 'voice' ELSE 'email' END,
                i / 3 % 20, i / 7 % 50, i / 11 % 5, 2, $3 + i % 84, 8 + i / 84 % 12, 1
             FROM n",
        )
        .bind(TOUCHES)
        .bind(program)
        .bind(first)
        .execute(db.read())
        .await
        .expect("touches");
        for (by, of) in
            [("day", "''"), ("hour", "hour"), ("list", "list_id"), ("channel", "channel"), ("variant", "template_id"), ("agent", "agent_id")]
        {
            for measure in ["touches", "reached", "talked"] {
                let kinds = if measure == "talked" { "kind = 'talked'" } else { "1 = 1" };
                sqlx::query(&format!(
                    "INSERT INTO outreach_figure (program_id, by_what, day, of_what, measure, events, people, cost_cents)
                     SELECT program_id, '{by}', day, CAST({of} AS TEXT), '{measure}', COUNT(*), 0, SUM(cost_cents)
                     FROM outreach_touch WHERE key LIKE 'load/%' AND {kinds} GROUP BY program_id, day, CAST({of} AS TEXT)"
                ))
                .execute(db.read())
                .await
                .expect("sums");
            }
        }
        let sums: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM outreach_figure").fetch_one(db.read()).await.expect("a count");
        let view: Permit<ViewPrograms> = Permit::system("test");
        let last = NOW.date_utc().plus_days(83);
        for period in [ReportPeriod::Week, ReportPeriod::Whole] {
            let mut times = Vec::new();
            for _ in 0..5 {
                let began = Instant::now();
                let report = report::report(&db, &view, id, period, last, true).await.expect("a report");
                times.push(began.elapsed());
                if period == ReportPeriod::Whole {
                    assert_eq!(report.totals.value(Measure::Touches), TOUCHES);
                }
            }
            times.sort();
            println!("{:?}, {TOUCHES} touches in {sums} sums, {period}: median {:?}, slowest {:?}", db.dialect(), times[2], times[4]);
            assert!(times[2] <= Duration::from_secs(1), "{:?} {period}: {times:?}", db.dialect());
        }
    })
    .await;
}
