-- Events, their agenda, who registered, and the one-time links by which attendees come in without an account.

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    -- draft, ready, live, cancelled
    status TEXT NOT NULL,
    -- preliminaries, agenda, organize, promote, launch, post-event
    stage TEXT NOT NULL,
    name TEXT NOT NULL,
    -- lower case name, summary and venue: what the lists search in
    search_text TEXT NOT NULL,
    -- null until the planner chose a public address
    slug TEXT,
    -- online, in-person, hybrid: the public list filters by it
    format TEXT NOT NULL,
    -- everything else the planner filled in (shared::events::EventFields), JSON: read and written as one
    fields TEXT NOT NULL,
    -- from the local times and zone in `fields`; null until set
    starts_at BIGINT,
    ends_at BIGINT,
    -- null is unlimited; kept beside `taken`, because one statement must compare them
    capacity BIGINT,
    -- places taken, guests included: always the sum over registrations that hold places
    taken BIGINT NOT NULL DEFAULT 0,
    -- raised by every change; pages cached under an older version are stale
    version BIGINT NOT NULL DEFAULT 1,
    -- iCalendar SEQUENCE
    sequence BIGINT NOT NULL DEFAULT 0,
    created_by BIGINT REFERENCES staff (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    live_at BIGINT,
    CONSTRAINT event_uid_key UNIQUE (uid),
    CONSTRAINT event_slug_key UNIQUE (slug),
    -- the last guard against overselling, whatever the code does
    CONSTRAINT event_taken_check CHECK (taken >= 0)
);
-- the public list and the staff list: by status, soonest first
CREATE INDEX event_status_starts ON event (status, starts_at);

CREATE TABLE event_speaker (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    event_id BIGINT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    bio TEXT NOT NULL,
    CONSTRAINT event_speaker_uid_key UNIQUE (uid)
);
CREATE INDEX event_speaker_event ON event_speaker (event_id, ordinal);

CREATE TABLE event_session (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    event_id BIGINT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    -- local to the event's zone, YYYY-MM-DDTHH:MM
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    speaker_id BIGINT REFERENCES event_speaker (id) ON DELETE SET NULL,
    summary TEXT NOT NULL,
    CONSTRAINT event_session_uid_key UNIQUE (uid)
);
CREATE INDEX event_session_event ON event_session (event_id, starts);

CREATE TABLE registration (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    event_id BIGINT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    -- the one patient with this address and name; null when there is none or more than one
    patient_id BIGINT REFERENCES patient (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    -- lower case; null for those who gave a phone number
    email TEXT,
    phone TEXT,
    -- registered, waitlisted, cancelled, attended, no-show
    status TEXT NOT NULL,
    guests BIGINT NOT NULL DEFAULT 0,
    -- question and answer, JSON
    answers TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- when the status last changed; the waiting list is served in this order
    status_at BIGINT NOT NULL,
    checked_in_at BIGINT,
    -- how many letters were written about it: part of their keys
    letters BIGINT NOT NULL DEFAULT 0,
    lettered_at BIGINT,
    -- null when none is left or no place is held
    remind_at BIGINT,
    CONSTRAINT registration_uid_key UNIQUE (uid),
    -- one registration an address: pressing twice, or two people at once, never takes two places
    CONSTRAINT registration_event_id_email_key UNIQUE (event_id, email)
);
CREATE INDEX registration_event_status ON registration (event_id, status, status_at);
CREATE INDEX registration_email ON registration (email);
CREATE INDEX registration_patient ON registration (patient_id);
-- the engine asks every half second who is to be reminded
CREATE INDEX registration_remind ON registration (remind_at) WHERE remind_at IS NOT NULL;

-- Each letter carries its own opaque link to its registration; only the hash is kept.
CREATE TABLE registration_link (
    token_hash TEXT PRIMARY KEY,
    registration_id BIGINT NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL
);
CREATE INDEX registration_link_registration ON registration_link (registration_id);

-- Sign-in to "my events": used once, within minutes; only the hash is kept.
CREATE TABLE one_time_link (
    token_hash TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX one_time_link_email ON one_time_link (email, created_at);

CREATE TABLE attendee_session (
    token_hash TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);
