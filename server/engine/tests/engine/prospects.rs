//! Prospect lists from file to people, and numbers from provider to rules, by the worker's rounds.

use channels::{LookedUp, Lookups, NumberLookup, Reply, SendError};
use engine::{Area, Services};
use fhir::prospects::guessed;
use fhir::sheet::Sheet;
use shared::ids::ProspectListId;
use shared::outreach::lookup::{LineType, LookupProvider};
use shared::outreach::prospects::{ListDetails, ListStatus, ListView, UploadedFile};
use shared::people::{EditPrograms, ViewPrograms};
use store::outreach::{lookup, prospects};
use store::testing::on_both;
use store::{Db, Permit};

async fn confirmed(services: &Services, bytes: &[u8]) -> ProspectListId {
    let permit: Permit<EditPrograms> = Permit::system("test");
    let sheet = Sheet::read(bytes).expect("a table");
    let mapping = guessed(&sheet, None, "US");
    let new = prospects::NewList {
        source: "Lamna Marketing".into(),
        file_name: "list.csv".into(),
        encoding: sheet.encoding.clone(),
        mapping: mapping.clone(),
        lines: sheet.lines.len() as u64,
        bytes: bytes.to_vec(),
    };
    let UploadedFile::New(id) = prospects::upload(&services.db, &permit, services.now(), new).await.expect("uploaded")
    else {
        panic!("the same file")
    };
    let expires_on = services.now().date_utc().plus_days(90).to_string();
    let details = ListDetails { name: "List".into(), license: String::new(), expires_on, program: None };
    prospects::confirm(&services.db, &permit, services.now(), id, details, &mapping).await.expect("confirmed");
    id
}

async fn view(services: &Services, id: ProspectListId) -> ListView {
    let permit: Permit<ViewPrograms> = Permit::system("test");
    let terms = engine::numbers::terms(services);
    prospects::view(&services.db, &permit, services.now(), id, &terms).await.expect("a list")
}

#[tokio::test]
async fn a_file_in_windows_letters_with_broken_lines_is_taken_in_but_for_those() {
    on_both(async |db: Db| {
        let services = Services::sandbox(db, "https://waypost.example");
        let mut bytes = b"First name;Last name;Phone;ZIP;Birth date;Note\r\n".to_vec();
        bytes.extend(b"Mia;O\x92Hara;217-555-0143;2138;3/4/1980;ok\r\n");
        bytes.extend(b"Du\x9aan;\x8eelezny;(217) 555-0144;62701;29284;ok\r\n");
        bytes.extend(b"Ana;Prova;4.47701E+11;62701;;rounded\r\n");
        bytes.extend(b"Ben;Muster;#N/A;62701;;error\r\n");
        bytes.extend(b"Cleo;Test;217-555-0145;62701;;\"open\r\n");
        bytes.extend(b"Dora;Prova;217-555-0146;62701;13/40/1980;no date\r\n");
        let id = confirmed(&services, &bytes).await;
        while Area::Prospects.round(&services).await.expect("a round") > 0 {}
        let list = view(&services, id).await;
        assert_eq!(list.status.known(), Some(ListStatus::Done));
        assert_eq!((list.counts.total, list.counts.added, list.counts.refused), (6, 2, 4));
        assert_eq!(list.counts.repaired, 2, "a postcode and a serial date");
        let told: Vec<String> = sqlx::query_scalar(
            "SELECT family || ' ' || COALESCE(postal_code, '') || ' ' || COALESCE(birth_date, '') FROM patient ORDER BY id",
        )
        .fetch_all(services.db.read())
        .await
        .expect("people");
        assert_eq!(told, ["O’Hara 02138 1980-03-04", "Železny 62701 1980-03-04"]);
    })
    .await;
}

/// Says what kind of line a number is by its end; the ninth has no connection.
#[derive(Debug)]
struct ByItsEnd;

impl NumberLookup for ByItsEnd {
    fn provider(&self) -> LookupProvider {
        LookupProvider::Twilio
    }

    fn look_up<'a>(&'a self, number: &'a str) -> Reply<'a, Result<LookedUp, SendError>> {
        Box::pin(async move {
            let line = match number.as_bytes().last() {
                Some(b'9') => return Err(SendError::Unreachable("no connection".into())),
                Some(b'1') => LineType::Landline,
                _ => LineType::Mobile,
            };
            Ok(LookedUp { line, carrier: String::new(), country: "US".into(), charged: true })
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(async { Ok("here".into()) })
    }
}

#[tokio::test]
async fn numbers_that_somebody_asked_for_are_looked_up_and_what_failed_waits() {
    on_both(async |db: Db| {
        let sandbox = Services::sandbox(db, "https://waypost.example");
        let services = Services { lookups: Lookups::new(ByItsEnd, 8_000, 6, 0), ..sandbox };
        let table = b"Name,Phone\nAna Prova,217-555-0140\nBen Muster,217-555-0141\nCleo Test,217-555-0149\n";
        let id = confirmed(&services, table).await;
        while Area::Prospects.round(&services).await.expect("a round") > 0 {}
        assert_eq!(Area::Numbers.round(&services).await.expect("a round"), 0, "nobody asked");
        lookup::ask_for(&services.db, &Permit::system("test"), services.now(), id).await.expect("asked");
        assert_eq!(Area::Numbers.round(&services).await.expect("a round"), 3);
        assert_eq!(Area::Numbers.round(&services).await.expect("a round"), 0, "the failed one waits");
        let plan = view(&services, id).await.lookup;
        assert_eq!((plan.mobile, plan.landline, plan.to_ask, plan.spent_micros), (1, 1, 1, 16_000));
    })
    .await;
}

#[tokio::test]
async fn without_a_provider_the_form_says_what_can_be_and_the_type_stays_unknown() {
    on_both(async |db: Db| {
        let services = Services::sandbox(db, "https://waypost.example");
        let id = confirmed(&services, b"Name,Phone\nAna Prova,217-555-0140\n").await;
        while Area::Prospects.round(&services).await.expect("a round") > 0 {}
        lookup::ask_for(&services.db, &Permit::system("test"), services.now(), id).await.expect("asked");
        assert_eq!(Area::Numbers.round(&services).await.expect("a round"), 1);
        let plan = view(&services, id).await.lookup;
        assert_eq!((plan.unknown, plan.to_ask, plan.spent_micros, plan.provider), (1, 0, 0, false));
    })
    .await;
}
