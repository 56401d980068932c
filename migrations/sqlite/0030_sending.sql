-- What leaves first when more is due than can leave: 0 answers to a request, 1 care and events, 2 campaigns.
ALTER TABLE outbox ADD COLUMN urgency BIGINT NOT NULL DEFAULT 1;
-- Not sent after this moment; NULL: wanted as long as it can be tried.
ALTER TABLE outbox ADD COLUMN send_by BIGINT;
-- When the other side said that the mailbox or number does not exist.
ALTER TABLE outbox ADD COLUMN bounced_at BIGINT;
UPDATE outbox SET urgency = CASE purpose WHEN 'transactional' THEN 0 WHEN 'marketing' THEN 2 WHEN 'survey' THEN 2 ELSE 1 END
WHERE status IN ('queued', 'held');

DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (channel, urgency, not_before, id) WHERE status IN ('queued', 'held');

-- A channel that sends nothing for a while: its server can't be reached, or refuses everything. One message is tried at `next_try`.
CREATE TABLE channel_pause (
    channel TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    answer TEXT NOT NULL,
    since BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    next_try BIGINT NOT NULL
);

-- When the next message of a channel may leave, for all processes together.
CREATE TABLE channel_pace (
    channel TEXT PRIMARY KEY,
    next_at BIGINT NOT NULL
);

-- What waits for somebody who is deleted must not leave.
CREATE TRIGGER outbox_of_deleted_patient BEFORE DELETE ON patient
BEGIN
    UPDATE outbox SET status = 'refused', refusal = 'no-longer-wanted', lease_owner = NULL, lease_until = 0
    WHERE patient_id = OLD.id AND status IN ('queued', 'held');
END;
