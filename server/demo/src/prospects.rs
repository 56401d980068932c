//! Three monthly prospect lists of one source, brought in as files are: uploaded, confirmed, imported and their numbers looked up by
//! the product itself, on a clock set back. Each has some broken lines, some people we know, and some that a person has to look at.

use crate::DemoError;
use crate::names::{HERITAGES, plain};
use crate::places::PLACES;
use engine::{Clock, Services};
use fhir::prospects::guessed;
use fhir::sheet::Sheet;
use shared::ids::{ProgramId, ProspectListId};
use shared::outreach::lookup::{LineType, LookupProvider};
use shared::outreach::prospects::{ListDetails, UploadedFile};
use shared::people::EditPrograms;
use shared::time::{Date, Millis, UtcMillis};
use std::fmt::Write;
use store::outreach::lookup::{self, Answer, Terms};
use store::outreach::prospects::{self, NewList};
use store::{Db, Permit, StoreError, boxed};

const SOURCE: &str = "Lamna Household Data";
/// People of a list who are on no earlier one.
const FRESH: usize = 196;
/// How long ago each list came, in days, and how long it may be used.
const LISTS: [(i64, i64); 3] = [(64, 90), (36, 90), (22, 120)];
const TERMS: Terms = Terms { provider: LookupProvider::Twilio, cost_micros: 8_000, months: 6 };

/// Makes the lists of a program.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn prospects(db: &Db, now: UtcMillis, program: ProgramId) -> Result<(), DemoError> {
    let known = patients(db).await?;
    for (month, (ago, days)) in LISTS.into_iter().enumerate() {
        let at = now - Millis::days(ago);
        let clock = Clock::default();
        clock.advance(at - clock.now());
        let services = Services { clock, ..Services::sandbox(db.clone(), "https://waypost.example") };
        let expires = at.date_utc().plus_days(days);
        let id = list(&services, month, &known, expires, program).await?;
        while engine::prospects::round(&services).await? > 0 {}
        look_up(&services, id).await?;
    }
    Ok(())
}

/// Name, birth date and number of some patients.
async fn patients(db: &Db) -> Result<Vec<(String, String, String, String)>, DemoError> {
    Ok(sqlx::query_as(
        "SELECT p.given, p.family, p.birth_date, MIN(k.address) FROM patient p JOIN contact_point k ON k.patient_id = p.id
         WHERE k.system = 'phone' AND p.active = 1 AND p.deceased = 0 AND p.birth_date IS NOT NULL
            AND p.relationship = 'patient'
         GROUP BY p.id, p.given, p.family, p.birth_date ORDER BY p.id LIMIT 18",
    )
    .fetch_all(db.read())
    .await
    .map_err(StoreError::from)?)
}

/// Uploads and confirms the file of a month.
async fn list(
    services: &Services,
    month: usize,
    known: &[(String, String, String, String)],
    expires: Date,
    program: ProgramId,
) -> Result<ProspectListId, DemoError> {
    let permit: Permit<EditPrograms> = Permit::system("demonstration");
    let (db, at) = (&services.db, services.now());
    let text = file(month, known);
    let unreadable = |why: String| StoreError::corrupt("demonstration", why);
    let sheet = Sheet::read(text.as_bytes()).map_err(unreadable)?;
    let remembered = prospects::known_mapping(db, SOURCE).await?;
    let mapping = guessed(&sheet, remembered.as_ref(), "US");
    let day = at.date_utc();
    let name = format!("New neighbors, {} {}", day.month_name(), day.year());
    let new = NewList {
        source: SOURCE.into(),
        file_name: format!("new-movers-{}-{:02}.csv", day.year(), day.month()),
        encoding: sheet.encoding.clone(),
        mapping: mapping.clone(),
        lines: sheet.lines.len() as u64,
        bytes: text.into_bytes(),
    };
    let (UploadedFile::New(id) | UploadedFile::Before(id)) = prospects::upload(db, &permit, at, new).await?;
    let license = "Three contacts a person, no resale. Order 4711.".to_owned();
    let details = ListDetails { name, license, expires_on: expires.to_string(), program: Some(program) };
    prospects::confirm(db, &permit, at, id, details, &mapping).await?;
    Ok(id)
}

