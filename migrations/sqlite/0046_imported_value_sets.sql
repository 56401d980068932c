-- ValueSets as they were imported, and the code set that each one feeds: several may feed one.
CREATE TABLE value_set (
    id INTEGER PRIMARY KEY,
    -- its OID, URL or name: by this it is known when it comes again
    identity TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    -- the publisher's
    version TEXT NOT NULL,
    -- JSON list of [system, code, display]
    codes TEXT NOT NULL,
    code_set_id BIGINT NOT NULL REFERENCES code_set (id) ON DELETE CASCADE,
    -- 1: what the code set ships with stays beside it
    beside_shipped INTEGER NOT NULL DEFAULT 0,
    imported_at BIGINT NOT NULL,
    CONSTRAINT value_set_identity_key UNIQUE (identity)
);
CREATE INDEX value_set_code_set ON value_set (code_set_id);
