//! Lists in addresses: each goes there and back, and nothing that stands there by mistake breaks one.

use proptest::prelude::*;
use shared::audit::{AuditKind, AuditQuery};
use shared::code_sets::{CodeSetSort, CodeSetsQuery};
use shared::coded::Coded;
use shared::events::views::Tab;
use shared::events::{AttendanceStatus, EventSort, EventsQuery, RegistrationSort, RegistrationsQuery};
use shared::imports::ImportsQuery;
use shared::journeys::{JourneySort, JourneysQuery, TriggerSort, TriggersQuery};
use shared::messages::{MessageStatus, OutboxQuery, TemplateSort, TemplateStatus, TemplatesQuery};
use shared::outreach::prospects::{
    ListSort, ListStatus, MemberFilter, MemberSort as OnListSort, MembersQuery as OnListQuery, ProspectListsQuery,
    RefusalSort, RefusalsQuery,
};
use shared::outreach::{ProgramSort, ProgramStatus, ProgramsQuery, ReviewState, ReviewsQuery};
use shared::paging::{ListQuery, PageQuery, SearchIn, WordsQuery, address_of, list_in};
use shared::patients::{Gender, PatientSort, PatientsQuery, RecordsShown};
use shared::people::{Access, Role, StaffQuery, StaffSort};
use shared::scheduling::{CalendarQuery, CalendarView};
use shared::segments::{MemberSort, MembersQuery, SegmentSort, SegmentsQuery};
use std::fmt::Debug;

const ID: &str = "018f3b5e-0000-7000-8000-000000000001";

/// The query of an address, without its path.
fn query_of<Q: ListQuery>(list: &Q, name: &str, beside: &str) -> String {
    let address = address_of("/staff/x", beside, name, &list.write());
    address.strip_prefix("/staff/x").expect("the path").trim_start_matches('?').to_owned()
}

/// What an address may say: right, wrong, and for others.
fn queries(words: Vec<String>) -> impl Strategy<Value = String> {
    let keys = [
        "q",
        "sort",
        "page",
        "status",
        "tab",
        "gender",
        "role",
        "run",
        "kind",
        "patient",
        "person",
        "from",
        "to",
        "new",
        "view",
        "state",
        "day",
        "visit",
        "site",
        "who",
        "other.page",
    ];
    let value = prop_oneof![
        4 => proptest::sample::select(words),
        1 => any::<u32>().prop_map(|number| number.to_string()),
        1 => Just("2026-11-28".to_owned()),
        1 => Just(ID.to_owned()),
        1 => ".{0,12}",
    ];
    proptest::collection::vec((proptest::sample::select(keys.to_vec()), value), 0..8).prop_map(|pairs| {
        let pairs: Vec<_> = pairs.into_iter().collect();
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    })
}

fn codes<T: Coded>() -> Vec<String> {
    T::ALL.iter().flat_map(|one| [one.code().to_owned(), format!("-{}", one.code())]).collect()
}

