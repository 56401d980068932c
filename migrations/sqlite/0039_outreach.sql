-- Outreach programs: whom a contact center reaches, why, and what was agreed before the first contact.
CREATE TABLE outreach_program (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    -- shared::outreach::ProgramStatus
    status TEXT NOT NULL,
    -- JSON: shared::outreach::Program
    document TEXT NOT NULL,
    -- grows with every save: two editors never overwrite each other
    revision BIGINT NOT NULL DEFAULT 1,
    -- the cadence, repeated from the document for joins
    journey_id BIGINT REFERENCES journey (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    live_at BIGINT,
    ended_at BIGINT,
    CONSTRAINT outreach_program_uid_key UNIQUE (uid),
    CONSTRAINT outreach_program_name_key UNIQUE (name)
);
CREATE INDEX outreach_program_journey ON outreach_program (journey_id);

-- Who works on it. Agents see the people of their programs only.
CREATE TABLE outreach_program_member (
    program_id BIGINT NOT NULL REFERENCES outreach_program (id) ON DELETE CASCADE,
    staff_id BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    -- shared::outreach::Duty: agent or supervisor
    duty TEXT NOT NULL,
    PRIMARY KEY (program_id, staff_id)
);
CREATE INDEX outreach_program_member_staff ON outreach_program_member (staff_id);
