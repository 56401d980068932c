-- Code sets: named lists of codes that rules ask for, versioned, edited by staff or read from a FHIR ValueSet.

CREATE TABLE code_set (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    -- what rules name it by: a slug such as mammography
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    -- a citation or the URL of the value set
    source TEXT NOT NULL,
    -- counts saves; of two people editing at once the second is told
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- 1: ships with Waypost, can be changed but not deleted
    built_in INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT code_set_uid_key UNIQUE (uid),
    CONSTRAINT code_set_key_key UNIQUE (key)
);

-- The codes of the current version.
CREATE TABLE code_set_code (
    code_set_id BIGINT NOT NULL REFERENCES code_set (id) ON DELETE CASCADE,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    display TEXT NOT NULL,
    PRIMARY KEY (code_set_id, system, code)
);
-- which sets a concept's coding is in
CREATE INDEX code_set_code_code ON code_set_code (code, system, code_set_id);

-- Every version there was, for whoever asks what a rule meant then.
CREATE TABLE code_set_version (
    code_set_id BIGINT NOT NULL REFERENCES code_set (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- a name of staff, or waypost for what ships with it
    actor TEXT NOT NULL,
    -- JSON list of [system, code, display]
    codes TEXT NOT NULL,
    PRIMARY KEY (code_set_id, version)
);

-- Orders of services and devices, flattened from FHIR R4 as in 0002.
CREATE TABLE service_request (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    status TEXT NOT NULL,
    intent TEXT,
    do_not_perform INTEGER NOT NULL DEFAULT 0,
    authored_at BIGINT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT service_request_source_id_key UNIQUE (source_id)
);
CREATE INDEX service_request_patient ON service_request (patient_id, authored_at);
CREATE INDEX service_request_concept ON service_request (concept_id, patient_id);
CREATE INDEX service_request_encounter ON service_request (encounter_id);

CREATE TABLE device_request (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    status TEXT NOT NULL,
    intent TEXT,
    do_not_perform INTEGER NOT NULL DEFAULT 0,
    authored_at BIGINT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT device_request_source_id_key UNIQUE (source_id)
);
CREATE INDEX device_request_patient ON device_request (patient_id, authored_at);
CREATE INDEX device_request_concept ON device_request (concept_id, patient_id);
CREATE INDEX device_request_encounter ON device_request (encounter_id);

-- An observation may last: a survey over a year, a pressure over a day.
ALTER TABLE observation ADD COLUMN effective_end_at BIGINT;

-- "messages opened in the last month": what happened, by kind
CREATE INDEX activity_kind ON activity (kind, patient_id, at);
