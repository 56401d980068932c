//! Tests of related records as SQL: one row a record, driven from the concept's index where the test names one.

use super::columns::{began, coded_column, over, start, word_column};
use super::patient::keys_named;
use super::{Scope, always, column, custom, name, within};
use crate::Dialect;
use crate::search::like;
use sea_query::{
    CaseStatement, Cond, Expr, ExprTrait, Func, Order, OverStatement, Query, SelectStatement, SimpleExpr, UnionType,
    WindowStatement,
};
use shared::noun::Noun;
use shared::records::{CodedFact, WordFact};
use shared::segments::number::COMPARATORS;
use shared::segments::record::{asks_for_refusals, left_out};
use shared::segments::{
    AgeThen, CodeRef, Comparison, ComponentTest, Content, DateTest, NearTest, NumberTest, Part, Quantifier,
    RecordCondition, RecordTest, RecordType, Relation, TextTest,
};

const DAY: i64 = 86_400_000;

pub(super) fn holds(test: &RecordTest, scope: Scope<'_>) -> SimpleExpr {
    let id = || column("p", "id");
    if test.records.is_empty() {
        return always(test.quantifier.holds(0) && !test.quantifier.picks_a_day());
    }
    match test.quantifier {
        Quantifier::Exists => id().in_subquery(patients(test, scope)),
        Quantifier::None => id().not_in_subquery(patients(test, scope)),
        Quantifier::AtLeast(0) => always(true),
        Quantifier::AtLeast(least) => id().in_subquery(counted(test, scope, |count| count.gte(i64::from(least)))),
        Quantifier::Exactly(0) => id().not_in_subquery(patients(test, scope)),
        Quantifier::Exactly(wanted) => id().in_subquery(counted(test, scope, |count| count.eq(i64::from(wanted)))),
        Quantifier::AtMost(most) => id().not_in_subquery(counted(test, scope, |count| count.gt(i64::from(most)))),
        Quantifier::Latest => id().in_subquery(of_the_day(test, Order::Desc, scope)),
        Quantifier::Earliest => id().in_subquery(of_the_day(test, Order::Asc, scope)),
    }
}

/// The patients of the records that pass, a row a record.
fn patients(test: &RecordTest, scope: Scope<'_>) -> SelectStatement {
    united(test, scope, |select, _| {
        select.column((name("r"), name("patient_id")));
    })
}

/// One select a record type, all united.
fn united(test: &RecordTest, scope: Scope<'_>, columns: impl Fn(&mut SelectStatement, RecordType)) -> SelectStatement {
    let mut all = test.records.iter().map(|record| {
        let mut select = Query::select();
        columns(&mut select, *record);
        select.from_as(name(record.table()), name("r"));
        within(&mut select, "r", scope);
        narrow(&mut select, *record, "r", &test.conditions, scope);
        select
    });
    let mut first = all.next().unwrap_or_else(Query::select);
    for other in all {
        first.union(UnionType::All, other);
    }
    first
}

fn counted(test: &RecordTest, scope: Scope<'_>, enough: impl Fn(SimpleExpr) -> SimpleExpr) -> SelectStatement {
    let mut select = Query::select();
    select
        .column((name("n"), name("patient_id")))
        .from_subquery(patients(test, scope), name("n"))
        .group_by_col((name("n"), name("patient_id")))
        .and_having(enough(Expr::cust("COUNT(*)")));
    select
}

/// Patients of whose records of the last (or first) day one satisfies `then`.
fn of_the_day(test: &RecordTest, order: Order, scope: Scope<'_>) -> SelectStatement {
    let ranked = united(test, scope, |select, record| {
        let then = test.then.iter().map(|row| condition(record, "r", row, scope)).reduce(SimpleExpr::and);
        let fits = CaseStatement::new().case(then.unwrap_or_else(|| always(true)), 1).finally(0);
        select
            .column((name("r"), name("patient_id")))
            .expr_as(day(scope.dialect, start(record, "r")), name("day"))
            .expr_as(fits, name("fits"))
            .and_where(start(record, "r").is_not_null());
    });
    let mut placed = Query::select();
    placed
        .column((name("d"), name("patient_id")))
        .column((name("d"), name("fits")))
        .expr_window_as(
            Expr::cust("RANK()"),
            WindowStatement::new()
                .partition_by((name("d"), name("patient_id")))
                .order_by((name("d"), name("day")), order)
                .to_owned(),
            name("place"),
        )
        .from_subquery(ranked, name("d"));
    let mut select = Query::select();
    select
        .column((name("w"), name("patient_id")))
        .from_subquery(placed, name("w"))
        .and_where(column("w", "place").eq(1_i64))
        .and_where(column("w", "fits").eq(1_i64));
    select
}

