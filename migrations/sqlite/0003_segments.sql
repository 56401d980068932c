-- Segments: who belongs where, since when, and the changes that journeys have yet to see.

CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    -- dynamic: by rule; static: by hand
    kind TEXT NOT NULL,
    -- draft, live, stopped
    status TEXT NOT NULL,
    -- JSON of shared::segments::Rule: what is being edited, and what membership follows
    draft_rule TEXT NOT NULL,
    live_rule TEXT,
    -- counts saves of the draft, so that of two people editing at once the second is told
    revision BIGINT NOT NULL DEFAULT 0,
    -- 1 when the live rule speaks of ages or relative dates, so that a new day may change who is in
    follows_date INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    created_by BIGINT REFERENCES staff (id),
    updated_at BIGINT NOT NULL,
    live_at BIGINT,
    -- when membership was last compared with the rule, for one patient or for all
    refreshed_at BIGINT,
    -- when it was last compared for all patients, and how long that took
    refreshed_whole_at BIGINT,
    refresh_millis BIGINT,
    -- why the last refresh failed; null when it did not
    error TEXT,
    error_at BIGINT,
    CONSTRAINT segment_uid_key UNIQUE (uid)
);
-- two names that differ only in case would be mistaken for each other
CREATE UNIQUE INDEX segment_name_key ON segment (lower(name));

-- One row a stay: a patient who leaves and comes back has two.
CREATE TABLE segment_member (
    id INTEGER PRIMARY KEY,
    segment_id BIGINT NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    joined_at BIGINT NOT NULL,
    -- null while the patient is in
    left_at BIGINT
);
-- the members, and at most one open stay a patient
CREATE UNIQUE INDEX segment_member_now ON segment_member (segment_id, patient_id) WHERE left_at IS NULL;
-- the segments of one patient, and who left
CREATE INDEX segment_member_patient ON segment_member (patient_id, segment_id);

-- Who joined or left and has not been looked at: written in the transaction of the change, claimed and deleted by the
-- journeys, which enter and exit on it.
CREATE TABLE membership_change (
    id INTEGER PRIMARY KEY,
    segment_id BIGINT NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- 1 joined, 0 left
    joined INTEGER NOT NULL,
    at BIGINT NOT NULL
);
