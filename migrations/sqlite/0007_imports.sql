-- FHIR import: its history, and what it remembers to join resources that arrive in any order.

CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    -- null while it runs, and for ever when the process was killed
    finished_at BIGINT,
    staff_id BIGINT REFERENCES staff (id),
    actor TEXT NOT NULL,
    -- how many files were given
    files BIGINT NOT NULL,
    dry_run INTEGER NOT NULL,
    -- running, done, failed
    status TEXT NOT NULL,
    -- the report as JSON: counts per type and the first rejected resources
    report TEXT NOT NULL,
    CONSTRAINT import_run_uid_key UNIQUE (uid)
);
CREATE INDEX import_run_started ON import_run (started_at);

-- Business identifiers of organizations, practitioners and locations: what conditional references such as
-- Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999 name.
CREATE TABLE directory_identifier (
    -- organization, practitioner, location
    record_type TEXT NOT NULL,
    system TEXT NOT NULL,
    value TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    PRIMARY KEY (record_type, system, value, record_id)
);

-- A reference whose target has not been imported yet. Filled in, and removed, when the target comes.
CREATE TABLE unresolved_reference (
    -- the table and column that wait
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    field TEXT NOT NULL,
    target_type TEXT NOT NULL,
    -- null: target_value is the target's source id; else it is an identifier within this system
    target_system TEXT,
    target_value TEXT NOT NULL,
    PRIMARY KEY (record_type, record_id, field)
);
CREATE INDEX unresolved_reference_target ON unresolved_reference (target_type, target_value);
