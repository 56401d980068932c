-- About whom something changed, for the fact index in each process: a log that is followed, not a queue that is emptied.
-- Triggers write it, so that nobody who writes facts can forget to. Pruned from the front; the oldest row that is left
-- says from where on it is complete, so it is never quite empty.
CREATE TABLE fact_change (
    stamp INTEGER PRIMARY KEY AUTOINCREMENT,
    -- no reference: who was deleted is told as well
    patient_id BIGINT NOT NULL
);
INSERT INTO fact_change (patient_id) VALUES (0);
CREATE TRIGGER change_queue_is_told AFTER INSERT ON change_queue BEGIN
    INSERT INTO fact_change (patient_id) VALUES (NEW.patient_id);
END;
-- What happens between us and a patient is a change like any other: segments may ask for it.
CREATE TRIGGER activity_is_told AFTER INSERT ON activity WHEN NEW.patient_id IS NOT NULL BEGIN
    INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
    VALUES (NEW.patient_id, 'activity', NEW.id, 'created', NEW.at);
END;
CREATE TRIGGER patient_made_is_told AFTER INSERT ON patient BEGIN
    INSERT INTO fact_change (patient_id) VALUES (NEW.id);
END;
CREATE TRIGGER patient_deleted_is_told AFTER DELETE ON patient BEGIN
    INSERT INTO fact_change (patient_id) VALUES (OLD.id);
END;

-- who left a segment when: members over time
CREATE INDEX segment_member_left ON segment_member (segment_id, left_at) WHERE left_at IS NOT NULL;
