//! Words of the data that the rule builder offers: nobody should have to know how a record words something.

use crate::actor::Permit;
use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use shared::patients::attribute_name;
use shared::people::{ViewOutreach, ViewPatients};
use shared::segments::wire::{KnownPlace, SMALLEST_CELL, WordsOf};

/// How many are offered.
const AT_MOST: i64 = 300;

/// The most frequent first, of practitioners and sites by name.
#[boxed]
pub async fn words_in_use(db: &Db, permit: &Permit<ViewOutreach>, of: &WordsOf) -> Result<Vec<String>> {
    // An attribute may hold anything, a number of a person among it.
    let actor = permit.actor();
    if matches!(of, WordsOf::Attribute(_)) && actor.staff.is_some() && actor.permit::<ViewPatients>().is_none() {
        return Ok(Vec::new());
    }
    let frequent = |column: &str, table: &str| {
        format!(
            "SELECT {column} FROM {table} WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY COUNT(*) DESC, {column} LIMIT $1"
        )
    };
    let sql = match of {
        WordsOf::Languages => frequent("language", "patient"),
        WordsOf::Races => frequent("race", "patient"),
        WordsOf::Ethnicities => frequent("ethnicity", "patient"),
        WordsOf::Tags => frequent("tag", "patient_tag"),
        WordsOf::Attributes => frequent("name", "patient_attribute"),
        WordsOf::Attribute(_) => {
            "SELECT value FROM patient_attribute WHERE name = $2 GROUP BY value ORDER BY COUNT(*) DESC, value LIMIT $1"
                .into()
        }
        WordsOf::Practitioners => {
            "SELECT DISTINCT TRIM(given || ' ' || family) AS word FROM practitioner ORDER BY word LIMIT $1".into()
        }
        WordsOf::Sites => "SELECT DISTINCT name FROM organization WHERE name <> '' ORDER BY name LIMIT $1".into(),
        WordsOf::VisitSites => "SELECT name FROM location WHERE name <> ''
            UNION SELECT name FROM organization WHERE name <> '' ORDER BY name LIMIT $1"
            .into(),
    };
    let mut query = sqlx::query_scalar(&sql).bind(AT_MOST);
    if let WordsOf::Attribute(name) = of {
        query = query.bind(attribute_name(name).unwrap_or_default());
    }
    Ok(query.fetch_all(db.read()).await?)
}

/// Locations whose position is known, then cities where their patients live on average, the largest first. A city of a few patients
/// would give away where they live.
#[boxed]
pub async fn known_places(db: &Db, _permit: &Permit<ViewOutreach>) -> Result<Vec<KnownPlace>> {
    let locations: Vec<(String, f64, f64)> = sqlx::query_as(
        "SELECT name, latitude, longitude FROM location WHERE latitude IS NOT NULL AND longitude IS NOT NULL AND name <> ''
         ORDER BY name LIMIT $1",
    )
    .bind(AT_MOST)
    .fetch_all(db.read())
    .await?;
    let cities: Vec<(String, f64, f64)> = sqlx::query_as(
        "SELECT city, AVG(latitude), AVG(longitude) FROM patient WHERE latitude IS NOT NULL AND city IS NOT NULL
         GROUP BY city HAVING COUNT(*) >= $1 ORDER BY COUNT(*) DESC, city LIMIT $2",
    )
    .bind(i64::try_from(SMALLEST_CELL).unwrap_or(i64::MAX))
    .bind(AT_MOST)
    .fetch_all(db.read())
    .await?;
    Ok(locations
        .into_iter()
        .chain(cities)
        .map(|(name, latitude, longitude)| KnownPlace {
            name,
            latitude: rounded(latitude),
            longitude: rounded(longitude),
        })
        .collect())
}

/// To ten meters: an average over homes is no more exact.
fn rounded(degrees: f64) -> f64 {
    (degrees * 10_000.0).round() / 10_000.0
}
