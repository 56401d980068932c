-- Scheduling: visit types, practitioners' hours, held slots; appointments that are booked here beside those that were imported.
CREATE TABLE visit_type (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    -- repeated from the document, for lists and logs
    name TEXT NOT NULL,
    -- JSON: shared::scheduling::VisitType
    document TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    updated_at BIGINT NOT NULL,
    CONSTRAINT visit_type_uid_key UNIQUE (uid),
    CONSTRAINT visit_type_name_key UNIQUE (name)
);

-- A practitioner at a site (FHIR Schedule).
CREATE TABLE schedule (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    practitioner_id BIGINT NOT NULL REFERENCES practitioner (id) ON DELETE CASCADE,
    location_id BIGINT NOT NULL REFERENCES location (id) ON DELETE CASCADE,
    -- IANA name
    zone TEXT NOT NULL,
    -- JSON: shared::scheduling::Availability
    hours TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    updated_at BIGINT NOT NULL,
    CONSTRAINT schedule_uid_key UNIQUE (uid),
    CONSTRAINT schedule_practitioner_id_location_id_key UNIQUE (practitioner_id, location_id)
);

-- A slot kept for whoever is about to book it. One that has expired counts for nothing.
CREATE TABLE slot_hold (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    practitioner_id BIGINT NOT NULL REFERENCES practitioner (id) ON DELETE CASCADE,
    busy_from BIGINT NOT NULL,
    busy_until BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT slot_hold_uid_key UNIQUE (uid)
);
CREATE INDEX slot_hold_practitioner ON slot_hold (practitioner_id, busy_from);
CREATE INDEX slot_hold_expires ON slot_hold (expires_at);

-- Null in all of these: imported, and kept by the system it came from.
ALTER TABLE appointment ADD COLUMN uid TEXT;
ALTER TABLE appointment ADD COLUMN schedule_id BIGINT REFERENCES schedule (id) ON DELETE SET NULL;
ALTER TABLE appointment ADD COLUMN visit_type_id BIGINT REFERENCES visit_type (id);
-- the visit with its buffers
ALTER TABLE appointment ADD COLUMN busy_from BIGINT;
ALTER TABLE appointment ADD COLUMN busy_until BIGINT;
-- patient, practice
ALTER TABLE appointment ADD COLUMN cancelled_by TEXT;
ALTER TABLE appointment ADD COLUMN cancel_reason TEXT;
CREATE UNIQUE INDEX appointment_uid_key ON appointment (uid);
CREATE INDEX appointment_practitioner ON appointment (practitioner_id, start_at);
-- Two people never get one slot, whatever the program does.
CREATE UNIQUE INDEX appointment_slot_key ON appointment (practitioner_id, start_at)
    WHERE uid IS NOT NULL AND status IN ('pending', 'booked', 'arrived', 'checked-in', 'fulfilled', 'noshow');

-- What became of an appointment, oldest first. Append-only.
CREATE TABLE appointment_change (
    id INTEGER PRIMARY KEY,
    appointment_id BIGINT NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    -- who did it, by name
    actor TEXT NOT NULL,
    status TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX appointment_change_appointment ON appointment_change (appointment_id, id);
