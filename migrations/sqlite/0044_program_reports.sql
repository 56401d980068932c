-- What happens to people in outreach programs, the figures that reports read, visits and reviews.

-- One happening. Its person may be erased; the figures stay.
CREATE TABLE outreach_touch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- what it is: the same happening twice is one
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    program_id BIGINT NOT NULL REFERENCES outreach_program (id) ON DELETE CASCADE,
    patient_id BIGINT REFERENCES patient (id) ON DELETE SET NULL,
    -- shared::outreach::TouchKind
    kind TEXT NOT NULL,
    -- shared::consent::Channel; empty while it follows from what led to it
    channel TEXT NOT NULL DEFAULT '',
    -- 0: none
    template_id BIGINT NOT NULL DEFAULT 0,
    agent_id BIGINT NOT NULL DEFAULT 0,
    list_id BIGINT NOT NULL DEFAULT 0,
    cost_cents BIGINT NOT NULL DEFAULT 0,
    -- on the organization's clock, set when it is counted: days since 1970, and the hour
    day BIGINT NOT NULL DEFAULT 0,
    hour BIGINT NOT NULL DEFAULT 0,
    counted INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT outreach_touch_key_key UNIQUE (key)
);
CREATE INDEX outreach_touch_uncounted ON outreach_touch (id) WHERE counted = 0;
CREATE INDEX outreach_touch_person ON outreach_touch (patient_id, program_id, at);
CREATE INDEX outreach_touch_program ON outreach_touch (program_id, at);

-- Who was touched by a program: what led to them last, and when each thing happened to them for the first time.
CREATE TABLE outreach_person (
    program_id BIGINT NOT NULL REFERENCES outreach_program (id) ON DELETE CASCADE,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    list_id BIGINT NOT NULL DEFAULT 0,
    last_at BIGINT NOT NULL,
    last_channel TEXT NOT NULL DEFAULT '',
    last_template BIGINT NOT NULL DEFAULT 0,
    last_agent BIGINT NOT NULL DEFAULT 0,
    -- the measures that have counted them, each between spaces: shared::outreach::Measure
    counted TEXT NOT NULL DEFAULT ' ',
    PRIMARY KEY (program_id, patient_id)
);
CREATE INDEX outreach_person_patient ON outreach_person (patient_id, last_at);

-- Sums of the touches, by all that reports break down: a report over a million touches reads some thousand rows.
CREATE TABLE outreach_sum (
    program_id BIGINT NOT NULL REFERENCES outreach_program (id) ON DELETE CASCADE,
    day BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    list_id BIGINT NOT NULL,
    channel TEXT NOT NULL,
    template_id BIGINT NOT NULL,
    agent_id BIGINT NOT NULL,
    -- shared::outreach::Measure
    measure TEXT NOT NULL,
    events BIGINT NOT NULL,
    -- those to whom it happened for the first time in the program
    people BIGINT NOT NULL,
    cost_cents BIGINT NOT NULL,
    PRIMARY KEY (program_id, day, hour, list_id, channel, template_id, agent_id, measure)
);

-- A visit that a program booked, and when to look at it again.
CREATE TABLE outreach_visit (
    appointment_id BIGINT PRIMARY KEY REFERENCES appointment (id) ON DELETE CASCADE,
    program_id BIGINT NOT NULL REFERENCES outreach_program (id) ON DELETE CASCADE,
    -- when it became what it is now
    changed_at BIGINT NOT NULL,
    -- null: nothing more is due
    look_at BIGINT
);
CREATE INDEX outreach_visit_look ON outreach_visit (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX outreach_visit_program ON outreach_visit (program_id);

-- A request for a review and what came of it. One a visit.
CREATE TABLE outreach_review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    program_id BIGINT NOT NULL REFERENCES outreach_program (id) ON DELETE CASCADE,
    patient_id BIGINT REFERENCES patient (id) ON DELETE CASCADE,
    appointment_id BIGINT NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,
    -- blake3 of the token in the link
    token_hash TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    given_at BIGINT,
    stars BIGINT,
    words TEXT NOT NULL DEFAULT '',
    -- approved words, never anybody's own
    answer TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    answered_by TEXT NOT NULL DEFAULT '',
    CONSTRAINT outreach_review_token_hash_key UNIQUE (token_hash),
    CONSTRAINT outreach_review_appointment_id_key UNIQUE (appointment_id)
);
CREATE INDEX outreach_review_asked ON outreach_review (asked_at);
CREATE INDEX outreach_review_patient ON outreach_review (patient_id);

-- What was learnt, for reports.
CREATE TABLE outreach_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    program_id BIGINT NOT NULL REFERENCES outreach_program (id) ON DELETE CASCADE,
    -- days since 1970: the day it is about
    day BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX outreach_note_program ON outreach_note (program_id, day);

-- The Monday (days since 1970) whose report was last queued for the stakeholders.
ALTER TABLE outreach_program ADD COLUMN reported_day BIGINT;
-- 1: the report counts this call.
ALTER TABLE call_attempt ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX call_attempt_uncounted ON call_attempt (id) WHERE counted = 0;
