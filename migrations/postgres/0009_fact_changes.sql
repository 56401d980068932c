-- About whom something changed, for the fact index in each process: a log that is followed, not a queue that is emptied.
-- Triggers write it, so that nobody who writes facts can forget to. Pruned from the front; the oldest row that is left
-- says from where on it is complete, so it is never quite empty.
CREATE TABLE fact_change (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- the writing transaction: a reader that starts at the oldest one still running misses nothing, whatever the order in
    -- which they commit
    stamp BIGINT NOT NULL DEFAULT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT),
    -- no reference: who was deleted is told as well
    patient_id BIGINT NOT NULL
);
CREATE INDEX fact_change_stamp ON fact_change (stamp, patient_id);
INSERT INTO fact_change (stamp, patient_id) VALUES (0, 0);

CREATE FUNCTION tell_changed_patients() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fact_change (patient_id) SELECT DISTINCT patient_id FROM written;
    RETURN NULL;
END $$;
CREATE FUNCTION tell_patients() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fact_change (patient_id) SELECT id FROM written;
    RETURN NULL;
END $$;
CREATE TRIGGER change_queue_is_told AFTER INSERT ON change_queue
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_patients();
-- What happens between us and a patient is a change like any other: segments may ask for it.
CREATE FUNCTION tell_activities() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
    SELECT patient_id, 'activity', id, 'created', at FROM written WHERE patient_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER activity_is_told AFTER INSERT ON activity
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tell_activities();
CREATE TRIGGER patient_made_is_told AFTER INSERT ON patient
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tell_patients();
CREATE TRIGGER patient_deleted_is_told AFTER DELETE ON patient
    REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tell_patients();

-- who left a segment when: members over time
CREATE INDEX segment_member_left ON segment_member (segment_id, left_at) WHERE left_at IS NOT NULL;
