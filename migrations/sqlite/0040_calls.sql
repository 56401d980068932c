-- The call desk: what is to be done by phone, who has it in hand, what was said, and what came of it.

-- One thing to do by phone (FHIR Task).
CREATE TABLE call (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    -- null: somebody called and nobody knows yet what about
    program_id BIGINT REFERENCES outreach_program (id),
    -- null: somebody called whom we do not know
    patient_id BIGINT REFERENCES patient (id) ON DELETE CASCADE,
    -- shared::outreach::calls::Direction
    direction TEXT NOT NULL,
    -- shared::outreach::calls::CallKind: why there is a call
    kind TEXT NOT NULL,
    -- what this call is, such as a journey's run, node and visit: the same wish twice is one call
    origin_key TEXT NOT NULL,
    -- the journey's run that waits for it, its node and visit
    run_id BIGINT REFERENCES journey_run (id) ON DELETE SET NULL,
    node BIGINT,
    visit BIGINT,
    -- shared::outreach::calls::CallStatus
    status TEXT NOT NULL,
    -- 0 is a time that the person named; shared::outreach::calls::Priority for the others: the lower, the sooner
    rank BIGINT NOT NULL,
    -- nobody calls before this moment
    due_at BIGINT NOT NULL,
    -- the time that the person named
    call_back_at BIGINT,
    -- IANA name: the person's zone, else the site's, else the organization's
    zone TEXT NOT NULL,
    -- what it is about, for the agent
    about TEXT NOT NULL DEFAULT '',
    -- of an inbound call: the number it came from, and the code of the mailing that it answers
    caller TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    -- who has it in hand, until when, under which claim; null while nobody has
    claimed_by BIGINT REFERENCES staff (id),
    claimed_until BIGINT,
    claim_id BIGINT,
    attempts BIGINT NOT NULL DEFAULT 0,
    -- how it ended: shared::outreach::calls::CallOutcome, or why it was cancelled: shared::outreach::calls::Skip
    outcome TEXT,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    CONSTRAINT call_uid_key UNIQUE (uid),
    CONSTRAINT call_origin_key_key UNIQUE (origin_key)
);
-- The queue of a program: within a zone by rank and time.
CREATE INDEX call_queue ON call (program_id, status, zone, rank, due_at);
CREATE INDEX call_patient ON call (patient_id, status);
CREATE INDEX call_run ON call (run_id);
CREATE INDEX call_claimed ON call (claimed_until) WHERE status = 'claimed';
CREATE INDEX call_held_by ON call (claimed_by) WHERE status = 'claimed';
-- Nobody is in two agents' hands, whatever two programs want of them.
CREATE UNIQUE INDEX call_one_claim ON call (patient_id) WHERE status = 'claimed' AND patient_id IS NOT NULL;

-- Each time somebody took a call into their hands.
CREATE TABLE call_claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    call_id BIGINT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
    program_id BIGINT REFERENCES outreach_program (id),
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    claimed_at BIGINT NOT NULL,
    -- when the phone was picked up, and when it was put down
    dialed_at BIGINT,
    hung_up_at BIGINT,
    ended_at BIGINT,
    -- shared::outreach::calls::ClaimEnd; null while it is held
    ended TEXT,
    -- JSON: shared::outreach::calls::Draft, as it is typed
    draft TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX call_claim_call ON call_claim (call_id);
CREATE INDEX call_claim_staff ON call_claim (staff_id, claimed_at);
CREATE INDEX call_claim_ended ON call_claim (ended, ended_at);

-- What came of each call. Never changed.
CREATE TABLE call_attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    call_id BIGINT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
    -- repeated for reports
    program_id BIGINT REFERENCES outreach_program (id),
    patient_id BIGINT REFERENCES patient (id) ON DELETE CASCADE,
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    direction TEXT NOT NULL,
    kind TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    -- 0 when nobody picked up
    talked_ms BIGINT NOT NULL,
    -- key of the disposition, as it was called then, and what it counts as: shared::outreach::calls::CallOutcome
    disposition TEXT NOT NULL,
    disposition_label TEXT NOT NULL,
    outcome TEXT NOT NULL,
    connected BIGINT NOT NULL,
    note TEXT NOT NULL,
    -- JSON: what was written into the script's fields
    answers TEXT NOT NULL,
    -- the visit that was booked
    appointment_id BIGINT REFERENCES appointment (id) ON DELETE SET NULL,
    -- the number that called, and the number that was called
    from_number TEXT NOT NULL,
    to_number TEXT NOT NULL,
    -- the mailing that an inbound call answers
    code TEXT NOT NULL DEFAULT '',
    -- when the person had asked to be called back, for the service level
    call_back_at BIGINT
);
CREATE INDEX call_attempt_call ON call_attempt (call_id);
CREATE INDEX call_attempt_program ON call_attempt (program_id, ended_at);
CREATE INDEX call_attempt_staff ON call_attempt (staff_id, ended_at);
CREATE INDEX call_attempt_patient ON call_attempt (patient_id, ended_at);

-- What an agent says of themselves.
CREATE TABLE call_agent (
    staff_id BIGINT PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    -- shared::outreach::calls::Presence
    presence TEXT NOT NULL,
    since BIGINT NOT NULL,
    -- the phone that rings first when the provider connects a call
    phone TEXT NOT NULL DEFAULT ''
);

-- The number a message is sent from; null is the provider's own.
ALTER TABLE outbox ADD COLUMN sender TEXT;
-- Replies that a person of the staff has read.
ALTER TABLE inbound_message ADD COLUMN read_at BIGINT;
CREATE INDEX inbound_message_unread ON inbound_message (patient_id) WHERE read_at IS NULL;
