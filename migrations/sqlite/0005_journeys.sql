-- Journeys, who travels through them, and the record triggers that start some.

CREATE TABLE journey (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    -- draft, going-live, live, stopped, completed
    status TEXT NOT NULL,
    -- shared::journeys::Definition as JSON: what the designer edits
    definition TEXT NOT NULL,
    -- counts saves: a save that comes from an older one is refused
    revision BIGINT NOT NULL,
    -- copies of what is in the definition, for the list and for finding who is concerned by a change
    -- segment or trigger; empty while none is chosen
    audience_kind TEXT NOT NULL,
    audience_uid TEXT NOT NULL,
    zone TEXT NOT NULL,
    start_local TEXT NOT NULL,
    end_local TEXT NOT NULL,
    -- set at go-live, from the version's plan
    version_id BIGINT,
    start_at BIGINT,
    end_at BIGINT,
    -- when those who were in the segment at the start were taken in; null until then, so that it happens once
    opened_at BIGINT,
    created_at BIGINT NOT NULL,
    created_by BIGINT REFERENCES staff (id),
    updated_at BIGINT NOT NULL,
    CONSTRAINT journey_uid_key UNIQUE (uid)
);
CREATE INDEX journey_audience ON journey (audience_uid, status);

-- What went live: never changed afterwards, so that a traveller's path can always be explained.
CREATE TABLE journey_version (
    id INTEGER PRIMARY KEY,
    journey_id BIGINT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    -- shared::journeys::Plan as JSON
    plan TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT REFERENCES staff (id),
    CONSTRAINT journey_version_journey_id_number_key UNIQUE (journey_id, number)
);

-- What a journey's definition mentions: who uses this segment, this template, this trigger?
CREATE TABLE journey_use (
    journey_id BIGINT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    -- segment, template, trigger
    kind TEXT NOT NULL,
    used_uid TEXT NOT NULL,
    PRIMARY KEY (journey_id, kind, used_uid)
);
CREATE INDEX journey_use_used ON journey_use (kind, used_uid);

-- A traveller: one patient's way through one journey. The row is the position.
CREATE TABLE journey_run (
    id INTEGER PRIMARY KEY,
    journey_id BIGINT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    version_id BIGINT NOT NULL REFERENCES journey_version (id),
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- 1 for the first time through, 2 for the second …
    entry BIGINT NOT NULL,
    node BIGINT NOT NULL,
    -- counts the stays of this run from 1
    visit BIGINT NOT NULL,
    arrived_at BIGINT NOT NULL,
    -- waiting (or due now), done (went all the way), exited (let go early)
    status TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    entered_at BIGINT NOT NULL,
    finished_at BIGINT,
    finish_reason TEXT,
    -- who works on it, until when: after that somebody else may
    lease_token TEXT,
    lease_until BIGINT,
    CONSTRAINT journey_run_journey_id_patient_id_entry_key UNIQUE (journey_id, patient_id, entry)
);
-- nobody is twice in one journey at the same time
CREATE UNIQUE INDEX journey_run_inside ON journey_run (journey_id, patient_id) WHERE status = 'waiting';
-- the engine's claim
CREATE INDEX journey_run_due ON journey_run (due_at, id) WHERE status = 'waiting';
-- key figures, tile figures, and the people behind them
CREATE INDEX journey_run_node ON journey_run (journey_id, status, node, due_at);
CREATE INDEX journey_run_patient ON journey_run (patient_id, entered_at);

-- One stay of one traveller at one node, written when it ends. Append-only.
CREATE TABLE journey_history (
    id INTEGER PRIMARY KEY,
    journey_id BIGINT NOT NULL REFERENCES journey (id) ON DELETE CASCADE,
    run_id BIGINT NOT NULL REFERENCES journey_run (id) ON DELETE CASCADE,
    visit BIGINT NOT NULL,
    node BIGINT NOT NULL,
    arrived_at BIGINT NOT NULL,
    left_at BIGINT NOT NULL,
    -- passed, sent, no-address, yes, no, or why the run ended here: exit, ended, stopped, left-segment, deceased
    outcome TEXT NOT NULL,
    CONSTRAINT journey_history_run_id_visit_key UNIQUE (run_id, visit)
);
CREATE INDEX journey_history_node ON journey_history (journey_id, node, outcome);
CREATE TRIGGER journey_history_no_update BEFORE UPDATE ON journey_history BEGIN SELECT RAISE(ABORT, 'journey_history is append-only'); END;

-- "A related Encounter is created or updated": puts the record's patient into the journeys that use it.
CREATE TABLE record_trigger (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    -- the table's name: encounter, appointment …
    record_type TEXT NOT NULL,
    -- created, updated, both
    listens TEXT NOT NULL,
    -- lower case; empty for any
    status_is TEXT NOT NULL,
    text_contains TEXT NOT NULL,
    -- draft, live, stopped
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT REFERENCES staff (id),
    updated_at BIGINT NOT NULL,
    CONSTRAINT record_trigger_uid_key UNIQUE (uid),
    CONSTRAINT record_trigger_name_key UNIQUE (name)
);

-- Changes that live triggers have yet to see: copied from change_queue in the transaction that takes them from there,
-- claimed and deleted here.
CREATE TABLE trigger_change (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    change TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
