-- Who works here, what they did, and what the organisation is called.
-- Conventions of every table: moments are BIGINT milliseconds since 1970 UTC, calendar dates TEXT YYYY-MM-DD, flags
-- INTEGER 0 or 1, public ids TEXT UUIDv7 in `uid`, structured values JSON in TEXT. Both databases then read alike.

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    -- lower case: what one signs in with
    email TEXT NOT NULL,
    -- argon2id, PHC string
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    last_signed_in_at BIGINT,
    CONSTRAINT staff_uid_key UNIQUE (uid),
    CONSTRAINT staff_email_key UNIQUE (email)
);

CREATE TABLE staff_session (
    id INTEGER PRIMARY KEY,
    -- blake3 of the cookie's token: a stolen database opens no session
    token_hash TEXT NOT NULL,
    staff_id BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    user_agent TEXT NOT NULL,
    CONSTRAINT staff_session_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX staff_session_staff ON staff_session (staff_id);

-- Failed sign-ins, by address and by network address: the rate limit reads it, a nightly sweep empties it.
CREATE TABLE sign_in_failure (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_subject ON sign_in_failure (subject, at);

-- The organisation's own settings, one JSON value a key.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Append-only: who saw or changed what. Triggers refuse UPDATE and DELETE.
CREATE TABLE audit_event (
    id INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    -- null when the system acted by itself
    staff_id BIGINT REFERENCES staff (id),
    actor TEXT NOT NULL,
    -- such as view, search, list, export, create, update, delete, go-live, sign-in, sign-in-failed
    action TEXT NOT NULL,
    -- the domain noun: patient, segment, template, journey, event, staff, setting …
    entity TEXT NOT NULL,
    entity_uid TEXT,
    -- how many patients the action showed; which ones is in audit_patient
    patients BIGINT NOT NULL,
    -- what changed, without protected health information
    detail TEXT NOT NULL,
    request_id TEXT NOT NULL
);
CREATE INDEX audit_event_at ON audit_event (at);
CREATE INDEX audit_event_staff ON audit_event (staff_id, at);
CREATE INDEX audit_event_entity ON audit_event (entity, entity_uid, at);

CREATE TABLE audit_patient (
    audit_id BIGINT NOT NULL REFERENCES audit_event (id),
    patient_id BIGINT NOT NULL,
    PRIMARY KEY (audit_id, patient_id)
);
CREATE INDEX audit_patient_patient ON audit_patient (patient_id, audit_id);

CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;
CREATE TRIGGER audit_patient_no_update BEFORE UPDATE ON audit_patient BEGIN SELECT RAISE(ABORT, 'audit_patient is append-only'); END;
CREATE TRIGGER audit_patient_no_delete BEFORE DELETE ON audit_patient BEGIN SELECT RAISE(ABORT, 'audit_patient is append-only'); END;
