//! What the door of the server functions writes down.

use base::door::Asked;
use engine::Services;
use shared::paging::PageQuery;
use shared::people::ViewAudit;
use store::audit::{self, Wanted};
use store::testing::on_both;
use store::{Actor, Permit, Request};

#[tokio::test]
async fn a_refusal_is_written_down_once_a_request_by_its_pattern() {
    on_both(async |db| {
        let services = Services::sandbox(db, "https://waypost.example");
        let actor = Actor::nobody("Pat Planner", Request { id: "r1".into(), network: "192.0.2.1".into() });
        let id = "0198c0de-0000-7000-8000-000000000001";
        let asked = Asked::of(&format!("/staff/patients/{id}"));
        asked.refused(&services, &actor, Some("view-patients")).await;
        asked.clone().refused(&services, &actor, Some("tag-patients")).await;
        let auditor: Permit<ViewAudit> = Permit::system("test");
        let log = audit::page(&services.db, &auditor, &Wanted::default(), &PageQuery::default()).await.expect("read");
        assert_eq!(log.total, 1);
        let line = &log.rows[0];
        assert_eq!((&*line.actor, line.action.code(), &*line.network), ("Pat Planner", "refused", "192.0.2.1"));
        assert_eq!(line.entity_uid.as_deref(), Some(id));
        assert_eq!(line.detail, "/staff/patients/{id} needs view-patients");
    })
    .await;
}
