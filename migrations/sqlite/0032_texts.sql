-- When the carrier reported that a message arrived.
ALTER TABLE outbox ADD COLUMN delivered_at BIGINT;

-- What people write to us, by text message at first.
CREATE TABLE inbound_message (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    channel TEXT NOT NULL,
    -- provider and its id: a report that comes twice is one message
    provider_key TEXT NOT NULL,
    at BIGINT NOT NULL,
    from_address TEXT NOT NULL,
    to_address TEXT NOT NULL,
    -- the one patient who has this number; null when there is none, or several
    patient_id BIGINT REFERENCES patient (id) ON DELETE SET NULL,
    -- stop, start, help, free
    meaning TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT inbound_message_uid_key UNIQUE (uid),
    CONSTRAINT inbound_message_provider_key_key UNIQUE (provider_key)
);
CREATE INDEX inbound_message_at ON inbound_message (at);
CREATE INDEX inbound_message_patient ON inbound_message (patient_id, at);
CREATE INDEX inbound_message_from ON inbound_message (from_address, at);
