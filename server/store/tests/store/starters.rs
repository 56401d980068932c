use shared::people::Organization;
use shared::time::UtcMillis;
use store::starters::*;
use store::testing::on_both;
use store::{Permit, settings, templates};

#[tokio::test]
async fn a_named_organization_finds_its_starters_live_and_only_once() {
    on_both(async |db| {
        let now = UtcMillis(1_796_000_000_000);
        let organization = Organization {
            postal_address: "12 Harbour Street".into(),
            sender_name: "Lamna Healthcare".into(),
            sender_address: "outreach@lamna.example".into(),
            ..Organization::default()
        };
        let mut tx = db.begin().await.expect("begins");
        settings::set(&mut tx, settings::ORGANIZATION, &organization, now).await.expect("set");
        tx.commit().await.expect("committed");
        let made = install(&db, &Permit::system("test"), now).await.expect("made");
        assert_eq!(templates::live(&db).await.expect("read").len(), made.len());
        assert!(install(&db, &Permit::system("test"), now).await.expect("made").is_empty());
    })
    .await;
}