/// There and back, whatever the address said, alone and beside another list.
fn goes_there_and_back<Q: ListQuery + Debug>(words: Vec<String>) {
    // Few random addresses say something that fits: as many as it takes to see dozens of them.
    let config = proptest::test_runner::Config { cases: 2_048, ..Default::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let told = std::cell::Cell::new(0);
    runner
        .run(&queries(words), |query| {
            let list: Q = list_in(&query, "");
            for name in ["", "members"] {
                let again: Q = list_in(&query_of(&list, name, "other.page=3"), name);
                prop_assert_eq!(&again, &list);
            }
            told.set(told.get() + usize::from(list != Q::default()));
            Ok(())
        })
        .expect("there and back");
    let seen = told.get();
    assert!(seen > 10, "addresses said something in {seen} cases only");
    assert_eq!(query_of(&Q::default(), "", ""), "", "what a list shows at first is not said");
}

#[test]
fn every_list_goes_into_an_address_and_back() {
    goes_there_and_back::<PatientsQuery>([codes::<PatientSort>(), codes::<Gender>(), codes::<RecordsShown>()].concat());
    goes_there_and_back::<StaffQuery>([codes::<StaffSort>(), codes::<Role>(), codes::<Access>()].concat());
    goes_there_and_back::<JourneysQuery>(codes::<JourneySort>());
    goes_there_and_back::<TriggersQuery>(codes::<TriggerSort>());
    goes_there_and_back::<SegmentsQuery>(codes::<SegmentSort>());
    goes_there_and_back::<MembersQuery>(codes::<MemberSort>());
    goes_there_and_back::<TemplatesQuery>([codes::<TemplateSort>(), codes::<TemplateStatus>()].concat());
    goes_there_and_back::<OutboxQuery>(codes::<MessageStatus>());
    goes_there_and_back::<EventsQuery>([codes::<EventSort>(), codes::<Tab>()].concat());
    goes_there_and_back::<RegistrationsQuery>([codes::<RegistrationSort>(), codes::<AttendanceStatus>()].concat());
    goes_there_and_back::<CodeSetsQuery>(codes::<CodeSetSort>());
    goes_there_and_back::<AuditQuery>(codes::<AuditKind>());
    goes_there_and_back::<ImportsQuery>(vec![ID.to_owned()]);
    goes_there_and_back::<CalendarQuery>(codes::<CalendarView>());
    goes_there_and_back::<ProspectListsQuery>([codes::<ListSort>(), codes::<ListStatus>()].concat());
    goes_there_and_back::<OnListQuery>([codes::<OnListSort>(), codes::<MemberFilter>()].concat());
    goes_there_and_back::<RefusalsQuery>(codes::<RefusalSort>());
    goes_there_and_back::<ProgramsQuery>([codes::<ProgramSort>(), codes::<ProgramStatus>()].concat());
    goes_there_and_back::<ReviewsQuery>(codes::<ReviewState>());
    goes_there_and_back::<WordsQuery>(vec!["flu shots & more".to_owned()]);
}

#[test]
fn an_address_says_what_differs_in_plain_words() {
    let list = TemplatesQuery {
        rows: PageQuery {
            search: "50% off & flu".into(),
            sort: TemplateSort::Name.code().to_owned(),
            descending: true,
            page: 2,
            size: 25,
        },
        status: Some(TemplateStatus::Live),
    };
    assert_eq!(
        address_of("/staff/messages", "", "", &list.write()),
        "/staff/messages?q=50%25+off+%26+flu&sort=-name&page=3&status=live"
    );
}

#[test]
fn what_makes_no_sense_is_as_it_is_at_first() {
    let broken: TemplatesQuery = list_in("page=-4&sort=shoe&status=green&page=two&colour=red", "");
    assert_eq!(broken, TemplatesQuery::default());
    let zero: TemplatesQuery = list_in("page=0", "");
    assert_eq!(zero.rows.page, 0);
    let other: PatientsQuery = list_in("status=maybe&gender=&sort=-", "");
    assert_eq!(other, PatientsQuery::default());
}

#[test]
fn writing_drops_what_is_unknown_and_leaves_the_other_lists() {
    let members: MembersQuery = list_in("members.page=2&page=7", "members");
    assert_eq!(members.rows.page, 1);
    assert_eq!(
        query_of(&members, "members", "tab=members&members.colour=red&included.sort=age"),
        "tab=members&included.sort=age&members.page=2"
    );
    assert_eq!(query_of(&WordsQuery::default(), "", "new=&q=x&members.page=2"), "members.page=2");
}

#[test]
fn what_is_searched_for_among_persons_is_in_no_address() {
    fn hides<Q: ListQuery>() {
        assert_eq!(Q::SEARCH, SearchIn::Memory);
        let mut list = Q::default();
        list.rows_mut().search = "Ruth Okafor 1952".into();
        assert_eq!(query_of(&list, "", ""), "");
        assert_eq!(list_in::<Q>("q=Ruth", "").rows().search, "");
    }
    hides::<PatientsQuery>();
    hides::<StaffQuery>();
    hides::<MembersQuery>();
    hides::<OutboxQuery>();
    hides::<RegistrationsQuery>();
    hides::<AuditQuery>();
}

#[test]
fn a_page_behind_the_last_one_leads_to_the_last() {
    let at = |page| PageQuery { page, ..PageQuery::default() };
    assert_eq!(at(3).last_page_of(26), Some(1));
    assert_eq!(at(1).last_page_of(26), None);
    assert_eq!(at(1).last_page_of(25), Some(0));
    assert_eq!(at(4).last_page_of(0), Some(0));
    assert_eq!(at(0).last_page_of(0), None);
}

#[test]
fn a_column_that_a_list_does_not_know_stands_for_its_own_order() {
    let query = PageQuery { sort: "shoe".into(), descending: false, ..PageQuery::default() };
    assert_eq!(query.order::<SegmentSort>(), (SegmentSort::Updated, true));
    assert_eq!(query.order::<PatientSort>(), (PatientSort::Name, false));
}
