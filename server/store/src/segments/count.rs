//! The live count of a rule that is being edited: in all, block by block, by reach, and a few of the members.

use super::compile::{Scope, matching, truth};
use super::members::{SHOWN, Shown, shown};
use super::statement::build;
use crate::actor::Permit;
use crate::db::Db;
use crate::error::Result;
use sea_query::{Alias, Asterisk, Expr, Func, Order, Query, SimpleExpr, SubQueryStatement};
use shared::ids::SegmentId;
use shared::people::{ViewOutreach, ViewPatients};
use shared::segments::wire::{MemberRow, RuleCount};
use shared::segments::{
    Block, BlockId, Combine, Group, PatientTest, Quantifier, Reach, RecordTest, Rule, Test, without_unfinished,
};
use shared::time::UtcMillis;
use sqlx::Row;

/// How many members the sample shows.
const SAMPLE: u64 = 5;

/// Counts `rule` as it stands; rows that are not filled in are left out and their number is told.
///
/// # Errors
/// When the database can't be read.
pub async fn count(db: &Db, _permit: &Permit<ViewOutreach>, now: UtcMillis, rule: &Rule) -> Result<RuleCount> {
    let began = std::time::Instant::now();
    let (rule, unfinished) = without_unfinished(rule);
    let scope = Scope { dialect: db.dialect(), today: now.date_utc(), patients: None };
    if rule.root.blocks.is_empty() {
        let patients: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM patient").fetch_one(db.read()).await?;
        return Ok(RuleCount {
            members: 0,
            patients: patients.unsigned_abs(),
            blocks: Vec::new(),
            by_email: 0,
            by_phone: 0,
            unfinished,
            micros: began.elapsed().as_micros() as u64,
            sample: Vec::new(),
        });
    }
    let everybody = Rule::new(Group { combine: Combine::All, blocks: Vec::new() });
    let mut asked = vec![rule.clone(), everybody, reached(&rule, Reach::Email), reached(&rule, Reach::Phone)];
    let mut blocks = Vec::new();
    for (id, alone) in alone(&rule) {
        blocks.push(id);
        asked.push(alone);
    }
    let mut all = Query::select();
    for rule in &asked {
        let mut one = Query::select();
        one.expr(Func::count(Expr::col(Asterisk)))
            .from_as(Alias::new("patient"), Alias::new("p"))
            .cond_where(truth(rule, scope));
        all.expr(SimpleExpr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(one))));
    }
    let (sql, arguments) = build(db.dialect(), &all)?;
    let row = sqlx::query_with(&sql, arguments).fetch_one(db.read()).await?;
    let figures: Vec<u64> =
        (0..asked.len()).map(|index| row.try_get::<i64, _>(index).map(i64::unsigned_abs)).collect::<Result<_, _>>()?;
    Ok(RuleCount {
        members: figures[0],
        patients: figures[1],
        by_email: figures[2],
        by_phone: figures[3],
        blocks: blocks.into_iter().zip(figures[4..].iter().copied()).collect(),
        unfinished,
        micros: began.elapsed().as_micros() as u64,
        sample: Vec::new(),
    })
}

/// How many the finished rule takes in.
///
/// # Errors
/// When the database can't be read.
pub async fn size(db: &Db, now: UtcMillis, rule: &Rule) -> Result<u64> {
    let scope = Scope { dialect: db.dialect(), today: now.date_utc(), patients: None };
    let mut select = Query::select();
    select
        .expr(Func::count(Expr::col(Asterisk)))
        .from_as(Alias::new("patient"), Alias::new("p"))
        .cond_where(truth(rule, scope));
    let (sql, arguments) = build(db.dialect(), &select)?;
    let members: i64 = sqlx::query_scalar_with(&sql, arguments).fetch_one(db.read()).await?;
    Ok(members.unsigned_abs())
}

/// The first few whom the rule takes in, by name. Written down as shown.
///
/// # Errors
/// When the database can't be read or the audit log can't be written.
pub async fn sample(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    segment: SegmentId,
    rule: &Rule,
) -> Result<Vec<MemberRow>> {
    let (rule, _) = without_unfinished(rule);
    if rule.root.blocks.is_empty() {
        return Ok(Vec::new());
    }
    let scope = Scope { dialect: db.dialect(), today: now.date_utc(), patients: None };
    let mut select = matching(&rule, scope);
    select
        .clear_selects()
        .expr(Expr::cust(SHOWN))
        .expr(Expr::cust("CAST(NULL AS BIGINT) AS joined_at"))
        .order_by((Alias::new("p"), Alias::new("family")), Order::Asc)
        .order_by((Alias::new("p"), Alias::new("given")), Order::Asc)
        .limit(SAMPLE);
    let (sql, arguments) = build(db.dialect(), &select)?;
    let rows: Vec<Shown> = sqlx::query_as_with(&sql, arguments).fetch_all(db.read()).await?;
    shown(db, permit, now, "search", segment, rows).await
}

fn only(test: Test) -> Rule {
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId::ROOT, test)] })
}

fn reached(rule: &Rule, by: Reach) -> Rule {
    let tests = [Test::Group(rule.root.clone()), Test::Patient(PatientTest::Reach { by, has: true })];
    let blocks = tests.into_iter().map(|test| Block::new(BlockId::ROOT, test)).collect();
    Rule::new(Group { combine: Combine::All, blocks })
}

/// Every block as a rule of its own; a row of a related record together with the rows above it, as a narrowing.
fn alone(rule: &Rule) -> Vec<(BlockId, Rule)> {
    let mut all = Vec::new();
    rule.root.each(&mut |block| {
        all.push((block.id, only(block.test.clone())));
        if let Test::Record(test) = &block.test {
            for (index, row) in test.conditions.iter().enumerate() {
                let so_far = RecordTest {
                    records: test.records.clone(),
                    quantifier: Quantifier::Exists,
                    conditions: test.conditions[..=index].to_vec(),
                    then: Vec::new(),
                };
                all.push((row.id, only(Test::Record(so_far))));
            }
            for (index, row) in test.then.iter().enumerate() {
                let so_far = RecordTest { then: test.then[..=index].to_vec(), ..test.clone() };
                all.push((row.id, only(Test::Record(so_far))));
            }
        }
    });
    all
}
