//! The report adds up to what happened: its sums are held against a plain count of the touches.

use super::{NOW, key_of, live, patient};
use shared::consent::Channel;
use shared::outreach::{Breakdown, Measure, ReportFigures, ReportPeriod, TouchKind};
use shared::people::ViewPrograms;
use shared::time::{Date, Millis};
use std::collections::{BTreeMap, BTreeSet};
use store::outreach::report;
use store::outreach::touches::{self, Touch};
use store::testing::on_both;
use store::{Db, Permit};

/// Numbers that look random and are the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit).expect("small")
    }
}

async fn everything_counted(db: &Db) {
    while touches::count_some(db).await.expect("counted") > 0 {}
}

/// Three weeks of touches of 40 people; the same key now and then.
async fn happen(db: &Db, program: i64) -> Vec<Touch> {
    let mut people = Vec::new();
    for number in 0..40 {
        people.push(patient(db, &format!("Given {number}")).await);
    }
    let mut draw = Draw(7);
    let mut all = Vec::new();
    let mut tx = db.begin().await.expect("begins");
    for number in 0..1_500_i64 {
        let kind = TouchKind::ALL[draw.below(TouchKind::ALL.len() as u64)];
        let channel = kind.leads().then(|| [Channel::Sms, Channel::Voice, Channel::Post][draw.below(3)]);
        let touch = Touch {
            key: format!("touch/{number}"),
            at: NOW + Millis::minutes(number * 20),
            program,
            patient: people[draw.below(40)],
            kind,
            channel,
            template: 0,
            agent: 0,
            cost_cents: if kind.leads() { 3 } else { 0 },
        };
        touches::record(&mut tx, touch.clone()).await.expect("recorded");
        if number % 10 == 0 {
            touches::record(&mut tx, touch.clone()).await.expect("recorded once");
        }
        all.push(touch);
    }
    tx.commit().await.expect("commits");
    all
}

/// The figures by a plain count.
fn plain(touches: &[Touch]) -> BTreeMap<Measure, (i64, i64)> {
    let mut counted: BTreeMap<Measure, (i64, BTreeSet<i64>)> = BTreeMap::new();
    for touch in touches {
        for measure in touch.kind.measures() {
            let entry = counted.entry(*measure).or_default();
            entry.0 += 1;
            entry.1.insert(touch.patient);
        }
    }
    counted.into_iter().map(|(measure, (events, people))| (measure, (events, people.len() as i64))).collect()
}

fn same(figures: &ReportFigures, plain: &BTreeMap<Measure, (i64, i64)>) {
    for measure in Measure::ALL {
        let (events, people) = plain.get(&measure).copied().unwrap_or_default();
        let tally = figures.tallies.get(&measure).copied().unwrap_or_default();
        assert_eq!((tally.events, tally.people), (events, people), "{measure}");
    }
}

#[tokio::test]
async fn the_report_adds_up_to_what_happened() {
    on_both(async |db| {
        let (id, _) = live(&db, "Come back").await;
        let program = key_of(&db, id).await;
        let all = happen(&db, program).await;
        everything_counted(&db).await;
        let view: Permit<ViewPrograms> = Permit::system("test");
        let last = Date::new(2026, 12, 31).expect("a day");
        let whole = report::report(&db, &view, id, ReportPeriod::Whole, last, true).await.expect("a report");
        same(&whole.totals, &plain(&all));
        assert_eq!(whole.totals.cost_cents, all.iter().map(|touch| touch.cost_cents).sum::<i64>());
        for (by, lines) in &whole.breakdowns {
            let mut sum = ReportFigures::default();
            for line in lines {
                for (measure, tally) in &line.figures.tallies {
                    sum.add(*measure, *tally, 0);
                }
            }
            same(&sum, &plain(&all));
            assert!(!lines.is_empty(), "{by} has no line");
        }

        // Weeks, too: people count in the week in which it first happened to them.
        let mut weeks = ReportFigures::default();
        for week in 0..5 {
            let day = NOW.date_utc().plus_days(week * 7);
            let report = report::report(&db, &view, id, ReportPeriod::Week, day, true).await.expect("a report");
            for (measure, tally) in &report.totals.tallies {
                weeks.add(*measure, *tally, 0);
            }
        }
        same(&weeks, &plain(&all));
        let hidden = report::report(&db, &view, id, ReportPeriod::Whole, last, false).await.expect("a report");
        assert!(hidden.breakdowns.iter().all(|(by, _)| *by != Breakdown::Agent), "not everybody sees agents");
    })
    .await;
}

#[tokio::test]
async fn what_was_counted_stays_when_a_person_is_erased() {
    on_both(async |db| {
        let (id, _) = live(&db, "Come back").await;
        let all = happen(&db, key_of(&db, id).await).await;
        everything_counted(&db).await;
        sqlx::query("DELETE FROM patient").execute(db.read()).await.expect("erased");
        let view: Permit<ViewPrograms> = Permit::system("test");
        let last = Date::new(2026, 12, 31).expect("a day");
        let whole = report::report(&db, &view, id, ReportPeriod::Whole, last, true).await.expect("a report");
        same(&whole.totals, &plain(&all));
    })
    .await;
}

#[tokio::test]
async fn mondays_report_is_due_once() {
    on_both(async |db| {
        let (id, _) = live(&db, "Come back").await;
        let program = key_of(&db, id).await;
        let monday = Date::new(2026, 11, 23).expect("a Monday");
        let due = report::due(&db, monday, monday.start_utc()).await.expect("read");
        assert_eq!(due.iter().map(|due| due.id).collect::<Vec<_>>(), [id]);
        let mut tx = db.begin().await.expect("begins");
        assert!(report::reported(&mut tx, program, monday).await.expect("written"));
        assert!(!report::reported(&mut tx, program, monday).await.expect("written"));
        tx.commit().await.expect("commits");
        assert_eq!(report::due(&db, monday, monday.start_utc()).await.expect("read"), Vec::new());
        let before = Date::new(2026, 11, 16).expect("the Monday before it was live");
        assert_eq!(report::due(&db, before, before.start_utc()).await.expect("read"), Vec::new());
    })
    .await;
}
