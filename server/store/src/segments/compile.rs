//! A rule as SQL: sets of patient keys, each read from an index, never a subquery run per patient.

use crate::Dialect;
use sea_query::{
    Alias, Cond, Condition, Expr, ExprTrait, Func, IntoCondition, LikeExpr, Query, SelectStatement, SimpleExpr,
};
use shared::segments::record::Comparison;
use shared::segments::{
    AgeTest, Block, Combine, Group, PatientTest, PlacePart, Quantifier, RecordConditionTest, RecordTest, RecordType,
    Rule, Test, TextTest,
};
use shared::time::Date;

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
    let truth = group(&rule.root, scope).into_condition();
    match scope.patients {
        Some(patients) => Cond::all().add(column("p", "id").is_in(patients.iter().copied())).add(truth),
        None => truth,
    }
}

/// The date of a record, as the rule language means it.
pub const fn date_columns(record: RecordType) -> &'static [&'static str] {
    match record {
        RecordType::Condition | RecordType::AllergyIntolerance => &["onset_at", "recorded_at"],
        RecordType::Observation => &["effective_at"],
        RecordType::Procedure | RecordType::Encounter | RecordType::Appointment => &["start_at"],
        RecordType::MedicationRequest => &["authored_at"],
        RecordType::Immunization => &["occurrence_at"],
    }
}

/// The status of a record, as the rule language means it.
pub const fn status_column(record: RecordType) -> &'static str {
    if record.has_verification() { "clinical_status" } else { "status" }
}

fn name(text: &'static str) -> Alias {
    Alias::new(text)
}

fn column(table: &'static str, of: &'static str) -> Expr {
    Expr::col((name(table), name(of)))
}

fn group(group: &Group, scope: Scope<'_>) -> SimpleExpr {
    let mut truths = group.blocks.iter().map(|inner| block(inner, scope));
    let Some(first) = truths.next() else {
        return Expr::cust(if group.combine == Combine::Any { "1 = 0" } else { "1 = 1" });
    };
    match group.combine {
        Combine::All => truths.fold(first, SimpleExpr::and),
        Combine::Any => truths.fold(first, SimpleExpr::or),
        Combine::None => truths.fold(first, SimpleExpr::or).not(),
    }
}

fn block(block: &Block, scope: Scope<'_>) -> SimpleExpr {
    match &block.test {
        Test::Group(inner) => group(inner, scope),
        Test::Patient(test) => patient(test, scope),
        Test::Record(test) => {
            let found = column("p", "id");
            match test.quantifier {
                Quantifier::Exists => found.in_subquery(records(test, scope)),
                Quantifier::None => found.not_in_subquery(records(test, scope)),
            }
        }
    }
}

/// Known and so: two-valued, so that NOT around it is right.
fn known(of: &'static str, truth: SimpleExpr) -> SimpleExpr {
    column("p", of).is_not_null().and(truth)
}

fn patient(test: &PatientTest, scope: Scope<'_>) -> SimpleExpr {
    match test {
        PatientTest::Active(active) => column("p", "active").eq(i64::from(*active)),
        PatientTest::Deceased(deceased) => column("p", "deceased").eq(i64::from(*deceased)),
        PatientTest::Age(age) => {
            // Text compares like dates do, and this is also right for 29 February, which is no day in most years.
            let turned = |years: u16| {
                let on = scope.today;
                format!("{:04}-{:02}-{:02}", i32::from(on.year) - i32::from(years), on.month, on.day)
            };
            let born = || column("p", "birth_date");
            known(
                "birth_date",
                match *age {
                    AgeTest::Between { from, to } => {
                        born().lte(turned(from)).and(born().gt(turned(to.saturating_add(1))))
                    }
                    AgeTest::AtLeast(least) => born().lte(turned(least)),
                    AgeTest::Under(limit) => born().gt(turned(limit)),
                },
            )
        }
        PatientTest::Gender(any_of) => {
            known("gender", column("p", "gender").is_in(any_of.iter().map(|gender| gender.code())))
        }
        PatientTest::Language(any_of) => {
            let spoken = || SimpleExpr::from(Func::lower(column("p", "language")));
            let any = any_of
                .iter()
                .map(|wanted| wanted.to_ascii_lowercase())
                .map(|wanted| spoken().eq(wanted.clone()).or(spoken().like(begins(&format!("{wanted}-")))));
            known("language", any.reduce(SimpleExpr::or).unwrap_or_else(|| Expr::cust("1 = 0")))
        }
        PatientTest::Place { part, begins: text } => {
            let of = match part {
                PlacePart::City => "city",
                PlacePart::State => "state",
                PlacePart::Postcode => "postal_code",
            };
            // PostgreSQL lower-cases as its collation says, SQLite only A to Z: "C" makes both the same.
            let place = match scope.dialect {
                Dialect::Sqlite => SimpleExpr::from(Func::lower(column("p", of))),
                Dialect::Postgres => Expr::cust_with_expr("lower($1 COLLATE \"C\")", column("p", of)),
            };
            known(of, place.like(begins(&text.trim().to_ascii_lowercase())))
        }
        PatientTest::Reach { by, has } => {
            let mut reachable = Query::select();
            reachable
                .column((name("k"), name("patient_id")))
                .from_as(name("contact_point"), name("k"))
                .and_where(column("k", "system").is_in(by.systems().iter().copied()))
                .and_where(column("k", "use_code").is_null().or(column("k", "use_code").ne("old")));
            within(&mut reachable, "k", scope);
            if *has { column("p", "id").in_subquery(reachable) } else { column("p", "id").not_in_subquery(reachable) }
        }
    }
}

