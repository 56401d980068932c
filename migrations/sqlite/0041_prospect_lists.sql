-- Prospect lists: names that a practice or a vendor gives for a while, who of them is on which list, and what was wrong with the rest.

-- Where lists come from, with what was last said of its columns, so that nobody says it twice.
CREATE TABLE prospect_source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- lower case, single spaces
    name_search TEXT NOT NULL,
    -- JSON: shared::outreach::prospects::Mapping
    mapping TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT prospect_source_name_search_key UNIQUE (name_search)
);

CREATE TABLE prospect_list (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    source_id BIGINT NOT NULL REFERENCES prospect_source (id),
    program_id BIGINT REFERENCES outreach_program (id) ON DELETE SET NULL,
    -- shared::outreach::prospects::ListStatus
    status TEXT NOT NULL,
    -- what the vendor or practice allows us to do with it
    license TEXT NOT NULL,
    -- YYYY-MM-DD: the last day on which it may be used
    expires_on TEXT NOT NULL,
    file_name TEXT NOT NULL,
    -- blake3 of the file's bytes: the same file is imported once
    digest TEXT NOT NULL,
    encoding TEXT NOT NULL,
    -- JSON: shared::outreach::prospects::Mapping
    mapping TEXT NOT NULL,
    -- who uploaded it
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    expired_at BIGINT,
    lines_total BIGINT NOT NULL DEFAULT 0,
    lines_done BIGINT NOT NULL DEFAULT 0,
    -- lines that made somebody new
    added BIGINT NOT NULL DEFAULT 0,
    -- lines of people who were known: patients of ours, and others such as those of earlier lists
    patients BIGINT NOT NULL DEFAULT 0,
    known BIGINT NOT NULL DEFAULT 0,
    -- lines of somebody whom an earlier line of the same file names
    repeated BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    -- people of whom no address is left that they did not refuse
    blocked BIGINT NOT NULL DEFAULT 0,
    -- cells that a spreadsheet had changed and that were put right
    repaired BIGINT NOT NULL DEFAULT 0,
    -- people erased when the list expired
    erased BIGINT NOT NULL DEFAULT 0,
    -- when somebody asked for its numbers to be looked up
    lookup_asked_at BIGINT,
    CONSTRAINT prospect_list_uid_key UNIQUE (uid)
);
CREATE INDEX prospect_list_source ON prospect_list (source_id);
CREATE INDEX prospect_list_program ON prospect_list (program_id);
CREATE INDEX prospect_list_status ON prospect_list (status, expires_on);
CREATE INDEX prospect_list_digest ON prospect_list (digest);

-- The file until it is imported.
CREATE TABLE prospect_file (
    list_id BIGINT PRIMARY KEY REFERENCES prospect_list (id) ON DELETE CASCADE,
    -- zstd
    body BLOB NOT NULL
);

-- Who is on a list.
CREATE TABLE prospect_member (
    list_id BIGINT NOT NULL REFERENCES prospect_list (id) ON DELETE CASCADE,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    line BIGINT NOT NULL,
    -- shared::outreach::prospects::Found: how the line was understood
    found TEXT NOT NULL,
    -- 1: every address of theirs is refused
    blocked INTEGER NOT NULL DEFAULT 0,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (list_id, patient_id)
);
CREATE INDEX prospect_member_patient ON prospect_member (patient_id);

-- Lines that were not taken in.
CREATE TABLE prospect_refusal (
    list_id BIGINT NOT NULL REFERENCES prospect_list (id) ON DELETE CASCADE,
    line BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (list_id, line)
);

-- Lines that may be somebody we know: a person decides.
CREATE TABLE prospect_review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id BIGINT NOT NULL REFERENCES prospect_list (id) ON DELETE CASCADE,
    line BIGINT NOT NULL,
    -- JSON: the line's cells
    cells TEXT NOT NULL,
    -- shared::outreach::prospects::Verdict; empty while nobody has decided
    verdict TEXT NOT NULL DEFAULT '',
    decided_at BIGINT,
    decided_by TEXT NOT NULL DEFAULT '',
    CONSTRAINT prospect_review_line_key UNIQUE (list_id, line)
);
CREATE INDEX prospect_review_open ON prospect_review (list_id, verdict);

CREATE TABLE prospect_review_candidate (
    review_id BIGINT NOT NULL REFERENCES prospect_review (id) ON DELETE CASCADE,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- shared::outreach::prospects::Likeness
    likeness TEXT NOT NULL,
    PRIMARY KEY (review_id, patient_id)
);
CREATE INDEX prospect_review_candidate_patient ON prospect_review_candidate (patient_id);

-- Matching by name and birth date.
CREATE INDEX patient_name_and_birth ON patient (name_search, birth_date);
