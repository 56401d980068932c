//! The live count of a rule that is being edited: in all, block by block, by reach, and a few of the members.

use super::by_hand;
use super::compile::{Scope, matching, truth, truth_among};
use super::index::{Everyone, FactIndex};
use super::members::{SHOWN, Shown, named, shown};
use super::notes::notes;
use crate::Actor;
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::built::build;
use crate::counts::fit;
use crate::db::Db;
use crate::error::Result;
use sea_query::{Alias, Asterisk, Expr, Func, Order, Query, SimpleExpr, SubQueryStatement};
use shared::audit::AuditAction;
use shared::ids::SegmentId;
use shared::noun::Noun;
use shared::patients::Relationship;
use shared::people::{ViewOutreach, ViewPatients};
use shared::segments::wire::{AgeBand, MemberRow, RuleCount};
use shared::segments::{
    Block, BlockId, ByHand, Combine, Gender, Group, MemberList, PatientTest, Quantifier, Reach, RecordTest, Rule, Test,
    text, without_unfinished,
};
use shared::time::{Date, Millis, UtcMillis};
use sqlx::Row;

/// How many members the sample shows.
const SAMPLE: usize = 5;
/// Out of how many members the sample is taken where all are known: sorting a million by name takes a second.
const LOOKED_AT: usize = 1_000;

/// Counts `rule` as it stands, with the lists that the segment keeps by hand; rows that are not filled in are left out and
/// their number is told. Who may see patients is shown a few of the members, which is written down.
///
/// # Errors
/// When the database can't be read or the audit log can't be written.
#[boxed]
pub async fn count(
    db: &Db,
    facts: &FactIndex,
    permit: &Permit<ViewOutreach>,
    reader: Option<&Permit<ViewPatients>>,
    now: UtcMillis,
    segment: Option<SegmentId>,
    rule: &Rule,
) -> Result<RuleCount> {
    let began = std::time::Instant::now();
    let (rule, unfinished) = without_unfinished(rule);
    if rule.root.blocks.is_empty() {
        let patients: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM patient WHERE relationship = $1")
            .bind(Relationship::Patient.code())
            .fetch_one(db.read())
            .await?;
        return Ok(RuleCount {
            members: 0,
            patients: patients.unsigned_abs(),
            blocks: Vec::new(),
            steps: Vec::new(),
            by_email: 0,
            by_phone: 0,
            ages: Vec::new(),
            notes: Vec::new(),
            unfinished,
            micros: fit(began.elapsed().as_micros()),
            sample: Vec::new(),
            coarse: false,
        });
    }
    let by_hand = match segment {
        Some(segment) => by_hand::of_id(&mut *db.read().acquire().await?, segment).await?,
        None => ByHand::default(),
    };
    let today = now.date_utc();
    let (mut counted, mut some) = counted(db, facts, today, &rule).await?;
    let mut whole = rule.clone();
    if by_hand != ByHand::default() {
        whole = by_hand.on_top_of(&rule);
        let (listed, some_listed) = self::counted(db, facts, today, &whole).await?;
        (counted, some) = (with_lists(counted, listed), some_listed);
    }
    let micros = fit(began.elapsed().as_micros());
    let sample = match (reader.zip(segment), some) {
        (Some((permit, segment)), Some(some)) => named(db, permit, now, segment, &some, SAMPLE).await?,
        (Some((permit, segment)), None) => sample(db, permit, now, segment, &whole).await?,
        (None, _) => Vec::new(),
    };
    write_down(db, permit.actor(), now, segment, &rule).await?;
    let counted = RuleCount { notes: notes(db, &rule).await?, unfinished, micros, sample, ..counted };
    Ok(if reader.is_some() { counted } else { counted.rounded() })
}

/// How much of a rule's text is kept.
const TEXT_KEPT: usize = 400;

/// Who asked how many people are like that: once a day for each rule, not for each look at the same one.
async fn write_down(db: &Db, actor: &Actor, now: UtcMillis, segment: Option<SegmentId>, rule: &Rule) -> Result<()> {
    let detail: String =
        text::write(rule).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(TEXT_KEPT).collect();
    once_a_day(db, actor, now, segment, detail).await
}

/// Writes down that somebody counted, once a day for the same thing.
pub(super) async fn once_a_day(
    db: &Db,
    actor: &Actor,
    now: UtcMillis,
    segment: Option<SegmentId>,
    detail: String,
) -> Result<()> {
    let known: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM audit_event WHERE staff_id = $1 AND action = 'count' AND at > $2 AND detail = $3 LIMIT 1",
    )
    .bind(actor.staff.as_ref().map(|staff| staff.key))
    .bind((now - Millis::days(1)).0)
    .bind(&detail)
    .fetch_optional(db.read())
    .await?;
    if known.is_some() {
        return Ok(());
    }
    let entity_uid = segment.map(|segment| segment.to_string());
    let entry = Entry { entity_uid, detail, ..Entry::new(AuditAction::Count, Noun::Segment) };
    audit::record_read(db, actor, now, entry).await
}

/// The figures of a rule; and some of its members, where the fact index knows them.
async fn counted(db: &Db, facts: &FactIndex, today: Date, rule: &Rule) -> Result<(RuleCount, Option<Vec<i64>>)> {
    Ok(match facts.answer(db, rule, today, true).await? {
        Some(everyone) => (of_everyone(&everyone, today), Some(everyone.keys().take(LOOKED_AT).collect())),
        None => (in_sql(db, today, rule).await?, None),
    })
}

