//! A rule as SQL: sets of patient keys, each read from an index, never a subquery run per patient.

use crate::Dialect;
use sea_query::{Alias, Cond, Condition, Expr, IntoCondition, Query, SelectStatement, SimpleExpr};
use shared::patients::Relationship;
use shared::segments::care_gap::ahead;
use shared::segments::{Block, CareGap, CareGapTest, Combine, GapState, Group, Rule, SegmentTest, Step, Test};
use shared::time::Date;

mod columns;
mod patient;
mod record;

pub use columns::{coded_column, date_columns, date_sql, end_column, word_column};
pub use patient::{keys_named, travelling};
pub use record::worded;

/// For whom and for which day a rule is compiled.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    pub dialect: Dialect,
    pub today: Date,
    /// Only these patients; `None` is everybody.
    pub patients: Option<&'a [i64]>,
}

/// `SELECT p.id FROM patient AS p WHERE <rule>`.
pub fn matching(rule: &Rule, scope: Scope<'_>) -> SelectStatement {
    let mut select = Query::select();
    select.column((name("p"), name("id"))).from_as(name("patient"), name("p")).cond_where(truth(rule, scope));
    select
}

/// The rule as a condition on `patient AS p`, never NULL.
pub fn truth(rule: &Rule, scope: Scope<'_>) -> Condition {
    truth_among(rule, rule.patients_only(), scope)
}

/// [`truth`] of a part of a rule, which says whether the whole looks at patients only.
pub fn truth_among(rule: &Rule, patients_only: bool, scope: Scope<'_>) -> Condition {
    let mut all = Cond::all();
    if let Some(patients) = scope.patients {
        all = all.add(column("p", "id").is_in(patients.iter().copied()));
    }
    if patients_only {
        all = all.add(column("p", "relationship").eq(Relationship::Patient.code()));
    }
    all.add(group(&rule.enabled().root, scope).into_condition())
}

fn name(text: &str) -> Alias {
    Alias::new(text)
}

fn column(table: &str, of: &str) -> Expr {
    Expr::col((name(table), name(of)))
}

/// SQL with a `?` for each expression: SQLite's builder wants them so, PostgreSQL's numbered.
fn custom<const N: usize>(dialect: Dialect, sql: &str, expressions: [SimpleExpr; N]) -> SimpleExpr {
    let sql = match dialect {
        Dialect::Sqlite => sql.to_owned(),
        Dialect::Postgres => (1..=N).fold(sql.to_owned(), |sql, number| sql.replacen('?', &format!("${number}"), 1)),
    };
    Expr::cust_with_exprs(sql, expressions)
}

fn always(truth: bool) -> SimpleExpr {
    Expr::cust(if truth { "1 = 1" } else { "1 = 0" })
}

fn group(group: &Group, scope: Scope<'_>) -> SimpleExpr {
    let mut truths = group.blocks.iter().map(|inner| (inner.step, block(inner, scope)));
    let Some((_, first)) = truths.next() else {
        return always(group.combine != Combine::Any);
    };
    match group.combine {
        Combine::All => truths.fold(first, |all, (_, truth)| all.and(truth)),
        Combine::Any => truths.fold(first, |any, (_, truth)| any.or(truth)),
        Combine::None => truths.fold(first, |any, (_, truth)| any.or(truth)).not(),
        Combine::Steps => truths.fold(first, |so_far, (step, truth)| match step {
            Step::AndAlso => so_far.and(truth),
            Step::Or => so_far.or(truth),
            Step::ButNot => so_far.and(truth.not()),
        }),
    }
}

fn block(block: &Block, scope: Scope<'_>) -> SimpleExpr {
    match &block.test {
        Test::Group(inner) => group(inner, scope),
        Test::Patient(test) => patient::holds(test, scope),
        Test::Record(test) => record::holds(test, scope),
        Test::CareGap(test) => care_gap(test, scope),
        Test::Segment(test) => segment(test, scope),
    }
}

fn segment(test: &SegmentTest, scope: Scope<'_>) -> SimpleExpr {
    let Some(id) = test.segment else { return always(!test.member) };
    let mut members = Query::select();
    members
        .column((name("m"), name("patient_id")))
        .from_as(name("segment_member"), name("m"))
        .inner_join(name("segment"), column("segment", "id").equals((name("m"), name("segment_id"))))
        .and_where(column("segment", "uid").eq(id.to_string()))
        .and_where(column("segment", "status").eq("live"))
        .and_where(column("m", "left_at").is_null());
    within(&mut members, "m", scope);
    let id = column("p", "id");
    if test.member { id.in_subquery(members) } else { id.not_in_subquery(members) }
}

/// Any of the states, each as [`CareGap::standing`] tells them apart.
fn care_gap(test: &CareGapTest, scope: Scope<'_>) -> SimpleExpr {
    let Some(gap) = test.definition() else { return always(false) };
    test.states
        .iter()
        .map(|state| gap_state(gap, *state, scope))
        .reduce(SimpleExpr::or)
        .unwrap_or_else(|| always(false))
}

fn gap_state(gap: &CareGap, state: GapState, scope: Scope<'_>) -> SimpleExpr {
    let on = |today: Date| Scope { today: gap.period.day(today), ..scope };
    let (now, later) = (on(scope.today), on(ahead(scope.today, gap.notice)));
    let (eligible, closed) = (|scope| group(&gap.eligible(), scope), |scope| group(&gap.closed(), scope));
    let open = |scope| eligible(scope).and(closed(scope).not());
    let remarked = |state: GapState| gap.remark(state).map_or_else(|| always(false), |remark| group(remark, scope));
    // The remark that counts first makes the state.
    let before = |state: GapState| {
        let earlier = GapState::REMARKS.into_iter().take_while(|other| *other != state).map(remarked);
        earlier.fold(always(false), SimpleExpr::or)
    };
    match state {
        GapState::OpenGap => open(now).and(before(state).not()),
        GapState::ProspectiveGap => open(later).and(open(now).not()).and(before(state).not()),
        GapState::NotWanted | GapState::NotAdvised => {
            open(now).or(open(later)).and(remarked(state)).and(before(state).not())
        }
        GapState::ClosedGap => eligible(now).and(closed(now)).and(open(later).not()),
        GapState::NotApplicable => eligible(now).not().and(open(later).not()),
    }
}

/// Narrows rows that name a patient to the scope's patients.
fn within(select: &mut SelectStatement, table: &str, scope: Scope<'_>) {
    if let Some(patients) = scope.patients {
        select.and_where(column(table, "patient_id").is_in(patients.iter().copied()));
    }
}
