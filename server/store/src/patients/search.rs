//! Which patients a search text and a filter mean, as a condition over the `patient` table.

use crate::Dialect;
use crate::search::{TextSearch, like};
use sea_query::{Alias, Condition, Expr, ExprTrait, Func, Query, SimpleExpr};
use shared::patients::{Activeness, PatientFilter};
use shared::time::Date;

/// True for the patients meant by `text` and let through by `filter`; ages are those of `today`.
pub(super) fn matching(dialect: Dialect, text: &str, filter: &PatientFilter, today: Date) -> Condition {
    let mut all = Condition::all();
    for word in text.split_whitespace().take(8) {
        all = all.add(word_matches(dialect, &word.to_lowercase()));
    }
    match filter.active {
        Activeness::Any => {}
        Activeness::Active => all = all.add(column("active").eq(1i64)),
        Activeness::Inactive => all = all.add(column("active").eq(0i64)),
    }
    if !filter.gender.is_empty() {
        all = all.add(column("gender").eq(filter.gender.as_str()));
    }
    if !filter.language.is_empty() {
        let regional = like("", &filter.language, "-%");
        all = all.add(column("language").eq(filter.language.as_str()).or(column("language").like(regional)));
    }
    if let Some(age) = filter.age_from {
        let until = Func::coalesce([column("birth_until").into(), column("birth_date").into()]);
        all = all.add(SimpleExpr::from(until).lte(birthday(today, age).to_string()));
    }
    if let Some(age) = filter.age_to {
        all = all.add(column("birth_date").gt(birthday(today, age.saturating_add(1)).to_string()));
    }
    all
}

/// A word with "@" is part of an e-mail address, one with three digits an identifier or a phone number, any other a
/// part of the name.
fn word_matches(dialect: Dialect, word: &str) -> SimpleExpr {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    if word.contains('@') {
        return has("contact_point", Expr::col(Alias::new("address")).like(like("", word, "%")));
    }
    if digits.len() >= 3 {
        let identifier = Expr::col(Alias::new("value")).eq(word);
        let identifier = identifier.or(Expr::col(Alias::new("value")).eq(word.to_uppercase()));
        let phone = Expr::col(Alias::new("address")).like(like("%", &digits, "%"));
        return has("patient_identifier", identifier).or(has("contact_point", phone));
    }
    TextSearch::contains(dialect, word).condition(column("name_search"))
}

/// True when a row of `table` that belongs to the patient satisfies `condition`.
fn has(table: &str, condition: SimpleExpr) -> SimpleExpr {
    let mut owners = Query::select();
    owners.column(Alias::new("patient_id")).from(Alias::new(table)).and_where(condition);
    column("id").in_subquery(owners)
}

fn column(name: &str) -> Expr {
    Expr::col((Alias::new("patient"), Alias::new(name)))
}

/// The birth date of somebody who turns `age` on `today`.
fn birthday(today: Date, age: u16) -> Date {
    // Who was born on 29 February turns a year older on 1 March.
    today.plus_years(-i32::from(age))
}
