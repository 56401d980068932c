use shared::events::kinds::*;
use shared::time::UtcMillis;

#[test]
fn stages_follow_one_another_and_go_back_only_before_live() {
    let mut walked = vec![Stage::Preliminaries];
    while let Some(next) = walked[walked.len() - 1].next() {
        assert_eq!(next.previous(Status::Draft), walked.last().copied());
        assert_eq!(next.previous(Status::Live), None);
        walked.push(next);
    }
    assert_eq!(walked, Stage::ALL);
    assert_eq!(Stage::Preliminaries.previous(Status::Draft), None);
}

#[test]
fn ready_lasts_until_the_event_would_be_over() {
    let ends = Some(UtcMillis(1_000));
    assert_eq!(Status::Ready.at(ends, UtcMillis(999)), Status::Ready);
    assert_eq!(Status::Ready.at(ends, UtcMillis(1_000)), Status::Draft);
    assert_eq!(Status::Live.at(ends, UtcMillis(1_000)), Status::Live);
}

#[test]
fn codes_read_back() {
    for status in AttendanceStatus::ALL {
        assert_eq!(status.code().parse(), Ok(status));
    }
}