/// The start of the UTC day of a moment, also before 1970, where both databases cut towards zero.
fn day(dialect: Dialect, at: SimpleExpr) -> SimpleExpr {
    custom(dialect, "(? - (((? % 86400000) + 86400000) % 86400000))", [at.clone(), at])
}

/// Only records that count, and that pass every condition.
fn narrow(
    select: &mut SelectStatement,
    record: RecordType,
    alias: &str,
    conditions: &[RecordCondition],
    scope: Scope<'_>,
) {
    for (fact, codes) in left_out(record, conditions) {
        select.and_where_option(word_column(fact, record).map(|of| {
            let of = of.name();
            Expr::cust(format!("({alias}.{of} IS NULL OR {alias}.{of} NOT IN ({}))", literals(codes)))
        }));
    }
    if record.has_negation() && !asks_for_refusals(conditions) {
        select.and_where(column(alias, "do_not_perform").eq(0_i64));
    }
    if record == RecordType::Activity {
        select.and_where(column(alias, "patient_id").is_not_null());
    }
    for row in conditions {
        select.and_where(condition(record, alias, row, scope));
    }
}

fn condition(record: RecordType, alias: &str, row: &RecordCondition, scope: Scope<'_>) -> SimpleExpr {
    if !row.test.fits(record) {
        return always(false);
    }
    let concept = |fact: CodedFact, concepts: SelectStatement| match coded_column(fact, record) {
        Some(of) => column(alias, of.name()).in_subquery(concepts),
        None => always(false),
    };
    match row.test.content() {
        Content::Done => match word_column(WordFact::Status, record) {
            Some(of) if !record.done().is_empty() => {
                Expr::cust(format!("{alias}.{} IN ({})", of.name(), literals(record.done())))
            }
            Some(_) | None => always(false),
        },
        Content::Words(fact, any_of) => one_of(fact, any_of, record, alias),
        Content::Codes(fact, codes) => coded(codes, |chosen| concept(fact, chosen)),
        Content::Sets(fact, keys) => concept(fact, in_sets(keys)),
        Content::Text(text) => concept(CodedFact::Concept, worded(text)),
        Content::Window(part, date) => lies(part, date, record, alias, scope),
        Content::AgeThen(age) => age_then(age, record, alias, scope),
        Content::Number(number) => measured(alias, number),
        Content::Component(test) => {
            let itself = coded(&test.codes, |chosen| concept(CodedFact::Concept, chosen));
            component(test, alias, scope).or(itself.and(measured(alias, &test.number)))
        }
        Content::Sites(names) => at_sites(names, record, alias, scope),
        Content::About(subject) if subject.noun == Noun::Message => {
            column(alias, "template_uid").is_not_null().and(column(alias, "template_uid").eq(subject.id.as_str()))
        }
        Content::About(subject) => {
            column(alias, "subject").eq(subject.noun.code()).and(column(alias, "subject_uid").eq(subject.id.as_str()))
        }
        Content::Near(near) => is_near(near, record, alias, scope),
    }
}

