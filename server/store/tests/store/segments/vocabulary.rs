//! What the builder offers to choose from.

use super::*;
use shared::ids::StaffId;
use shared::people::Role;
use store::actor::ActorStaff;
use store::{Actor, Request};
use uuid::Uuid;

#[tokio::test]
async fn what_activities_are_about_is_found_by_its_name_and_its_id() {
    on_both(async |db| {
        let journey = store::journeys::create(&db, &Permit::system("test"), NOW, "Flu invitation", "UTC").await;
        let event = store::events::edit::create(&db, &Permit::system("test"), NOW, "Flu morning", "UTC").await;
        let (journey, event) = (journey.expect("journey").to_string(), event.expect("event").to_string());
        let found = async |search: &str| -> Vec<(String, String)> {
            let all = subjects(&db, &viewer(), search).await.expect("found");
            all.into_iter().map(|subject| (subject.noun.code().to_owned(), subject.id)).collect()
        };
        let (a_journey, an_event) = (("journey".to_owned(), journey.clone()), ("event".to_owned(), event.clone()));
        assert_eq!(found("FLU").await, [a_journey.clone(), an_event.clone()]);
        assert_eq!(found("morning").await, std::slice::from_ref(&an_event));
        assert_eq!(found(&journey).await, [a_journey]);
        assert_eq!(found("asthma").await, []);
    })
    .await;
}

#[tokio::test]
async fn the_picker_offers_what_is_in_the_data() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let found = concepts(&db, &viewer(), RecordType::Condition, CodedPart::Concept, "HYPER").await.expect("found");
        assert_eq!((found.len(), found[0].records, found[0].code.code.as_str()), (1, 4, "38101003"));
        let count = async |record, part, search: &str| {
            concepts(&db, &viewer(), record, part, search).await.expect("found").len()
        };
        assert_eq!(count(RecordType::Condition, CodedPart::Concept, "381").await, 1);
        assert_eq!(count(RecordType::Procedure, CodedPart::Concept, "").await, 0);
        let mut tx = db.begin().await.expect("begin");
        sqlx::query("UPDATE condition SET body_site_concept_id = concept_id").execute(&mut *tx).await.expect("sited");
        tx.commit().await.expect("commit");
        assert_eq!(count(RecordType::Condition, CodedPart::BodySite, "hyper").await, 1);
        for part in [CodedPart::Value, CodedPart::Component] {
            assert_eq!(count(RecordType::Observation, part, "").await, 0);
            assert_eq!(count(RecordType::Condition, part, "").await, 0, "conditions have no such part");
        }
        let words = async |of: WordsOf| words_in_use(&db, &viewer(), &of).await.expect("words");
        assert!(words(WordsOf::Languages).await.is_empty());
        let gift = AttributeValue::parse("2026-03-01").expect("a value");
        let told = PatientFacts {
            tags: BTreeSet::from(["volunteer".to_owned()]),
            attributes: BTreeMap::from([("last gift".to_owned(), gift)]),
            practitioner: Some("Ana Silva".into()),
            site: Some("Lamna Main".into()),
            city: Some("Lamna".into()),
            position: Some((42.12, -71.5)),
            ..PatientFacts::default()
        };
        let mut tx = db.begin().await.expect("tx");
        fixture::patient(&mut tx, "Told", &told).await;
        tx.commit().await.expect("commit");
        for (of, word) in [
            (WordsOf::Tags, "volunteer"),
            (WordsOf::Attributes, "last gift"),
            (WordsOf::Attribute("Last  gift".into()), "2026-03-01"),
            (WordsOf::Practitioners, "Ana Silva"),
            (WordsOf::Sites, "Lamna Main"),
            (WordsOf::VisitSites, "Lamna Main"),
        ] {
            assert_eq!(words(of.clone()).await, [word], "{of:?}");
        }
        let planner = ActorStaff { key: 1, id: StaffId(Uuid::nil()), role: Role::EventPlanner };
        let planner = Actor { staff: Some(planner), ..Actor::nobody("Pia", Request::default()) };
        let planner = planner.permit::<ViewOutreach>().expect("a planner's");
        let values = words_in_use(&db, &planner, &WordsOf::Attribute("last gift".into())).await.expect("words");
        assert!(values.is_empty(), "an attribute may hold anything about a person");
        assert_eq!(known_places(&db, &viewer()).await.expect("places"), [], "one home is nobody's business");
        let mut tx = db.begin().await.expect("tx");
        for number in 1..11 {
            fixture::patient(&mut tx, &format!("Neighbor {number}"), &told).await;
        }
        tx.commit().await.expect("commit");
        let places = known_places(&db, &viewer()).await.expect("places");
        assert_eq!(places, [KnownPlace { name: "Lamna".into(), latitude: 42.12, longitude: -71.5 }]);
        assert_eq!(people.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn who_looks_how_often_codes_occur_is_written_down_once_a_day() {
    on_both(async |db| {
        for _ in 0..3 {
            looked_for_codes(&db, &viewer(), NOW, RecordType::Condition).await.expect("written down");
        }
        looked_for_codes(&db, &viewer(), NOW, RecordType::Observation).await.expect("written down");
        let count = async || -> i64 {
            let sql = "SELECT COUNT(*) FROM audit_event WHERE detail LIKE 'how often codes occur%'";
            sqlx::query_scalar(sql).fetch_one(db.read()).await.expect("a count")
        };
        assert!(count().await >= 2);
        let choice = |records| shared::segments::wire::ConceptChoice {
            code: shared::segments::CodeRef { system: String::new(), code: String::new(), display: String::new() },
            records,
        };
        let said = [3, 10, 11, 127].map(|records| choice(records).rounded().records);
        assert_eq!(said, [0, 0, 10, 120], "nothing is said of a few");
    })
    .await;
}
