-- A first membership is hundreds of thousands of rows of one segment. A foreign key looks the segment up for each of them, which
-- took a third of the time; this looks it up once a statement and holds it as a foreign key does. (Nothing moves a stay to
-- another segment.)
ALTER TABLE segment_member DROP CONSTRAINT segment_member_segment_id_fkey;

CREATE FUNCTION segment_member_has_segment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM segment WHERE id IN (SELECT DISTINCT segment_id FROM joined) FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT segment_id FROM joined) AS j
               WHERE NOT EXISTS (SELECT 1 FROM segment s WHERE s.id = j.segment_id)) THEN
        RAISE foreign_key_violation USING MESSAGE = 'a member of a segment that is not there',
            TABLE = 'segment_member', CONSTRAINT = 'segment_member_segment_id_fkey';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER segment_member_has_segment AFTER INSERT ON segment_member
REFERENCING NEW TABLE AS joined FOR EACH STATEMENT EXECUTE FUNCTION segment_member_has_segment();

CREATE FUNCTION segment_is_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM segment_member WHERE segment_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER segment_is_gone AFTER DELETE ON segment FOR EACH ROW EXECUTE FUNCTION segment_is_gone();