/// The blocks as the rule alone has them, the members as they are with the lists, which are two more steps.
fn with_lists(alone: RuleCount, listed: RuleCount) -> RuleCount {
    let mut steps = alone.steps;
    if steps.is_empty() {
        steps.push((BlockId::ROOT, alone.members));
    }
    let lists = MemberList::OF_DYNAMIC.map(ByHand::block);
    steps.extend(listed.steps.into_iter().filter(|(id, _)| lists.contains(id)));
    RuleCount { steps, blocks: alone.blocks, patients: alone.patients, ..listed }
}

fn of_everyone(everyone: &Everyone, today: Date) -> RuleCount {
    RuleCount {
        members: everyone.members(),
        patients: everyone.patients,
        by_email: everyone.reached(Reach::Email),
        by_phone: everyone.reached(Reach::Phone),
        ages: everyone.ages(today),
        blocks: everyone.blocks.clone(),
        steps: everyone.steps.clone(),
        notes: Vec::new(),
        unfinished: 0,
        micros: 0,
        sample: Vec::new(),
        coarse: false,
    }
}

async fn in_sql(db: &Db, today: Date, rule: &Rule) -> Result<RuleCount> {
    let scope = Scope { dialect: db.dialect(), today, patients: None };
    let everybody = Rule::new(Group { combine: Combine::All, blocks: Vec::new() });
    let mut asked = vec![rule.clone(), everybody, reached(rule, Reach::Email), reached(rule, Reach::Phone)];
    let (alone, steps) = (alone(rule), steps(rule));
    asked.extend(alone.iter().chain(&steps).map(|(_, rule)| rule.clone()));
    let patients_only = rule.patients_only();
    let mut all = Query::select();
    for rule in &asked {
        let mut one = Query::select();
        one.expr(Func::count(Expr::col(Asterisk)))
            .from_as(Alias::new("patient"), Alias::new("p"))
            .cond_where(truth_among(rule, patients_only, scope));
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
        ages: ages(db, scope, rule).await?,
        blocks: paired(&alone, &figures[4..]),
        steps: paired(&steps, &figures[4 + alone.len()..]),
        notes: Vec::new(),
        unfinished: 0,
        micros: 0,
        sample: Vec::new(),
        coarse: false,
    })
}

fn paired(asked: &[(BlockId, Rule)], figures: &[u64]) -> Vec<(BlockId, u64)> {
    asked.iter().map(|(id, _)| *id).zip(figures.iter().copied()).collect()
}

/// Of a rule that goes step by step: the rule up to each step.
fn steps(rule: &Rule) -> Vec<(BlockId, Rule)> {
    if rule.root.combine != Combine::Steps {
        return Vec::new();
    }
    let there: Vec<_> = rule.root.blocks.iter().filter(|block| block.is_there()).cloned().collect();
    let up_to = |last: usize| Rule::new(Group { combine: Combine::Steps, blocks: there[..=last].to_vec() });
    there.iter().enumerate().map(|(at, block)| (block.id, up_to(at))).collect()
}

async fn ages(db: &Db, scope: Scope<'_>, rule: &Rule) -> Result<Vec<AgeBand>> {
    let bands: String = (1..=9)
        .map(|band| {
            let born = scope.today.plus_years(-band * 10);
            format!(" WHEN p.birth_date > '{born}' THEN {}", (band - 1) * 10)
        })
        .collect();
    let mut select = matching(rule, scope);
    select
        .clear_selects()
        .expr_as(
            Expr::cust(format!("CAST(CASE WHEN p.birth_date IS NULL THEN NULL{bands} ELSE 90 END AS BIGINT)")),
            Alias::new("band"),
        )
        .column((Alias::new("p"), Alias::new("gender")))
        .column((Alias::new("p"), Alias::new("birth_sex")))
        .expr(Func::count(Expr::col(Asterisk)));
    select.add_group_by([1, 2, 3].map(|place: i32| Expr::cust(place.to_string())));
    let (sql, arguments) = build(db.dialect(), &select)?;
    type Counted = (Option<i64>, Option<String>, Option<String>, i64);
    let rows: Vec<Counted> = sqlx::query_as_with(&sql, arguments).fetch_all(db.read()).await?;
    let mut all = AgeBand::all();
    for (band, gender, birth_sex, patients) in rows {
        let gender = Gender::known(gender.as_deref(), birth_sex.as_deref());
        AgeBand::add(&mut all, band.map(fit), gender, patients.unsigned_abs());
    }
    Ok(all)
}

/// How many the finished rule takes in.
#[boxed]
pub async fn size(db: &Db, facts: &FactIndex, now: UtcMillis, rule: &Rule) -> Result<u64> {
    if let Some(everyone) = facts.answer(db, rule, now.date_utc(), false).await? {
        return Ok(everyone.members());
    }
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

/// A few whom the rule takes in, by name. Written down as shown.
async fn sample(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    segment: SegmentId,
    rule: &Rule,
) -> Result<Vec<MemberRow>> {
    let scope = Scope { dialect: db.dialect(), today: now.date_utc(), patients: None };
    let mut select = matching(rule, scope);
    select
        .clear_selects()
        .expr(Expr::cust(SHOWN))
        .expr(Expr::cust("CAST(NULL AS BIGINT) AS joined_at"))
        .order_by((Alias::new("p"), Alias::new("family")), Order::Asc)
        .order_by((Alias::new("p"), Alias::new("given")), Order::Asc)
        .limit(fit(SAMPLE));
    let (sql, arguments) = build(db.dialect(), &select)?;
    let rows: Vec<Shown> = sqlx::query_as_with(&sql, arguments).fetch_all(db.read()).await?;
    shown(db, permit, now, AuditAction::Search, segment, rows).await
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
