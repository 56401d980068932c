//! People who are no patients: donors and community members, as a table would bring them; and tags and attributes of some
//! patients.

use crate::DemoError;
use crate::names::{HERITAGES, plain};
use crate::places::PLACES;
use shared::patients::{AttributeValue, PersonLine, Relationship};
use shared::time::{Date, UtcMillis};
use store::boxed;
use store::{Db, StoreError, patients};

/// How many there are of each kind.
const EACH: usize = 25;
/// Patients who get a tag.
const TAGGED: i64 = 24;

/// Makes them.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn supporters(db: &Db, now: UtcMillis) -> Result<(), DemoError> {
    let mut tx = db.begin().await?;
    for index in 0..EACH * 2 {
        let person = supporter(index, now);
        let outcome = patients::people::apply(&mut tx, now, &person, Relationship::CommunityMember, false).await?;
        outcome.map_err(|why| StoreError::corrupt("supporter", why))?;
    }
    let known: Vec<String> = sqlx::query_scalar("SELECT uid FROM patient WHERE active = 1 ORDER BY id LIMIT $1")
        .bind(TAGGED)
        .fetch_all(&mut *tx)
        .await
        .map_err(StoreError::from)?;
    for (index, uid) in known.into_iter().enumerate() {
        let tag = if index % 3 == 0 { "patient ambassador" } else { "diabetes class" };
        let told = PersonLine { identifier: Some(uid), tags: vec![tag.into()], ..PersonLine::default() };
        let outcome = patients::people::apply(&mut tx, now, &told, Relationship::Patient, false).await?;
        outcome.map_err(|why| StoreError::corrupt("tag", why))?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

fn supporter(index: usize, now: UtcMillis) -> PersonLine {
    let heritage = &HERITAGES[index % HERITAGES.len()];
    let names = if index.is_multiple_of(2) { heritage.women } else { heritage.men };
    let (given, family) = (names[index * 7 % names.len()], heritage.families[index * 11 % heritage.families.len()]);
    let place = &PLACES[index % PLACES.len()];
    let donor = index < EACH;
    let attribute = |name: &str, value: String| AttributeValue::parse(&value).map(|value| (name.to_owned(), value));
    let attributes = if donor {
        // From last week to five years ago.
        let last = now.date_utc().days_since_epoch() - 7 - index as i64 * 73;
        let gift = attribute("last donation", Date::from_days_since_epoch(last).to_string());
        gift.into_iter().chain(attribute("donated in all", format!("{}", 50 + index * 35))).collect()
    } else {
        attribute("heard of us", ["Health fair", "Newsletter", "A friend"][index % 3].into()).into_iter().collect()
    };
    PersonLine {
        identifier: Some(format!("{}-{}", if donor { 'D' } else { 'C' }, 1_001 + index)),
        given: Some(given.into()),
        family: Some(family.into()),
        of_our_own: true,
        emails: format!("{}.{}.s{index}@example.org", plain(given), plain(family)).parse().into_iter().collect(),
        city: Some(place.city.into()),
        state: Some(place.state.into()),
        postal_code: Some(place.postal_codes[0].into()),
        country: Some("US".into()),
        latitude: Some(place.position.0),
        longitude: Some(place.position.1),
        relationship: Some(if donor { Relationship::Donor } else { Relationship::CommunityMember }),
        tags: if index.is_multiple_of(4) { vec!["gala 2026".into()] } else { Vec::new() },
        attributes,
        ..PersonLine::default()
    }
}
