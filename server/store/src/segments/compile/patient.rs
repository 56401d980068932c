//! Tests of the patient's own attributes as SQL over `patient AS p`.

use super::record::compared;
use super::{Scope, always, column, custom, name, within};
use crate::Dialect;
use crate::search::like;
use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr};
use shared::consent::{ConsentStatus, Model};
use shared::outreach::lookup::LineType;
use shared::patients::{attribute_name, tag_name};
use shared::segments::patient::birthdays;
use shared::segments::travel::Place;
use shared::segments::{
    AgeTest, AttributeTest, ConsentTest, ContactSystem, Gender, PatientTest, PlacePart, Reach, Said, WordingTest,
};
use shared::time::Date;

pub(super) fn holds(test: &PatientTest, scope: Scope<'_>) -> SimpleExpr {
    match test {
        PatientTest::Active(active) => column("p", "active").eq(i64::from(*active)),
        PatientTest::Deceased(deceased) => column("p", "deceased").eq(i64::from(*deceased)),
        PatientTest::Age(is) => aged(*is, scope.today),
        PatientTest::AgeOn { on, is } => aged(*is, on.day(scope.today)),
        PatientTest::Gender(any_of) => gender(any_of),
        PatientTest::Language(any_of) => {
            let spoken = || SimpleExpr::from(Func::lower(column("p", "language")));
            let any = any_of
                .iter()
                .map(|wanted| wanted.to_ascii_lowercase())
                .map(|wanted| spoken().eq(wanted.clone()).or(spoken().like(like("", &wanted, "-%"))));
            known("language", any.reduce(SimpleExpr::or).unwrap_or_else(|| always(false)))
        }
        PatientTest::Place { part, how, text } => {
            let of = match part {
                PlacePart::City => "city",
                PlacePart::State => "state",
                PlacePart::Postcode => "postal_code",
            };
            let (found, wanted) = (lower(of, scope), WordingTest::wanted(text));
            known(
                of,
                match how {
                    WordingTest::Begins => found.like(like("", &wanted, "%")),
                    WordingTest::Contains => found.like(like("%", &wanted, "%")),
                    WordingTest::Is => found.eq(wanted),
                    WordingTest::IsNot => found.ne(wanted),
                    WordingTest::From => found.gte(wanted),
                    WordingTest::UpTo => found.lte(wanted),
                },
            )
        }
        PatientTest::Race(any_of) => worded("race", any_of, scope),
        PatientTest::Ethnicity(any_of) => worded("ethnicity", any_of, scope),
        PatientTest::Birthday { in_next } => {
            let day = || custom(scope.dialect, "substr(?, 6, 5)", [column("p", "birth_date").into()]);
            let stretches = birthdays(scope.today, *in_next).into_iter();
            let any = stretches.map(|(from, to)| day().gte(from).and(day().lte(to)));
            let any = any.reduce(SimpleExpr::or).unwrap_or_else(|| always(false));
            known("birth_date", column("p", "birth_until").is_null().and(any))
        }
        PatientTest::Added(date) => {
            let window = date.window(scope.today);
            let from = window.from.map(|from| column("p", "created_at").gte(from.0));
            let until = window.until.map(|until| column("p", "created_at").lt(until.0));
            from.into_iter().chain(until).reduce(SimpleExpr::and).unwrap_or_else(|| always(true))
        }
        PatientTest::Reach { by, has } => belongs(contacts(by.systems(), scope), *has),
        PatientTest::Consent(test) => consent(*test, scope),
        PatientTest::LineType(any_of) => line_type(any_of, scope),
        PatientTest::Relationship(any_of) => {
            column("p", "relationship").is_in(any_of.iter().map(|relationship| relationship.code()))
        }
        PatientTest::Tag { any_of, has } => {
            let mut tagged = of_patients("patient_tag", scope);
            tagged.and_where(column("k", "tag").is_in(any_of.iter().filter_map(|tag| tag_name(tag))));
            belongs(tagged, *has)
        }
        PatientTest::Attribute { name, is } => attribute(name, is, scope),
        PatientTest::Practitioner(any_of) => {
            let full = match scope.dialect {
                Dialect::Sqlite => "LOWER(TRIM(given || ' ' || family))",
                Dialect::Postgres => "LOWER(TRIM(given || ' ' || family) COLLATE \"C\")",
            };
            let mut named = Query::select();
            named.column(name("id")).from(name("practitioner")).and_where(Expr::cust(full).is_in(lower_case(any_of)));
            known("general_practitioner_id", column("p", "general_practitioner_id").in_subquery(named))
        }
        PatientTest::Site(any_of) => {
            let named = keys_named(scope.dialect, "organization", any_of);
            known("managing_organization_id", column("p", "managing_organization_id").in_subquery(named))
        }
        PatientTest::Distance(distance) => {
            let (shrink, most) = distance.bounds();
            let off = |of, from: f64| custom(scope.dialect, "(? - ?)", [column("p", of).into(), from.into()]);
            let (dy, dx) = (|| off("latitude", distance.latitude), || off("longitude", distance.longitude));
            let square = [dy(), dy(), dx(), dx(), shrink.into(), most.into()];
            known("latitude", custom(scope.dialect, "(? * ? + ? * ? * ? <= ?)", square))
                .and(column("p", "longitude").is_not_null())
        }
        PatientTest::Travels(test) => match test.place() {
            Some(place) => {
                let mut inside = travelling(place);
                within(&mut inside, "r", scope);
                belongs(inside, test.inside)
            }
            None => always(!test.inside),
        },
        // Only a journey, which asks of its travellers one by one, knows what they did with its messages.
        PatientTest::StepMessage(_) => always(false),
        PatientTest::Prefers(any_of) => {
            known("preferred_channel", column("p", "preferred_channel").is_in(any_of.iter().map(|one| one.code())))
        }
    }
}

