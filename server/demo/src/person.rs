//! One made-up person: who they are, where they live, how they can be reached.

use crate::batch::{Batch, Consent, Keys, Table};
use crate::directory::Directory;
use crate::names::{HERITAGES, Heritage, plain};
use crate::places::{PLACES, Place, STREETS};
use rand::Rng;
use rand::rngs::SmallRng;
use shared::consent::Purpose;
use shared::time::{Date, UtcMillis};
use store::bulk::Cell;
use uuid::Builder;

/// What the clinical part needs to know.
#[derive(Debug, Clone)]
pub struct Person {
    pub key: i64,
    pub age: i64,
    pub female: bool,
    pub born: Date,
    /// The practitioner who usually sees them, and where.
    pub practitioner: i64,
    pub location: i64,
    pub organization: i64,
}

/// A name, sex and age to be used instead of chance.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    pub given: &'static str,
    pub family: &'static str,
    pub female: bool,
    pub age: i64,
    pub active: bool,
}

/// One of `all`, evenly.
pub fn pick<'a, T>(rng: &mut SmallRng, all: &'a [T]) -> &'a T {
    &all[rng.random_range(0..all.len())]
}

/// True in `percent` of a hundred cases.
pub fn chance(rng: &mut SmallRng, percent: u32) -> bool {
    rng.random_range(0..100) < percent
}

fn heritage(rng: &mut SmallRng) -> &'static Heritage {
    let mut left = rng.random_range(0..1_000);
    for heritage in &HERITAGES {
        if left < heritage.share {
            return heritage;
        }
        left -= heritage.share;
    }
    &HERITAGES[0]
}

fn place(rng: &mut SmallRng) -> &'static Place {
    let mut left = rng.random_range(0..1_000);
    for place in &PLACES {
        if left < place.share {
            return place;
        }
        left -= place.share;
    }
    &PLACES[0]
}

/// Ages as in a practice with all generations.
fn age(rng: &mut SmallRng) -> i64 {
    match rng.random_range(0..100) {
        0..16 => rng.random_range(0..18),
        16..42 => rng.random_range(18..40),
        42..76 => rng.random_range(40..65),
        76..97 => rng.random_range(65..85),
        _ => rng.random_range(85..99),
    }
}

/// Makes person number `index` of the population; every value comes from `rng`.
pub fn make(
    rng: &mut SmallRng,
    index: u64,
    known: Option<Known>,
    now: UtcMillis,
    directory: &Directory,
    keys: &mut Keys,
    batch: &mut Batch,
) -> Person {
    let key = keys.next(Table::Patient);
    let heritage = if known.is_some() { &HERITAGES[0] } else { heritage(rng) };
    let place = place(rng);
    let female = known.map_or_else(|| chance(rng, 51), |known| known.female);
    let age = known.map_or_else(|| age(rng), |known| known.age);
    let (given, family) = known.map_or_else(
        || (*pick(rng, if female { heritage.women } else { heritage.men }), *pick(rng, heritage.families)),
        |known| (known.given, known.family),
    );
    let today = now.date_utc();
    let birthday = today.days_since_epoch() - rng.random_range(0..365);
    let born = Date::from_days_since_epoch(birthday).plus_years(-(age as i32));
    let active = known.map_or_else(|| !chance(rng, 3), |known| known.active);
    let other = heritage.other_share > 0 && chance(rng, heritage.other_share);
    let joined = now.0 - rng.random_range(30..2_000) * 86_400_000;
    let practitioner = *pick(rng, &directory.practitioners);
    // Children are seen at the children's clinic, most others in three of the houses.
    let location = if age < 18 { 3 } else { [0, 0, 0, 1, 1, 2, 4][rng.random_range(0..7)] };
    let organization = directory.organizations[if age < 18 { 1 } else { 0 }];
    let mut random = [0u8; 10];
    rng.fill(&mut random);
    let uid = Builder::from_unix_timestamp_millis(joined as u64, &random).into_uuid();
    let prefix = match (female, age) {
        (_, ..18) => None,
        (true, _) => Some("Ms."),
        (false, _) => Some("Mr."),
    };
    // Within some kilometres of the centre, where most people of a city live. From the person's number, not from `rng`: who
    // was made before coordinates were known stays who they were.
    let spread = |salt: u64| (index.wrapping_mul(salt) % 1_000) as f64 / 1_000.0 - 0.5;
    let (latitude, longitude) =
        (Some(place.position.0 + spread(7_919) * 0.1), Some(place.position.1 + spread(6_271) * 0.13));
    batch.patients += 1;
    batch.row(
        Table::Patient,
        [
            key.into(),
            uid.to_string().into(),
            i64::from(active).into(),
            prefix.into(),
            given.into(),
            family.into(),
            format!("{given} {family}").to_lowercase().into(),
            born.to_string().into(),
            if female { "female" } else { "male" }.into(),
            if female { "F" } else { "M" }.into(),
            if other { heritage.language } else { "en-US" }.into(),
            heritage.race.into(),
            heritage.ethnicity.into(),
            format!("{} {}", rng.random_range(1..2_400), pick(rng, &STREETS)).into(),
            place.city.into(),
            place.state.into(),
            (*pick(rng, place.postal_codes)).into(),
            "US".into(),
            place.zone.into(),
            practitioner.into(),
            organization.into(),
            joined.into(),
            joined.into(),
            latitude.into(),
            longitude.into(),
            index.is_multiple_of(5).then_some(if index.is_multiple_of(2) { "sms" } else { "email" }).into(),
        ],
    );
    let number = format!("LH-{:07}", 1_000_000 + index);
    batch.row(Table::Identifier, [key.into(), "MR".into(), "urn:waypost:demo:mrn".into(), number.into()]);
    reach(rng, index, (given, family), known.is_some(), (key, age), place, batch);
    Person { key, age, female, born, practitioner, location: directory.locations[location], organization }
}

/// Phone and e-mail, and what the person said about e-mail.
fn reach(
    rng: &mut SmallRng,
    index: u64,
    (given, family): (&str, &str),
    known: bool,
    (key, age): (i64, i64),
    place: &Place,
    batch: &mut Batch,
) {
    let phone = format!("+1{}55501{:02}", place.area_code, rng.random_range(0..100));
    let system = if age >= 18 && chance(rng, 60) { "sms" } else { "phone" };
    let use_code = if system == "sms" { "mobile" } else { "home" };
    batch.row(Table::Contact, [key.into(), system.into(), use_code.into(), phone.into(), 1.into()]);
    // Not everybody has an e-mail address: fewer of the oldest.
    if !known && !chance(rng, if age > 75 { 62 } else { 88 }) {
        return;
    }
    let address = if known {
        format!("{}.{}@example.org", plain(given), plain(family))
    } else {
        format!("{}.{}{index}@example.org", plain(given), plain(family))
    };
    let row: [Cell; 5] = [key.into(), "email".into(), "home".into(), address.clone().into(), 1.into()];
    batch.row(Table::Contact, row);
    if known {
        return;
    }
    let mut said = |purpose, granted| {
        batch.consents.push(Consent { address: address.clone(), purpose, granted, patient: key });
    };
    match rng.random_range(0..100) {
        0..28 => {
            said(Purpose::Marketing, true);
            said(Purpose::Event, true);
        }
        28..36 => said(Purpose::Marketing, false),
        36..41 => said(Purpose::Event, false),
        41..55 => said(Purpose::Survey, true),
        _ => {}
    }
}
