-- Travellers who are woken by what happens, goals and exit rules, and events of the organization's own.

-- 1: something may end the wait before its time
ALTER TABLE journey_run ADD COLUMN listens BIGINT NOT NULL DEFAULT 0;
-- counts the times somebody was woken: a worker that holds the traveller meanwhile does not put them to sleep again
ALTER TABLE journey_run ADD COLUMN woken BIGINT NOT NULL DEFAULT 0;
-- what happens counts from here; null: from entered_at
ALTER TABLE journey_run ADD COLUMN since_at BIGINT;

-- Patients about whom something changed while they wait in a journey: copied from change_queue in the transaction that takes
-- them from there, taken and deleted by the journeys' round.
CREATE TABLE journey_wake (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- 1: whatever they wait for, as death ends every journey
    everywhere BIGINT NOT NULL
);

-- Something that another system told about a patient, under a name of the organization's own.
CREATE TABLE custom_event (
    id INTEGER PRIMARY KEY,
    -- given by the sender: the same twice is one event
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    CONSTRAINT custom_event_key_key UNIQUE (key)
);
CREATE INDEX custom_event_patient ON custom_event (patient_id, at);

-- when the link was followed first
ALTER TABLE message_link ADD COLUMN clicked_at BIGINT;
