use shared::audit::*;
use shared::ids::{PatientId, StaffId};
use shared::time::Date;

#[test]
fn an_address_says_the_filter_and_is_read_back() {
    let filter = AuditFilter {
        patient: Some(PatientId(uuid::Uuid::from_u128(7))),
        person: Some(StaffId(uuid::Uuid::from_u128(8))),
        kind: Some(AuditKind::SignIn),
        from: Date::new(2026, 11, 1),
        to: Date::new(2026, 11, 27),
    };
    let address = filter.address();
    let (_, query) = address.split_once('?').expect("a query");
    let said =
        |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned);
    assert_eq!(AuditFilter::of(said), filter);
    assert_eq!(AuditFilter::default().address(), "/staff/audit");
    assert_eq!(AuditFilter::of(|_| Some("Elizabeth Moore".to_owned())), AuditFilter::default());
}
