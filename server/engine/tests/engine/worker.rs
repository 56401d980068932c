//! The worker: what fails in one area is seen, and stops no other.

use engine::{Area, Services, TroubleKind, worker};
use std::time::Duration;
use store::testing::on_both;

#[tokio::test]
async fn an_area_that_fails_is_reported_until_it_works_again() {
    on_both(async |db| {
        let services = Services::sandbox(db.clone(), "https://outreach.lamna.example");
        worker::look(&services).await;
        assert_eq!(services.pulse.troubles(Duration::ZERO), []);
        db.close().await;
        worker::look(&services).await;
        let troubles = services.pulse.troubles(Duration::ZERO);
        let areas: Vec<Area> = troubles.iter().map(|trouble| trouble.area).collect();
        assert_eq!(areas, Area::all().collect::<Vec<_>>(), "each tried although the one before failed");
        assert!(troubles.iter().all(|trouble| trouble.kind == TroubleKind::Failing));
    })
    .await;
}

#[tokio::test]
async fn a_round_that_panics_is_a_round_that_failed() {
    let panics = async { panic!("a broken row") };
    let error = worker::guarded::<()>(panics).await.expect_err("it failed");
    assert_eq!(error.to_string(), "it panicked: a broken row");
    assert_eq!(worker::guarded(async { Ok(3) }).await.expect("it did not"), 3);
}

#[tokio::test]
async fn a_call_that_comes_during_a_round_is_answered_after_it() {
    let wake = engine::Wake::default();
    let mut calls = wake.listen();
    calls.answer();
    wake.call();
    calls.wait().await;
}

#[tokio::test]
async fn the_worker_ends_when_the_process_stops() {
    on_both(async |db| {
        let services = Services::sandbox(db, "https://outreach.lamna.example");
        let running = tokio::spawn(worker::run(services.clone()));
        services.stop.cancel();
        running.await.expect("no panic").expect("it was asked to");
    })
    .await;
}

#[test]
fn the_test_clock_of_an_installation_is_one_for_all_its_processes_and_outlives_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("test-clock");
    let (serve, work) = (engine::Clock::kept_in(file.clone()), engine::Clock::kept_in(file.clone()));
    serve.advance(shared::time::Millis::days(3));
    let ahead = work.now() - engine::Clock::default().now();
    assert!(ahead > shared::time::Millis::hours(71), "the other process goes by it");
    drop((serve, work));
    assert!(engine::Clock::kept_in(file).now() - engine::Clock::default().now() > shared::time::Millis::hours(71));
}
