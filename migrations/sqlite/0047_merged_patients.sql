-- Two records of one person that were brought together, or that somebody has said to be two people.
CREATE TABLE patient_merge (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    kept_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    gone_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- merged, undone, apart
    status TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- a name of staff, or import for what a source has declared (Patient.link)
    actor TEXT NOT NULL,
    -- JSON: what was moved, so that it can be moved back; empty once it is
    moved TEXT NOT NULL,
    CONSTRAINT patient_merge_uid_key UNIQUE (uid)
);
CREATE INDEX patient_merge_kept ON patient_merge (kept_id, gone_id);
CREATE INDEX patient_merge_gone ON patient_merge (gone_id);

-- A birth date that is known to the month or the year only: birth_date is its first day, this its last.
ALTER TABLE patient ADD COLUMN birth_until TEXT;
