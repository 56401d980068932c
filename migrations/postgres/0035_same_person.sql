-- Further ids under which a source knows a patient: records that it says are of the same person (Patient.link), or that bear the same
-- record number. What refers to such an id is the patient's.
CREATE TABLE patient_alias (
    source_id TEXT PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- Of the resource with that id, as in patient.
    source_hash BIGINT NOT NULL DEFAULT 0,
    source_version BIGINT
);
CREATE INDEX patient_alias_patient ON patient_alias (patient_id);