/// The patients of the records that pass: one row a record, driven from the concept's index where the test names one.
fn records(test: &RecordTest, scope: Scope<'_>) -> SelectStatement {
    let mut select = Query::select();
    select.column((name("r"), name("patient_id"))).from_as(name(test.record.table()), name("r"));
    within(&mut select, "r", scope);
    let left_out = test.left_out();
    if !left_out.is_empty() {
        let of = if test.record.has_verification() { "verification_status" } else { "status" };
        select.and_where(column("r", of).is_null().or(column("r", of).is_not_in(left_out.iter().copied())));
    }
    if test.record == RecordType::MedicationRequest {
        select.and_where(column("r", "do_not_perform").eq(0_i64));
    }
    for condition in &test.conditions {
        select.and_where(holds(test.record, &condition.test, scope));
    }
    select
}

fn within(select: &mut SelectStatement, table: &'static str, scope: Scope<'_>) {
    if let Some(patients) = scope.patients {
        select.and_where(column(table, "patient_id").is_in(patients.iter().copied()));
    }
}

fn holds(record: RecordType, test: &RecordConditionTest, scope: Scope<'_>) -> SimpleExpr {
    match test {
        RecordConditionTest::Code(any_of) => {
            let mut coded = Query::select();
            coded.column(name("concept_id")).from(name("concept_coding")).cond_where(any_of.iter().fold(
                Cond::any(),
                |any, code| {
                    any.add(
                        Expr::col(name("code"))
                            .eq(code.code.as_str())
                            .and(Expr::col(name("system")).eq(code.system.as_str())),
                    )
                },
            ));
            if any_of.is_empty() {
                return Expr::cust("1 = 0");
            }
            column("r", "concept_id").in_subquery(coded)
        }
        RecordConditionTest::Text(text) => {
            let wanted = text.text().trim().to_lowercase();
            let search = || Expr::col(name("search_text"));
            let mut worded = Query::select();
            worded.column(name("id")).from(name("concept")).and_where(match text {
                TextTest::Contains(_) => search().like(LikeExpr::new(format!("%{}%", escaped(&wanted))).escape('\\')),
                // Each wording is a line of its own.
                TextTest::Begins(_) => search()
                    .like(begins(&wanted))
                    .or(search().like(LikeExpr::new(format!("%\n{}%", escaped(&wanted))).escape('\\'))),
            });
            column("r", "concept_id").in_subquery(worded)
        }
        RecordConditionTest::Status(any_of) => {
            column("r", status_column(record)).is_in(any_of.iter().map(String::as_str))
        }
        RecordConditionTest::Verification(any_of) if record.has_verification() => {
            column("r", "verification_status").is_in(any_of.iter().map(String::as_str))
        }
        RecordConditionTest::Number(number) if record == RecordType::Observation => {
            let found = column("r", "value_number");
            let compared = match number.compare {
                Comparison::Below => found.lt(number.value),
                Comparison::AtMost => found.lte(number.value),
                Comparison::Equals => found.eq(number.value),
                Comparison::AtLeast => found.gte(number.value),
                Comparison::Above => found.gt(number.value),
            };
            match &number.unit {
                Some(unit) => compared.and(column("r", "value_unit").eq(unit.as_str())),
                None => compared,
            }
        }
        // Only conditions and allergies are verified, only observations have values: nothing else has them to match.
        RecordConditionTest::Verification(_) | RecordConditionTest::Number(_) => Expr::cust("1 = 0"),
        RecordConditionTest::Date(date) => {
            let window = date.window(scope.today);
            let at = || match date_columns(record) {
                [only] => SimpleExpr::from(column("r", only)),
                several => Func::coalesce(several.iter().map(|of| column("r", of).into())).into(),
            };
            let from = window.from.map(|from| at().gte(from.0));
            let until = window.until.map(|until| at().lt(until.0));
            from.into_iter().chain(until).reduce(SimpleExpr::and).unwrap_or_else(|| at().is_not_null())
        }
    }
}

fn begins(text: &str) -> LikeExpr {
    LikeExpr::new(format!("{}%", escaped(text))).escape('\\')
}

/// `%` and `_` mean themselves.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
