use serde_json::Value;
use shared::events::structured::*;
use shared::events::views::EventRecord;
use shared::events::{EventFields, LocalDateTime, Stage, Status};
use shared::ids::EventId;
use shared::time::UtcMillis;

#[test]
fn says_when_with_offset_and_can_not_end_its_script() {
    let fields = EventFields {
        name: "</script><b>Eyes & more".into(),
        time_zone: "America/Chicago".into(),
        starts: LocalDateTime::parse("2026-12-15T18:00"),
        capacity: Some(200),
        ..EventFields::default()
    };
    let record = EventRecord {
        id: EventId(uuid::Uuid::nil()),
        fields,
        status: Status::Live,
        stage: Stage::Launch,
        version: 1,
        sequence: 0,
        taken: 142,
        starts_at: Some(UtcMillis(1_797_379_200_000)),
        ends_at: Some(UtcMillis(1_797_383_700_000)),
        updated_at: UtcMillis(0),
        sessions: Vec::new(),
        speakers: Vec::new(),
    };
    let text = json_ld(&record, "Lamna Healthcare", "https://w.example/", "https://w.example/events/eyes", None)
        .expect("text");
    assert!(!text.contains(['<', '>', '&']));
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["startDate"], "2026-12-15T18:00:00-06:00");
    assert_eq!(value["name"], "</script><b>Eyes & more");
    assert_eq!(value["remainingAttendeeCapacity"], 58);
    assert_eq!(value["eventAttendanceMode"], "https://schema.org/OnlineEventAttendanceMode");
}