/// The file of a month: new people, some of last month's, some patients of ours, some that may be one, some that are broken.
fn file(month: usize, known: &[(String, String, String, String)]) -> String {
    let mut text = "First name,Last name,Phone,E-mail,Street,City,State,ZIP,Birth date,Moved in\n".to_owned();
    let mut line = |cells: [&str; 10]| {
        let _ = writeln!(text, "{}", cells.map(|cell| format!("\"{cell}\"")).join(","));
    };
    let earlier = if month == 0 { 0 } else { 8 };
    for place in 0..FRESH + earlier {
        // The last ones are of the month before.
        let person =
            Person::of(if place < FRESH { month * FRESH + place } else { month * FRESH - 1 - (place - FRESH) });
        line([
            &person.given,
            &person.family,
            &person.phone,
            &person.email,
            &person.street,
            person.city,
            person.state,
            person.postcode,
            &person.born,
            "new",
        ]);
    }
    let own = known.iter().skip(month * 6).take(6).enumerate();
    for (place, (given, family, born, phone)) in own {
        // Four are patients of ours; two share name and number with one, but not the birth date.
        let born = if place < 4 { born.clone() } else { "1/2/1950".into() };
        line([given, family, phone, "", "", "", "", "", &born, "new"]);
    }
    line(["Pat", "Rounded", "2.17556E+09", "", "1 Elm St", "Chicago", "IL", "60607", "", "new"]);
    line(["Sam", "Formula", "#N/A", "", "2 Elm St", "Chicago", "IL", "60607", "", "new"]);
    line(["Kim", "", "", "", "", "", "", "", "", "new"]);
    line(["Lee", "Datum", "(312) 555-0177", "", "3 Elm St", "Chicago", "IL", "60607", "13/40/1980", "new"]);
    text
}

/// Somebody on a list.
struct Person {
    given: String,
    family: String,
    phone: String,
    email: String,
    street: String,
    city: &'static str,
    state: &'static str,
    postcode: &'static str,
    born: String,
}

impl Person {
    /// The same number is the same person.
    fn of(number: usize) -> Self {
        let heritage = &HERITAGES[number % HERITAGES.len()];
        let names = if number.is_multiple_of(2) { heritage.women } else { heritage.men };
        let given = names[(number / 8) % names.len()];
        let family = heritage.families[(number / 8 * 3 + number) % heritage.families.len()];
        let place = &PLACES[number % PLACES.len()];
        let email = if number.is_multiple_of(3) {
            format!("{}.{}.p{number}@example.org", plain(given), plain(family))
        } else {
            String::new()
        };
        // Two people of one name are told apart by it.
        let born = format!("{}/{}/{}", 1 + number % 12, 1 + number % 28, 1940 + number * 7 % 61);
        Self {
            given: given.into(),
            family: family.into(),
            phone: format!("({}) 555-01{:02}", place.area_code, (number / PLACES.len() + 37) % 100),
            email,
            street: format!("{} {}", 100 + number, ["Oak St", "Maple Ave", "Elm St", "Lake Dr"][number % 4]),
            city: place.city,
            state: place.state,
            postcode: place.postal_codes[number % place.postal_codes.len()],
            born,
        }
    }
}

/// What a provider would have said of each number, told by the number.
async fn look_up(services: &Services, id: ProspectListId) -> Result<(), DemoError> {
    let permit: Permit<EditPrograms> = Permit::system("demonstration");
    let (db, at) = (&services.db, services.now());
    lookup::ask_for(db, &permit, at, id).await?;
    loop {
        let asked = lookup::claim(db, at, &TERMS, 200).await?;
        if asked.is_empty() {
            return Ok(());
        }
        for asked in asked {
            let end: usize = asked.number.bytes().rev().take(2).map(|digit| usize::from(digit - b'0')).sum();
            let (line, carrier) = match end {
                0..=10 => (LineType::Mobile, "Lamna Mobile"),
                11..=14 => (LineType::Landline, "Lamna Telephone"),
                15..=16 => (LineType::Voip, "Lamna Net"),
                _ => (LineType::Invalid, ""),
            };
            let answer =
                Answer { line, carrier: carrier.into(), country: "US".into(), charged: line != LineType::Invalid };
            lookup::keep(db, at, &TERMS, &asked, &answer).await?;
        }
    }
}
