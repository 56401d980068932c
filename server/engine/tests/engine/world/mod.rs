//! A small hospital for the scenarios: patients, a live segment, a live template.

use engine::Services;
use shared::ids::{JourneyId, SegmentId, TemplateId, TriggerId};
use shared::journeys::{
    Audience, Definition, Figures, JourneyStatus, Kind, LocalDateTime, NodeId, NodeKind, TriggerDraft, insert_on_edge,
    set_kind,
};
use shared::people::{EditJourneys, ViewOutreach};
use shared::time::UtcMillis;
use store::journeys;
use store::{Db, Permit};
use uuid::Uuid;

/// 2026-12-01 09:00 in Chicago.
pub const START: UtcMillis = UtcMillis(1_796_137_200_000);

pub struct World {
    pub services: Services,
    pub patients: Vec<i64>,
    segment: (i64, SegmentId),
    template: TemplateId,
}

/// Puts a tile right after the audience.
pub fn insert(definition: &mut Definition, kind: Kind, settings: NodeKind) {
    let id = NodeId(definition.next_node);
    let first = definition.ways_out(NodeId(1))[0];
    insert_on_edge(definition, first, kind).expect("possible").apply(definition);
    set_kind(definition, id, settings).expect("possible").apply(definition);
}

impl World {
    /// `patients` patients, all in the one segment.
    pub async fn new(db: Db, patients: usize) -> Self {
        let mut tx = db.begin().await.expect("begins");
        let segment = SegmentId(Uuid::now_v7());
        let segment_key: i64 = sqlx::query_scalar(
            "INSERT INTO segment (uid, name, kind, status, draft_rule, created_at, updated_at)
             VALUES ($1, 'Patients with Hypermetropia', 'dynamic', 'live', '{}', 0, 0) RETURNING id",
        )
        .bind(segment.to_string())
        .fetch_one(&mut *tx)
        .await
        .expect("a segment");
        let mut keys = Vec::with_capacity(patients);
        for number in 0..patients {
            let key: i64 = sqlx::query_scalar(
                "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at)
                 VALUES ($1, 'Given', $2, 'given', 0, 0) RETURNING id",
            )
            .bind(Uuid::now_v7().to_string())
            .bind(format!("Family {number}"))
            .fetch_one(&mut *tx)
            .await
            .expect("a patient");
            keys.push(key);
            sqlx::query("INSERT INTO segment_member (segment_id, patient_id, joined_at) VALUES ($1, $2, 0)")
                .bind(segment_key)
                .bind(key)
                .execute(&mut *tx)
                .await
                .expect("a member");
        }
        let template = TemplateId(Uuid::now_v7());
        let template_key: i64 = sqlx::query_scalar(
            "INSERT INTO template (uid, name, status, subject, purpose, created_at, updated_at)
             VALUES ($1, 'Invitation', 'live', 'You are invited', 'event', 0, 0) RETURNING id",
        )
        .bind(template.to_string())
        .fetch_one(&mut *tx)
        .await
        .expect("a template");
        let version: i64 = sqlx::query_scalar(
            "INSERT INTO template_version (template_id, version, document, live_at) VALUES ($1, 1, '{}', 0) RETURNING id",
        )
        .bind(template_key)
        .fetch_one(&mut *tx)
        .await
        .expect("a version");
        sqlx::query("UPDATE template SET live_version_id = $1 WHERE id = $2")
            .bind(version)
            .bind(template_key)
            .execute(&mut *tx)
            .await
            .expect("live");
        tx.commit().await.expect("commits");
        let services = Services::sandbox(db, "http://localhost");
        Self { services, patients: keys, segment: (segment_key, segment), template }
    }

    pub fn editor(&self) -> Permit<EditJourneys> {
        Permit::system("test")
    }

    /// Audience, e-mail, exit, two weeks in December, and what `change` makes of it.
    pub async fn lab_journey(&self, change: impl FnOnce(&mut Definition)) -> JourneyId {
        self.journey(Audience::Segment(self.segment.1), change).await
    }

    pub async fn trigger_journey(&self, trigger: TriggerId) -> JourneyId {
        self.journey(Audience::Trigger(trigger), |_| {}).await
    }

    async fn journey(&self, audience: Audience, change: impl FnOnce(&mut Definition)) -> JourneyId {
        let db = &self.services.db;
        let permit = self.editor();
        let name = format!("Healthy Eye Seminar {}", Uuid::now_v7());
        let id = journeys::create(db, &permit, UtcMillis(0), &name, "America/Chicago").await.expect("made");
        let mut definition = journeys::definition(db, &Permit::system("test"), id).await.expect("there");
        definition.settings.start = LocalDateTime::parse("2026-12-01T09:00");
        definition.settings.end = LocalDateTime::parse("2026-12-15T18:00");
        set_kind(&definition, NodeId(1), NodeKind::Entry { audience: Some(audience) })
            .expect("possible")
            .apply(&mut definition);
        insert(&mut definition, Kind::Message, NodeKind::Message { template: Some(self.template) });
        change(&mut definition);
        journeys::save_draft(db, &permit, UtcMillis(0), id, 0, &definition).await.expect("saved");
        id
    }

