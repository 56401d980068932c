-- Lists on top of a rule: each is a static segment that belongs to a dynamic one.

ALTER TABLE segment ADD COLUMN list_of BIGINT REFERENCES segment (id) ON DELETE CASCADE;
-- included or excluded
ALTER TABLE segment ADD COLUMN list_kind TEXT;
-- one of each a segment, and the lists of a segment
CREATE UNIQUE INDEX segment_list_key ON segment (list_of, list_kind) WHERE list_of IS NOT NULL;
-- lists are known by what they belong to, and have no name of their own
DROP INDEX segment_name_key;
CREATE UNIQUE INDEX segment_name_key ON segment (lower(name)) WHERE list_of IS NULL;

-- 1 when the live rule asks where people are in journeys: then, and only then, a move is a change
ALTER TABLE segment ADD COLUMN follows_journeys INTEGER NOT NULL DEFAULT 0;
CREATE INDEX segment_follows_journeys ON segment (status) WHERE follows_journeys = 1;
CREATE TRIGGER journey_entered_is_told AFTER INSERT ON journey_run
WHEN EXISTS (SELECT 1 FROM segment WHERE follows_journeys = 1 AND status = 'live') BEGIN
    INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
    VALUES (NEW.patient_id, 'journey_run', NEW.id, 'created', NEW.entered_at);
END;
CREATE TRIGGER journey_moved_is_told AFTER UPDATE OF node, status ON journey_run
WHEN EXISTS (SELECT 1 FROM segment WHERE follows_journeys = 1 AND status = 'live') BEGIN
    INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
    VALUES (NEW.patient_id, 'journey_run', NEW.id, 'updated', NEW.arrived_at);
END;

-- The fact index looks these up at each question: it need not read the patient again.
DROP TRIGGER change_queue_is_told;
CREATE TRIGGER change_queue_is_told AFTER INSERT ON change_queue WHEN NEW.record_type NOT IN ('segment', 'journey_run') BEGIN
    INSERT INTO fact_change (patient_id) VALUES (NEW.patient_id);
END;

-- the template that a message was made of, so that a rule can ask for all messages made of it
ALTER TABLE activity ADD COLUMN template_uid TEXT;
UPDATE activity SET template_uid = (SELECT t.uid FROM outbox o JOIN template_version v ON v.id = o.template_version_id
    JOIN template t ON t.id = v.template_id WHERE o.uid = activity.subject_uid) WHERE subject = 'message';
CREATE INDEX activity_template ON activity (template_uid, kind, at) WHERE template_uid IS NOT NULL;
