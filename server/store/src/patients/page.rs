//! The list of patients: search by name, identifier, e-mail or phone, filters, sort, paging.

use super::{id_of, search};
use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::built::build;
use crate::counts::count;
use crate::db::Db;
use crate::error::Result;
use crate::stored::known;
use sea_query::{Alias, Asterisk, Expr, Func, Order, Query, SelectStatement};
use shared::audit::AuditAction;
use shared::noun::Noun;
use shared::paging::{Page, PageQuery};
use shared::patients::{PatientFilter, PatientRow, PatientSort};
use shared::people::ViewPatients;
use shared::phi::Phi;
use shared::time::{Date, UtcMillis};

/// What each line is made from.
#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    uid: String,
    given: String,
    family: String,
    birth_date: Option<String>,
    birth_until: Option<String>,
    gender: Option<String>,
    city: Option<String>,
    state: Option<String>,
    active: i64,
    deceased: i64,
    relationship: String,
    identifier: Option<String>,
    email: Option<String>,
    phone: Option<String>,
}

const IDENTIFIER: &str = "(SELECT i.value FROM patient_identifier i WHERE i.patient_id = patient.id
    ORDER BY CASE WHEN i.kind = 'MR' THEN 0 ELSE 1 END, i.id LIMIT 1)";
const EMAIL: &str = "(SELECT c.address FROM contact_point c WHERE c.patient_id = patient.id AND c.system = 'email'
    ORDER BY c.rank, c.id LIMIT 1)";
const PHONE: &str = "(SELECT c.address FROM contact_point c WHERE c.patient_id = patient.id
    AND c.system IN ('phone', 'sms') ORDER BY c.rank, c.id LIMIT 1)";

/// The patients on one page. The audit log keeps which ones were shown and that somebody searched, not for what.
///
/// # Errors
/// When the database can't be read, or what was shown can't be written down.
#[boxed]
pub async fn page(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    query: &PageQuery,
    filter: &PatientFilter,
) -> Result<Page<PatientRow>> {
    let today = now.date_utc();
    let mut matching = Query::select();
    matching.from(Alias::new("patient")).cond_where(search::matching(db.dialect(), &query.search, filter, today));

    let mut counting = matching.clone();
    let (sql, values) = build(db.dialect(), counting.expr(Func::count(Expr::col(Asterisk))))?;
    let total: i64 = sqlx::query_scalar_with(&sql, values).fetch_one(db.read()).await?;

    for column in [
        "id",
        "uid",
        "given",
        "family",
        "birth_date",
        "birth_until",
        "gender",
        "city",
        "state",
        "active",
        "deceased",
        "relationship",
    ] {
        matching.column((Alias::new("patient"), Alias::new(column)));
    }
    for (subquery, name) in [(IDENTIFIER, "identifier"), (EMAIL, "email"), (PHONE, "phone")] {
        matching.expr_as(Expr::cust(subquery), Alias::new(name));
    }
    let (by, descending) = query.order::<PatientSort>();
    sort(&mut matching, by, descending);
    let (sql, values) = build(db.dialect(), matching.limit(count(query.limit())).offset(count(query.offset())))?;
    let rows: Vec<Row> = sqlx::query_as_with(&sql, values).fetch_all(db.read()).await?;

    let keys: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let narrowed = !query.search.trim().is_empty() || *filter != PatientFilter::default();
    let entry = Entry {
        patients: &keys,
        detail: format!("page {} of {total} patients", query.page + 1),
        ..Entry::new(if narrowed { AuditAction::Search } else { AuditAction::List }, Noun::Patient)
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    let rows = rows.into_iter().map(|row| line(row, today)).collect::<Result<_>>()?;
    Ok(Page { rows, total: count(total) })
}

fn sort(select: &mut SelectStatement, by: PatientSort, descending: bool) {
    let columns: &[&str] = match by {
        PatientSort::Name => &["family", "given", "id"],
        PatientSort::BirthDate => &["birth_date", "id"],
        PatientSort::Place => &["state", "city", "id"],
        PatientSort::Updated => &["updated_at", "id"],
    };
    for column in columns {
        let order = if descending { Order::Desc } else { Order::Asc };
        select.order_by((Alias::new("patient"), Alias::new(*column)), order);
    }
}

fn line(row: Row, today: Date) -> Result<PatientRow> {
    let birth_date = row.birth_date.as_deref().and_then(Date::parse);
    let place = match (row.city, row.state) {
        (Some(city), Some(state)) => Some(format!("{city}, {state}")),
        (city, state) => city.or(state),
    };
    Ok(PatientRow {
        id: id_of(&row.uid)?,
        name: Phi::new(format!("{} {}", row.given, row.family)),
        age: birth_date.filter(|_| row.deceased == 0).map(|born| born.age_on(today)),
        birth_date: Phi::new(birth_date),
        birth_until: Phi::new(row.birth_until.as_deref().and_then(Date::parse)),
        gender: row.gender,
        identifier: Phi::new(row.identifier),
        email: Phi::new(row.email),
        phone: Phi::new(row.phone),
        place: Phi::new(place),
        active: row.active != 0,
        deceased: row.deceased != 0,
        relationship: known("patient", row.id, &row.relationship),
    })
}
