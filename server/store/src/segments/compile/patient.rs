//! Tests of the patient's own attributes as SQL over `patient AS p`.

use super::{Scope, always, column, custom, name, within};
use crate::Dialect;
use sea_query::{ExprTrait, Func, LikeExpr, Query, SimpleExpr};
use shared::segments::patient::birthdays;
use shared::segments::{AgeTest, Gender, PatientTest, PlacePart};

pub(super) fn holds(test: &PatientTest, scope: Scope<'_>) -> SimpleExpr {
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
        PatientTest::Gender(any_of) => gender(any_of),
        PatientTest::Language(any_of) => {
            let spoken = || SimpleExpr::from(Func::lower(column("p", "language")));
            let any = any_of
                .iter()
                .map(|wanted| wanted.to_ascii_lowercase())
                .map(|wanted| spoken().eq(wanted.clone()).or(spoken().like(begins(&format!("{wanted}-")))));
            known("language", any.reduce(SimpleExpr::or).unwrap_or_else(|| always(false)))
        }
        PatientTest::Place { part, begins: text } => {
            let of = match part {
                PlacePart::City => "city",
                PlacePart::State => "state",
                PlacePart::Postcode => "postal_code",
            };
            known(of, lower(of, scope).like(begins(&text.trim().to_ascii_lowercase())))
        }
        PatientTest::Race(any_of) => worded("race", any_of, scope),
        PatientTest::Ethnicity(any_of) => worded("ethnicity", any_of, scope),
        PatientTest::Birthday { in_next } => {
            let day = || custom(scope.dialect, "substr(?, 6, 5)", [column("p", "birth_date").into()]);
            let stretches = birthdays(scope.today, *in_next).into_iter();
            let any = stretches.map(|(from, to)| day().gte(from).and(day().lte(to)));
            known("birth_date", any.reduce(SimpleExpr::or).unwrap_or_else(|| always(false)))
        }
        PatientTest::Added(date) => {
            let window = date.window(scope.today);
            let from = window.from.map(|from| column("p", "created_at").gte(from.0));
            let until = window.until.map(|until| column("p", "created_at").lt(until.0));
            from.into_iter().chain(until).reduce(SimpleExpr::and).unwrap_or_else(|| always(true))
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

/// Known and so: two-valued, so that NOT around it is right.
fn known(of: &'static str, truth: SimpleExpr) -> SimpleExpr {
    column("p", of).is_not_null().and(truth)
}

/// Administrative gender or, where that says nothing, the sex at birth.
fn gender(any_of: &[Gender]) -> SimpleExpr {
    let said = known("gender", column("p", "gender").is_in(any_of.iter().map(|gender| gender.code())));
    let silent = column("p", "gender").is_null().or(column("p", "gender").eq(Gender::Unknown.code()));
    let sexes: Vec<_> = any_of.iter().filter_map(|gender| gender.birth_sex()).collect();
    let born = |sexes: Vec<&'static str>| known("birth_sex", column("p", "birth_sex").is_in(sexes));
    let other = silent.clone().and(born(vec!["F", "M"]));
    let of_sex = if sexes.is_empty() { always(false) } else { silent.and(born(sexes)) };
    // Whoever's gender is told by the sex at birth is not of unknown gender.
    said.and(other.not()).or(of_sex)
}

fn worded(of: &'static str, any_of: &[String], scope: Scope<'_>) -> SimpleExpr {
    known(of, lower(of, scope).is_in(any_of.iter().map(|wanted| wanted.to_ascii_lowercase())))
}

/// PostgreSQL lower-cases as its collation says, SQLite only A to Z: "C" makes both the same.
fn lower(of: &'static str, scope: Scope<'_>) -> SimpleExpr {
    match scope.dialect {
        Dialect::Sqlite => SimpleExpr::from(Func::lower(column("p", of))),
        Dialect::Postgres => custom(scope.dialect, "lower(? COLLATE \"C\")", [column("p", of).into()]),
    }
}

pub(super) fn begins(text: &str) -> LikeExpr {
    LikeExpr::new(format!("{}%", escaped(text))).escape('\\')
}

/// `%` and `_` mean themselves.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
