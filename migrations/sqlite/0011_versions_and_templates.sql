-- Every rule that a segment followed, and rules that staff keep to start from.

CREATE TABLE segment_version (
    segment_id BIGINT NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    -- 1 is the first that went live
    version BIGINT NOT NULL,
    -- JSON of shared::segments::Rule
    rule TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- the name of whoever made it live
    actor TEXT NOT NULL,
    -- who joined and left by it
    joined_count BIGINT NOT NULL,
    left_count BIGINT NOT NULL,
    PRIMARY KEY (segment_id, version)
);
INSERT INTO segment_version (segment_id, version, rule, at, actor, joined_count, left_count)
SELECT s.id, 1, s.live_rule, COALESCE(s.live_at, s.created_at), '', 0, 0 FROM segment s WHERE s.live_rule IS NOT NULL;

CREATE TABLE segment_template (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    -- who is in it, in words for people who are no clinicians
    summary TEXT NOT NULL,
    -- JSON of shared::segments::Rule
    rule TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- a name of staff
    created_by TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT segment_template_uid_key UNIQUE (uid)
);
-- two names that differ only in case would be mistaken for each other
CREATE UNIQUE INDEX segment_template_name_key ON segment_template (lower(name));