    /// Puts this text in the place of a live journey's plan, as if an earlier or later version of the program had stored it.
    /// `SEGMENT` and `TEMPLATE` in it stand for the ids of this world's.
    pub async fn store_plan(&self, journey: JourneyId, plan: &str) {
        let plan = plan.replace("SEGMENT", &self.segment.1.to_string()).replace("TEMPLATE", &self.template.to_string());
        let mut tx = self.services.db.begin().await.expect("begins");
        sqlx::query("UPDATE journey_version SET plan = $1 WHERE id = (SELECT version_id FROM journey WHERE uid = $2)")
            .bind(plan)
            .bind(journey.to_string())
            .execute(&mut *tx)
            .await
            .expect("stored");
        tx.commit().await.expect("commits");
    }

    pub async fn stored_plan(&self, journey: JourneyId) -> String {
        sqlx::query_scalar(
            "SELECT v.plan FROM journey_version v JOIN journey j ON j.version_id = v.id WHERE j.uid = $1",
        )
        .bind(journey.to_string())
        .fetch_one(self.services.db.read())
        .await
        .expect("a plan")
    }

    /// The patient opens what the journey's step sent them.
    pub async fn open_message(&self, patient: usize, node: u32, now: UtcMillis) {
        let mut tx = self.services.db.begin().await.expect("begins");
        sqlx::query("UPDATE outbox SET opened_at = $1 WHERE patient_id = $2 AND origin_node = $3")
            .bind(now.0)
            .bind(self.patients[patient])
            .bind(node.to_string())
            .execute(&mut *tx)
            .await
            .expect("opened");
        tx.commit().await.expect("commits");
    }

    pub async fn encounter_trigger(&self) -> TriggerId {
        let draft = TriggerDraft {
            name: "Encounter details updated".into(),
            record_type: "encounter".into(),
            ..TriggerDraft::default()
        };
        let db = &self.services.db;
        let id = journeys::triggers::save(db, &self.editor(), UtcMillis(0), None, draft).await.expect("saved");
        journeys::triggers::set_live(db, &self.editor(), UtcMillis(0), id, true).await.expect("live");
        id
    }

    pub async fn go_live(&self, journey: JourneyId, now: UtcMillis) {
        let choices = journeys::choices(&self.services.db).await.expect("choices");
        let known = journeys::known(&choices, now, "America/Chicago");
        journeys::go_live(&self.services.db, &self.editor(), now, journey, &known).await.expect("goes live");
    }

    /// Lets the members in without letting them move.
    pub async fn open_doors(&self, now: UtcMillis) {
        for feed in journeys::openings(&self.services.db, now).await.expect("openings") {
            let mut tx = self.services.db.begin().await.expect("begins");
            journeys::open(&mut tx, now, &feed, NodeId(1)).await.expect("opened");
            tx.commit().await.expect("commits");
        }
    }

    pub async fn join_segment(&self, patient: usize, now: UtcMillis) {
        self.membership(
            "INSERT INTO segment_member (segment_id, patient_id, joined_at) VALUES ($1, $2, $3)",
            patient,
            1,
            now,
        )
        .await;
    }

    pub async fn leave_segment(&self, patient: usize, now: UtcMillis) {
        self.membership(
            "UPDATE segment_member SET left_at = $3 WHERE segment_id = $1 AND patient_id = $2 AND left_at IS NULL",
            patient,
            0,
            now,
        )
        .await;
    }

    async fn membership(&self, sql: &str, patient: usize, joined: i64, now: UtcMillis) {
        let mut tx = self.services.db.begin().await.expect("begins");
        sqlx::query(sql)
            .bind(self.segment.0)
            .bind(self.patients[patient])
            .bind(now.0)
            .execute(&mut *tx)
            .await
            .expect("changed");
        sqlx::query("INSERT INTO membership_change (segment_id, patient_id, joined, at) VALUES ($1, $2, $3, $4)")
            .bind(self.segment.0)
            .bind(self.patients[patient])
            .bind(joined)
            .bind(now.0)
            .execute(&mut *tx)
            .await
            .expect("queued");
        tx.commit().await.expect("commits");
    }

    pub async fn figures(&self, journey: JourneyId) -> Figures {
        let permit: Permit<ViewOutreach> = Permit::system("test");
        journeys::figures(&self.services.db, &permit, journey).await.expect("figures")
    }

    pub async fn status(&self, journey: JourneyId) -> JourneyStatus {
        self.figures(journey).await.status.expect("a status")
    }

    pub async fn messages(&self) -> i64 {
        sqlx::query_scalar("SELECT COUNT(*) FROM outbox").fetch_one(self.services.db.read()).await.expect("a count")
    }

    /// How many messages each patient has, in the order of `patients`.
    pub async fn messages_by_patient(&self) -> Vec<i64> {
        let mut counts = Vec::with_capacity(self.patients.len());
        for patient in &self.patients {
            counts.push(
                sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE patient_id = $1")
                    .bind(*patient)
                    .fetch_one(self.services.db.read())
                    .await
                    .expect("a count"),
            );
        }
        counts
    }

    /// Nobody is lost: not a single run whose position, status and history disagree.
    pub async fn check(&self) {
        let lost = journeys::conserved(&self.services.db).await.expect("checked");
        assert!(lost.is_empty(), "{lost:?}");
    }
}