/// Words of the program's own as a list in SQL: a rule of many care gaps has more of them than a statement may have variables.
pub(super) fn literals(words: &[&'static str]) -> String {
    words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}

/// The word is one of these.
fn one_of(fact: WordFact, any_of: &[impl AsRef<str>], record: RecordType, alias: &str) -> SimpleExpr {
    match word_column(fact, record) {
        Some(of) if !any_of.is_empty() => column(alias, of.name()).is_in(any_of.iter().map(AsRef::as_ref)),
        Some(_) | None => always(false),
    }
}

fn component(test: &ComponentTest, alias: &str, scope: Scope<'_>) -> SimpleExpr {
    let mut components = Query::select();
    components
        .column((name("o"), name("observation_id")))
        .from_as(name("observation_component"), name("o"))
        .and_where(coded(&test.codes, |chosen| column("o", "concept_id").in_subquery(chosen)))
        .and_where(measured("o", &test.number));
    if scope.patients.is_some() {
        components.and_where(column("o", "observation_id").equals((name(alias), name("id"))));
    }
    column(alias, "id").in_subquery(components)
}

fn at_sites(names: &[String], record: RecordType, alias: &str, scope: Scope<'_>) -> SimpleExpr {
    let at = |of: &str, table: &str| {
        let named = keys_named(scope.dialect, table, names);
        column(alias, of).is_not_null().and(column(alias, of).in_subquery(named))
    };
    let location = at("location_id", "location");
    if record.has_provider() { location.or(at("organization_id", "organization")) } else { location }
}

/// That part of the record's time lies in the window.
fn lies(part: Part, date: DateTest, record: RecordType, alias: &str, scope: Scope<'_>) -> SimpleExpr {
    let (start, over) = (|| began(record, alias), || over(record, alias));
    match part {
        Part::Start => lies_in(&start(), date, scope),
        Part::End => lies_in(&over(), date, scope),
        Part::All => lies_in(&start(), date, scope).and(lies_in(&over(), date, scope)),
        Part::Some => {
            let window = date.window(scope.today);
            let until = window.until.map(|until| start().lt(until.0));
            let from = window.from.map(|from| over().is_null().or(over().gte(from.0)));
            let meets = until.into_iter().chain(from).reduce(SimpleExpr::and).unwrap_or_else(|| always(true));
            start().is_not_null().and(meets)
        }
    }
}

/// Concepts that have one of the codes.
fn coded(codes: &[CodeRef], made: impl FnOnce(SelectStatement) -> SimpleExpr) -> SimpleExpr {
    if codes.is_empty() {
        return always(false);
    }
    let one = |code: &CodeRef| {
        Expr::col(name("code")).eq(code.code.as_str()).and(Expr::col(name("system")).eq(code.system.as_str()))
    };
    let mut chosen = Query::select();
    chosen
        .column(name("concept_id"))
        .from(name("concept_coding"))
        .cond_where(codes.iter().fold(Cond::any(), |any, code| any.add(one(code))));
    made(chosen)
}

/// Concepts that have a code of one of the sets.
fn in_sets(keys: &[String]) -> SelectStatement {
    let mut chosen = Query::select();
    chosen
        .column((name("k"), name("concept_id")))
        .from_as(name("code_set"), name("s"))
        .join_as(
            sea_query::JoinType::InnerJoin,
            name("code_set_code"),
            name("c"),
            column("c", "code_set_id").equals((name("s"), name("id"))),
        )
        .join_as(
            sea_query::JoinType::InnerJoin,
            name("concept_coding"),
            name("k"),
            column("k", "code")
                .equals((name("c"), name("code")))
                .and(column("k", "system").equals((name("c"), name("system")))),
        )
        .and_where(column("s", "key").is_in(keys.iter().map(String::as_str)));
    chosen
}

/// Concepts that are worded so.
pub fn worded(text: &TextTest) -> SelectStatement {
    let wanted = text.text().trim().to_lowercase();
    let search = || Expr::col(name("search_text"));
    let mut worded = Query::select();
    worded.column(name("id")).from(name("concept")).and_where(match text {
        TextTest::Contains(_) => search().like(like("%", &wanted, "%")),
        // Each wording is a line of its own.
        TextTest::Begins(_) => search().like(like("", &wanted, "%")).or(search().like(like("%\n", &wanted, "%"))),
    });
    worded
}

pub(super) fn compared(found: Expr, compare: Comparison, value: f64) -> SimpleExpr {
    match compare {
        Comparison::Below => found.lt(value),
        Comparison::AtMost => found.lte(value),
        Comparison::Equals => found.eq(value),
        Comparison::AtLeast => found.gte(value),
        Comparison::Above => found.gt(value),
    }
}

/// In any unit that converts, and with a comparator as far as the comparison can be known.
fn measured(alias: &str, number: &NumberTest) -> SimpleExpr {
    let by_limit = |value: f64| {
        let plain =
            column(alias, "comparator").is_null().and(compared(column(alias, "value_number"), number.compare, value));
        COMPARATORS.into_iter().filter_map(|limit| Some((limit, number.compare.of_limit(limit)?))).fold(
            plain,
            |any, (limit, compare)| {
                let beyond = compared(column(alias, "value_number"), compare, value);
                any.or(Expr::cust(format!("{alias}.comparator = '{limit}'")).and(beyond))
            },
        )
    };
    let one = |(unit, value): (Option<&str>, f64)| match unit {
        Some(unit) => by_limit(value).and(column(alias, "value_unit").eq(unit)),
        None => by_limit(value),
    };
    let measured = number.by_unit().into_iter().map(one).reduce(SimpleExpr::or).unwrap_or_else(|| always(false));
    column(alias, "value_number").is_not_null().and(measured)
}

fn lies_in(at: &SimpleExpr, date: DateTest, scope: Scope<'_>) -> SimpleExpr {
    let window = date.window(scope.today);
    let from = window.from.map(|from| at.clone().gte(from.0));
    let until = window.until.map(|until| at.clone().lt(until.0));
    from.into_iter().chain(until).reduce(SimpleExpr::and).unwrap_or_else(|| at.clone().is_not_null())
}

/// Completed months between the birth date and the record, from the texts of both dates.
fn age_then(age: AgeThen, record: RecordType, alias: &str, scope: Scope<'_>) -> SimpleExpr {
    let day = || day(scope.dialect, start(record, alias));
    let date = match scope.dialect {
        Dialect::Sqlite => custom(scope.dialect, "strftime('%Y-%m-%d', ? / 1000, 'unixepoch')", [day()]),
        Dialect::Postgres => {
            custom(scope.dialect, "to_char(to_timestamp(? / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')", [day()])
        }
    };
    let part = |text: SimpleExpr, from: i32, length: i32| {
        custom(scope.dialect, &format!("CAST(substr(?, {from}, {length}) AS INTEGER)"), [text])
    };
    let months = |text: SimpleExpr| part(text.clone(), 1, 4).mul(12).add(part(text, 6, 2));
    let born = || SimpleExpr::from(column("b", "birth_date"));
    // The last day it can be, where only month or year are known.
    let until = || SimpleExpr::from(Func::coalesce([column("b", "birth_until").into(), born()]));
    let old = |born: SimpleExpr| {
        let short = CaseStatement::new().case(part(date.clone(), 9, 2).lt(part(born.clone(), 9, 2)), 1).finally(0);
        months(date.clone()).sub(months(born)).sub(short)
    };
    let mut birth = Query::select();
    birth
        .expr(Expr::cust("1"))
        .from_as(name("patient"), name("b"))
        .and_where(column("b", "id").equals((name(alias), name("patient_id"))))
        .and_where(column("b", "birth_date").is_not_null());
    if let Some(from) = age.from {
        birth.and_where(old(until()).gte(i64::from(from)));
    }
    if let Some(months) = age.until {
        birth.and_where(old(born()).lt(i64::from(months)));
    }
    start(record, alias).is_not_null().and(Expr::exists(birth))
}

fn is_near(near: &NearTest, record: RecordType, alias: &str, scope: Scope<'_>) -> SimpleExpr {
    let at = || start(record, alias);
    let any = near.records.iter().map(|kind| {
        let other = || start(*kind, "n");
        let mut beside = Query::select();
        beside
            .expr(Expr::cust("1"))
            .from_as(name(kind.table()), name("n"))
            .and_where(column("n", "patient_id").equals((name(alias), name("patient_id"))));
        if *kind == record {
            beside.and_where(column("n", "id").not_equals((name(alias), name("id"))));
        }
        beside.and_where(match near.when {
            Relation::After { days } => {
                let end: SimpleExpr = Func::coalesce([over(record, alias), at()]).into();
                other().gt(end.clone()).and(other().sub(end).lte(i64::from(days) * DAY))
            }
            Relation::Before { days } => other().lt(at()).and(at().sub(other()).lte(i64::from(days) * DAY)),
            Relation::Around { days } => {
                let most = i64::from(days) * DAY;
                other().sub(at()).lte(most).and(at().sub(other()).lte(most))
            }
            Relation::During => {
                let end = || over(*kind, "n");
                began(*kind, "n").lte(at()).and(end().is_null().or(end().gte(at())))
            }
        });
        // Nearness to a known moment: without one nothing is near.
        beside.and_where(at().is_not_null());
        narrow(&mut beside, *kind, "n", &near.conditions, scope);
        Expr::exists(beside)
    });
    let any = any.reduce(SimpleExpr::or).unwrap_or_else(|| always(false));
    if near.has { any } else { any.not() }
}