fn belongs(patients: SelectStatement, truth: bool) -> SimpleExpr {
    if truth { column("p", "id").in_subquery(patients) } else { column("p", "id").not_in_subquery(patients) }
}

/// The patients of a table's rows, which are `k`.
fn of_patients(table: &str, scope: Scope<'_>) -> SelectStatement {
    let mut select = Query::select();
    select.column((name("k"), name("patient_id"))).from_as(name(table), name("k"));
    within(&mut select, "k", scope);
    select
}

/// The keys of the patients who are inside a journey, or wait at a step of it.
pub fn travelling((journey, node): Place) -> SelectStatement {
    let mut inside = Query::select();
    inside
        .column((name("r"), name("patient_id")))
        .from_as(name("journey_run"), name("r"))
        .inner_join(name("journey"), column("journey", "id").equals((name("r"), name("journey_id"))))
        .and_where(column("journey", "uid").eq(journey.to_string()))
        .and_where(column("r", "status").eq("waiting"))
        .and_where_option(node.map(|node| column("r", "node").eq(i64::from(node.0))));
    inside
}

/// Contact points in use, to which something can be sent.
fn contacts(systems: &[ContactSystem], scope: Scope<'_>) -> SelectStatement {
    let mut unreachable = Query::select();
    unreachable.column(name("address")).from(name("unreachable_address"));
    let mut contacts = of_patients("contact_point", scope);
    contacts
        .and_where(column("k", "system").is_in(systems.iter().map(|system| system.code())))
        .and_where(column("k", "use_code").is_null().or(column("k", "use_code").ne("old")))
        .and_where(column("k", "address").not_in_subquery(unreachable));
    contacts
}

/// A number of these kinds; one that was never looked up, or of unknown type, counts as a landline.
fn line_type(any_of: &[LineType], scope: Scope<'_>) -> SimpleExpr {
    let told = |lines: &[LineType]| {
        let codes: Vec<&str> =
            LineType::ALL.into_iter().filter(|line| lines.contains(&line.counts_as())).map(LineType::code).collect();
        let mut numbers = Query::select();
        numbers.column((name("n"), name("number"))).from_as(name("number_lookup"), name("n"));
        numbers.and_where(column("n", "line_type").is_in(codes));
        if scope.patients.is_some() {
            numbers.and_where(column("n", "number").equals((name("k"), name("address"))));
        }
        numbers
    };
    let number = || column("k", "address");
    // A landline is whatever is not said to be something else.
    let others: Vec<LineType> = LineType::ASKED.into_iter().filter(|line| *line != LineType::Landline).collect();
    let truth = if any_of.contains(&LineType::Landline) {
        number().in_subquery(told(any_of)).or(number().not_in_subquery(told(&others)))
    } else {
        number().in_subquery(told(any_of))
    };
    let mut contacts = contacts(Reach::Phone.systems(), scope);
    contacts.and_where(truth);
    belongs(contacts, true)
}

