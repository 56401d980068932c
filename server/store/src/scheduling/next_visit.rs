//! A patient's next visit, as messages say it.

use crate::boxed;
use crate::db::Tx;
use crate::error::Result;
use shared::messages::Values;
use shared::time::{LocalDateTime, UtcMillis};

/// When, what and where.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct NextVisit {
    starts_at: i64,
    what: String,
    place: String,
    /// IANA name, where the schedule says one.
    zone: Option<String>,
}

impl NextVisit {
    /// The values behind `visit.*`, in the zone of the place, or else of the organization.
    pub fn values(&self, organization_zone: &str) -> Values {
        let zone = self.zone.as_deref().unwrap_or(organization_zone);
        let starts =
            LocalDateTime::at(UtcMillis(self.starts_at), zone).map(|starts| starts.words()).unwrap_or_default();
        [("visit.starts", starts), ("visit.what", self.what.clone()), ("visit.place", self.place.clone())]
            .into_iter()
            .map(|(path, value)| (path.to_owned(), value))
            .collect()
    }
}

/// The first visit after `now` that is booked and not called off.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn next_visit(tx: &mut Tx, patient: i64, now: UtcMillis) -> Result<Option<NextVisit>> {
    Ok(sqlx::query_as(
        "SELECT a.start_at AS starts_at, COALESCE(v.name, a.description, '') AS what, COALESCE(l.name, '') AS place, s.zone
         FROM appointment a LEFT JOIN visit_type v ON v.id = a.visit_type_id
            LEFT JOIN location l ON l.id = a.location_id LEFT JOIN schedule s ON s.id = a.schedule_id
         WHERE a.patient_id = $1 AND a.start_at > $2 AND a.status IN ('booked', 'pending', 'arrived', 'checked-in')
         ORDER BY a.start_at LIMIT 1",
    )
    .bind(patient)
    .bind(now.0)
    .fetch_optional(&mut **tx)
    .await?)
}
