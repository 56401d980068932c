-- What else rules ask about somebody: tags, attributes of the organisation's own, where they live, what they are to us.

-- patient; or no patient: donor, community-member. A rule looks at patients unless it asks what people are to us.
ALTER TABLE patient ADD COLUMN relationship TEXT NOT NULL DEFAULT 'patient';
-- WGS 84 degrees, both or neither (FHIR extension geolocation of the address)
ALTER TABLE patient ADD COLUMN latitude DOUBLE PRECISION;
ALTER TABLE patient ADD COLUMN longitude DOUBLE PRECISION;
-- FHIR ContactPoint.system with the smallest rank that the source gives: email, phone, sms
ALTER TABLE patient ADD COLUMN preferred_channel TEXT;
ALTER TABLE location ADD COLUMN latitude DOUBLE PRECISION;
ALTER TABLE location ADD COLUMN longitude DOUBLE PRECISION;

CREATE TABLE patient_tag (
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- lower case, single spaces
    tag TEXT NOT NULL,
    PRIMARY KEY (patient_id, tag)
);
CREATE INDEX patient_tag_tag ON patient_tag (tag, patient_id);

-- An attribute of the organisation's own: a name and one value.
CREATE TABLE patient_attribute (
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- lower case, single spaces
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    -- the value where it is a number
    number DOUBLE PRECISION,
    -- the beginning of the day where it is a date YYYY-MM-DD
    at BIGINT,
    PRIMARY KEY (patient_id, name)
);
CREATE INDEX patient_attribute_name ON patient_attribute (name, patient_id);

-- Rules ask for practitioners and sites by name, and an import may learn a name, or whose patient somebody is, late.
CREATE INDEX patient_general_practitioner ON patient (general_practitioner_id) WHERE general_practitioner_id IS NOT NULL;
CREATE INDEX patient_managing_organization ON patient (managing_organization_id) WHERE managing_organization_id IS NOT NULL;
CREATE FUNCTION tell_patient_links() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
    VALUES (NEW.id, 'care-team', NEW.id, 'updated', NEW.updated_at);
    RETURN NULL;
END $$;
CREATE TRIGGER patient_link_is_told AFTER UPDATE OF general_practitioner_id, managing_organization_id ON patient FOR EACH ROW
    WHEN (OLD.general_practitioner_id IS DISTINCT FROM NEW.general_practitioner_id
        OR OLD.managing_organization_id IS DISTINCT FROM NEW.managing_organization_id)
    EXECUTE FUNCTION tell_patient_links();
CREATE FUNCTION tell_practitioner_name() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
    SELECT id, 'care-team', NEW.id, 'updated', updated_at FROM patient WHERE general_practitioner_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER practitioner_name_is_told AFTER UPDATE OF given, family ON practitioner FOR EACH ROW
    WHEN (OLD.given <> NEW.given OR OLD.family <> NEW.family) EXECUTE FUNCTION tell_practitioner_name();
CREATE FUNCTION tell_organization_name() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
    SELECT id, 'care-team', NEW.id, 'updated', updated_at FROM patient WHERE managing_organization_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER organization_name_is_told AFTER UPDATE OF name ON organization FOR EACH ROW
    WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION tell_organization_name();
-- Rules that ask where a visit took place look the name up when they are asked; who is in is compared anew.
CREATE FUNCTION tell_site_name() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE segment SET refreshed_whole_at = NULL WHERE status = 'live' AND live_rule LIKE '%"site":%';
    RETURN NULL;
END $$;
CREATE TRIGGER location_name_is_told AFTER UPDATE OF name ON location FOR EACH ROW
    WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION tell_site_name();
CREATE TRIGGER organization_of_visits_is_told AFTER UPDATE OF name ON organization FOR EACH ROW
    WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION tell_site_name();