fn consent(test: ConsentTest, scope: Scope<'_>) -> SimpleExpr {
    let systems = ContactSystem::of_channel(test.channel);
    if systems.is_empty() {
        return always(test.said == Said::Nothing);
    }
    let word = |status: Option<ConsentStatus>| {
        let mut said = Query::select();
        said.column((name("c"), name("address")))
            .from_as(name("consent"), name("c"))
            .and_where(column("c", "channel").eq(test.channel.code()))
            .and_where(column("c", "purpose").eq(test.purpose.code()));
        if let Some(status) = status {
            said.and_where(column("c", "status").eq(status.code()));
        }
        if scope.patients.is_some() {
            said.and_where(column("c", "address").equals((name("k"), name("address"))));
        }
        said
    };
    let address = || column("k", "address");
    let with = |truth: SimpleExpr| {
        let mut contacts = contacts(systems, scope);
        contacts.and_where(truth);
        contacts
    };
    match (test.said, test.purpose.model()) {
        (Said::Nothing, _) => belongs(with(address().in_subquery(word(None))), false),
        (Said::Denied, _) => belongs(with(address().in_subquery(word(Some(ConsentStatus::Denied)))), true),
        (Said::Granted, _) | (Said::Allowed, Model::OptIn) => {
            belongs(with(address().in_subquery(word(Some(ConsentStatus::Granted)))), true)
        }
        (Said::Allowed, Model::OptOut) => {
            belongs(with(address().not_in_subquery(word(Some(ConsentStatus::Denied)))), true)
        }
        (Said::Allowed, Model::Always) => belongs(contacts(systems, scope), true),
    }
}

fn attribute(of: &str, is: &AttributeTest, scope: Scope<'_>) -> SimpleExpr {
    // What has no name nobody has.
    let Some(of) = attribute_name(of) else { return always(*is == AttributeTest::Known(false)) };
    let mut having = of_patients("patient_attribute", scope);
    having.and_where(column("k", "name").eq(of));
    match is {
        AttributeTest::Known(known) => return belongs(having, *known),
        AttributeTest::AnyOf(any_of) => {
            let value = match scope.dialect {
                Dialect::Sqlite => "LOWER(k.value)",
                Dialect::Postgres => "LOWER(k.value COLLATE \"C\")",
            };
            having.and_where(Expr::cust(value).is_in(lower_case(any_of)));
        }
        AttributeTest::Number { compare, value } => {
            having.and_where(compared(column("k", "number"), *compare, *value));
        }
        AttributeTest::Date(date) => {
            let window = date.window(scope.today);
            having
                .and_where(column("k", "at").is_not_null())
                .and_where_option(window.from.map(|from| column("k", "at").gte(from.0)))
                .and_where_option(window.until.map(|until| column("k", "at").lt(until.0)));
        }
    }
    belongs(having, true)
}

/// The keys of the locations or organizations with one of these names, whatever their case (A to Z).
pub fn keys_named(dialect: Dialect, table: &str, any_of: &[String]) -> SelectStatement {
    let lower = match dialect {
        Dialect::Sqlite => "LOWER(name)",
        Dialect::Postgres => "LOWER(name COLLATE \"C\")",
    };
    let mut named = Query::select();
    named.column(name("id")).from(name(table)).and_where(Expr::cust(lower).is_in(lower_case(any_of)));
    named
}

fn lower_case(any_of: &[String]) -> impl Iterator<Item = String> {
    any_of.iter().map(|wanted| wanted.to_ascii_lowercase())
}

/// Known and so: two-valued, so that NOT around it is right.
fn known(of: &'static str, truth: SimpleExpr) -> SimpleExpr {
    column("p", of).is_not_null().and(truth)
}

/// Administrative gender or, where that says nothing, the sex at birth.
fn aged(is: AgeTest, on: Date) -> SimpleExpr {
    // Text compares like dates do, and this is also right for 29 February, which is no day in most years.
    let turned = |years: u16| format!("{:04}-{}", on.year() - i32::from(years), on.month_day());
    let born = || column("p", "birth_date");
    // The last day it can be, where only month or year are known.
    let until = || SimpleExpr::from(Func::coalesce([column("p", "birth_until").into(), born().into()]));
    known(
        "birth_date",
        match is {
            AgeTest::Between { from, to } => until().lte(turned(from)).and(born().gt(turned(to.saturating_add(1)))),
            AgeTest::AtLeast(least) => until().lte(turned(least)),
            AgeTest::Under(limit) => born().gt(turned(limit)),
        },
    )
}

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
