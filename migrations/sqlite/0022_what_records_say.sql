-- What records say beside their code: whether an observation has a result, why something was not done, where codes stand other than in
-- the code itself, and until when an order is good. Medicines as they are taken and handed over, and adverse events.

-- given: there is a result; none: there is none and nothing says why; else a FHIR data-absent-reason
ALTER TABLE observation ADD COLUMN result TEXT;
-- <, <=, >=, >: the value is only known to lie beyond that
ALTER TABLE observation ADD COLUMN comparator TEXT;
ALTER TABLE observation ADD COLUMN refusal TEXT;
ALTER TABLE observation ADD COLUMN reason_concept_id BIGINT REFERENCES concept (id);
ALTER TABLE observation_component ADD COLUMN comparator TEXT;
UPDATE observation SET result = CASE WHEN value_number IS NOT NULL OR value_concept_id IS NOT NULL OR value_text IS NOT NULL
    OR id IN (SELECT observation_id FROM observation_component) THEN 'given' ELSE 'none' END;

-- not-wanted: declined; not-advised: contraindicated. The reason is why something was done, or was not.
ALTER TABLE procedure ADD COLUMN refusal TEXT;
ALTER TABLE procedure ADD COLUMN reason_concept_id BIGINT REFERENCES concept (id);
ALTER TABLE immunization ADD COLUMN refusal TEXT;
ALTER TABLE immunization ADD COLUMN reason_concept_id BIGINT REFERENCES concept (id);
ALTER TABLE medication_request ADD COLUMN refusal TEXT;
ALTER TABLE medication_request ADD COLUMN reason_concept_id BIGINT REFERENCES concept (id);
ALTER TABLE medication_request ADD COLUMN end_at BIGINT;
ALTER TABLE service_request ADD COLUMN refusal TEXT;
ALTER TABLE service_request ADD COLUMN reason_concept_id BIGINT REFERENCES concept (id);
ALTER TABLE device_request ADD COLUMN refusal TEXT;
ALTER TABLE device_request ADD COLUMN reason_concept_id BIGINT REFERENCES concept (id);

-- A newer record of the same condition says that it is over: from then on this one is.
ALTER TABLE condition ADD COLUMN contradicted_at BIGINT;
-- The Conditions that a visit names as its reasons and diagnoses, by their ids in the source.
CREATE TABLE encounter_diagnosis (
    encounter_id BIGINT NOT NULL REFERENCES encounter (id) ON DELETE CASCADE,
    condition_source_id TEXT NOT NULL,
    PRIMARY KEY (encounter_id, condition_source_id)
);
CREATE INDEX encounter_diagnosis_condition ON encounter_diagnosis (condition_source_id);

CREATE TABLE medication_statement (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    status TEXT NOT NULL,
    refusal TEXT,
    reason_concept_id BIGINT REFERENCES concept (id),
    start_at BIGINT,
    recorded_at BIGINT,
    end_at BIGINT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT medication_statement_source_id_key UNIQUE (source_id)
);
CREATE INDEX medication_statement_patient ON medication_statement (patient_id, start_at);
CREATE INDEX medication_statement_concept ON medication_statement (concept_id, patient_id);
CREATE INDEX medication_statement_encounter ON medication_statement (encounter_id);

CREATE TABLE medication_dispense (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    status TEXT NOT NULL,
    refusal TEXT,
    reason_concept_id BIGINT REFERENCES concept (id),
    -- handed over, else prepared
    start_at BIGINT,
    -- when what was handed over is used up
    end_at BIGINT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT medication_dispense_source_id_key UNIQUE (source_id)
);
CREATE INDEX medication_dispense_patient ON medication_dispense (patient_id, start_at);
CREATE INDEX medication_dispense_concept ON medication_dispense (concept_id, patient_id);
CREATE INDEX medication_dispense_encounter ON medication_dispense (encounter_id);

CREATE TABLE adverse_event (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    -- what happened
    concept_id BIGINT REFERENCES concept (id),
    -- actual or potential
    status TEXT NOT NULL,
    -- what is suspected to have caused it
    reason_concept_id BIGINT REFERENCES concept (id),
    start_at BIGINT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT adverse_event_source_id_key UNIQUE (source_id)
);
CREATE INDEX adverse_event_patient ON adverse_event (patient_id, start_at);
CREATE INDEX adverse_event_concept ON adverse_event (concept_id, patient_id);
CREATE INDEX adverse_event_encounter ON adverse_event (encounter_id);

-- What staff know of a patient's care gap: not wanted, or not advised, until a day or until it is revoked.
CREATE TABLE care_gap_remark (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- the gap: a coding of its key
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    gap TEXT NOT NULL,
    -- not-wanted, not-advised, revoked
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    -- NULL: until it is revoked
    end_at BIGINT,
    -- a name of staff
    made_by TEXT NOT NULL,
    CONSTRAINT care_gap_remark_uid_key UNIQUE (uid)
);
CREATE INDEX care_gap_remark_patient ON care_gap_remark (patient_id, start_at);
CREATE INDEX care_gap_remark_concept ON care_gap_remark (concept_id, patient_id);

-- 1: in the set because it begins like one of the set's stems, and in the data
ALTER TABLE code_set_code ADD COLUMN by_stem INTEGER NOT NULL DEFAULT 0;
