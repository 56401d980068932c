-- What the rules of segments ask for by name, written from the rule when it is saved and when it goes live. Until now triggers and
-- queries looked for patterns in the rules' JSON.

CREATE TABLE segment_asks (
    segment_id BIGINT NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
    -- which rule of the segment: draft, live
    rule TEXT NOT NULL,
    -- segment: membership of another one; code-set; site-names: what the places of visits are called
    what TEXT NOT NULL,
    -- the other segment's uid, the code set's key, nothing for names
    key TEXT NOT NULL,
    PRIMARY KEY (segment_id, rule, what, key)
);
-- who asks for this one
CREATE INDEX segment_asks_what ON segment_asks (what, key);

-- Rules that ask where a visit took place look the name up when they are asked; who is in is compared anew.
DROP TRIGGER location_name_is_told ON location;
DROP TRIGGER organization_of_visits_is_told ON organization;
DROP FUNCTION tell_site_name();
CREATE FUNCTION site_name_changed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE segment SET refreshed_whole_at = NULL WHERE status = 'live'
        AND id IN (SELECT segment_id FROM segment_asks WHERE what = 'site-names' AND rule = 'live');
    RETURN NULL;
END $$;
CREATE TRIGGER location_name_changed AFTER UPDATE OF name ON location FOR EACH ROW
    WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION site_name_changed();
CREATE TRIGGER organization_of_visits_changed AFTER UPDATE OF name ON organization FOR EACH ROW
    WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION site_name_changed();
