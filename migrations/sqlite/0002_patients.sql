-- Patients and their clinical facts, flattened from FHIR R4. `source_id` is the resource's id where it came from a FHIR
-- source; `source_hash` the first 8 bytes of blake3 over the resource, so that an unchanged one is recognised unread;
-- `source_version` its meta.lastUpdated in milliseconds, else its meta.versionId where that is a number: an older one
-- never replaces a newer one.

CREATE TABLE organization (
    id INTEGER PRIMARY KEY,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    name TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    line TEXT,
    city TEXT,
    state TEXT,
    postal_code TEXT,
    country TEXT,
    CONSTRAINT organization_source_id_key UNIQUE (source_id)
);

CREATE TABLE practitioner (
    id INTEGER PRIMARY KEY,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    -- national provider identifier: conditional references name it
    npi TEXT,
    prefix TEXT,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    gender TEXT,
    active INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT practitioner_source_id_key UNIQUE (source_id)
);
CREATE INDEX practitioner_npi ON practitioner (npi);

CREATE TABLE location (
    id INTEGER PRIMARY KEY,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    name TEXT NOT NULL,
    line TEXT,
    city TEXT,
    state TEXT,
    postal_code TEXT,
    country TEXT,
    organization_id BIGINT REFERENCES organization (id),
    CONSTRAINT location_source_id_key UNIQUE (source_id)
);

CREATE TABLE patient (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    active INTEGER NOT NULL DEFAULT 1,
    prefix TEXT,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    -- lower case "given family", for search
    name_search TEXT NOT NULL,
    birth_date TEXT,
    -- FHIR administrative gender: male, female, other, unknown
    gender TEXT,
    birth_sex TEXT,
    deceased INTEGER NOT NULL DEFAULT 0,
    deceased_at BIGINT,
    -- BCP 47
    language TEXT,
    race TEXT,
    ethnicity TEXT,
    line TEXT,
    city TEXT,
    state TEXT,
    postal_code TEXT,
    country TEXT,
    -- IANA name; null means the organisation's own zone
    time_zone TEXT,
    general_practitioner_id BIGINT REFERENCES practitioner (id),
    managing_organization_id BIGINT REFERENCES organization (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT patient_uid_key UNIQUE (uid),
    CONSTRAINT patient_source_id_key UNIQUE (source_id)
);
-- the patients page: search by the start of the family name, sorted
CREATE INDEX patient_family ON patient (family, given, id);
CREATE INDEX patient_birth_date ON patient (birth_date);

CREATE TABLE patient_identifier (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    system TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX patient_identifier_patient ON patient_identifier (patient_id);
CREATE INDEX patient_identifier_value ON patient_identifier (value);

-- An address or number that reaches a patient. Consent hangs on (address, channel, purpose), never on the person.
CREATE TABLE contact_point (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- FHIR: phone, email, sms
    system TEXT NOT NULL,
    -- FHIR: home, work, mobile, old
    use_code TEXT,
    -- e-mail in lower case, phone numbers E.164 where they parse
    address TEXT NOT NULL,
    -- 1 is preferred
    rank INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT contact_point_patient_id_system_address_key UNIQUE (patient_id, system, address)
);
CREATE INDEX contact_point_address ON contact_point (address);

-- A distinct FHIR CodeableConcept: a text and its codings. Facts point here, so a code is compared once, not per row.
CREATE TABLE concept (
    id INTEGER PRIMARY KEY,
    -- blake3 over text and codings, first 16 bytes, hex
    digest TEXT NOT NULL,
    text TEXT NOT NULL,
    -- lower case text and displays: what "contains" looks in
    search_text TEXT NOT NULL,
    CONSTRAINT concept_digest_key UNIQUE (digest)
);

CREATE TABLE concept_coding (
    concept_id BIGINT NOT NULL REFERENCES concept (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    display TEXT NOT NULL,
    PRIMARY KEY (concept_id, ordinal)
);
CREATE INDEX concept_coding_code ON concept_coding (code, system, concept_id);

CREATE TABLE encounter (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    -- the first Encounter.type
    concept_id BIGINT REFERENCES concept (id),
    -- v3-ActCode: AMB, EMER, IMP, VR …
    class TEXT,
    status TEXT NOT NULL,
    start_at BIGINT,
    end_at BIGINT,
    reason_concept_id BIGINT REFERENCES concept (id),
    discharge_disposition TEXT,
    practitioner_id BIGINT REFERENCES practitioner (id),
    organization_id BIGINT REFERENCES organization (id),
    location_id BIGINT REFERENCES location (id),
    CONSTRAINT encounter_source_id_key UNIQUE (source_id)
);
CREATE INDEX encounter_patient ON encounter (patient_id, start_at);
CREATE INDEX encounter_concept ON encounter (concept_id, patient_id);
-- Each table of facts has an index on its encounter: deleting one encounter must not read every fact of everybody.

CREATE TABLE condition (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    category TEXT,
    -- active, recurrence, relapse, inactive, remission, resolved
    clinical_status TEXT,
    -- unconfirmed, provisional, differential, confirmed, refuted, entered-in-error
    verification_status TEXT,
    body_site_concept_id BIGINT REFERENCES concept (id),
    onset_at BIGINT,
    abatement_at BIGINT,
    recorded_at BIGINT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT condition_source_id_key UNIQUE (source_id)
);
CREATE INDEX condition_patient ON condition (patient_id, onset_at);
CREATE INDEX condition_concept ON condition (concept_id, patient_id);
CREATE INDEX condition_encounter ON condition (encounter_id);

CREATE TABLE observation (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    category TEXT,
    status TEXT NOT NULL,
    effective_at BIGINT,
    value_number DOUBLE PRECISION,
    -- UCUM
    value_unit TEXT,
    value_concept_id BIGINT REFERENCES concept (id),
    value_text TEXT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT observation_source_id_key UNIQUE (source_id)
);
CREATE INDEX observation_patient ON observation (patient_id, effective_at);
CREATE INDEX observation_concept ON observation (concept_id, patient_id, effective_at);
CREATE INDEX observation_encounter ON observation (encounter_id);

-- Blood pressure is one observation with two components.
CREATE TABLE observation_component (
    observation_id BIGINT NOT NULL REFERENCES observation (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    value_number DOUBLE PRECISION,
    value_unit TEXT,
    value_concept_id BIGINT REFERENCES concept (id),
    value_text TEXT,
    PRIMARY KEY (observation_id, ordinal)
);
CREATE INDEX observation_component_concept ON observation_component (concept_id, observation_id);

CREATE TABLE procedure (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    status TEXT NOT NULL,
    body_site_concept_id BIGINT REFERENCES concept (id),
    start_at BIGINT,
    end_at BIGINT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT procedure_source_id_key UNIQUE (source_id)
);
CREATE INDEX procedure_patient ON procedure (patient_id, start_at);
CREATE INDEX procedure_concept ON procedure (concept_id, patient_id);
CREATE INDEX procedure_encounter ON procedure (encounter_id);

CREATE TABLE medication_request (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    status TEXT NOT NULL,
    intent TEXT,
    do_not_perform INTEGER NOT NULL DEFAULT 0,
    authored_at BIGINT,
    practitioner_id BIGINT REFERENCES practitioner (id),
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT medication_request_source_id_key UNIQUE (source_id)
);
CREATE INDEX medication_request_patient ON medication_request (patient_id, authored_at);
CREATE INDEX medication_request_concept ON medication_request (concept_id, patient_id);
CREATE INDEX medication_request_encounter ON medication_request (encounter_id);

CREATE TABLE immunization (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    -- completed, entered-in-error, not-done
    status TEXT NOT NULL,
    occurrence_at BIGINT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT immunization_source_id_key UNIQUE (source_id)
);
CREATE INDEX immunization_patient ON immunization (patient_id, occurrence_at);
CREATE INDEX immunization_concept ON immunization (concept_id, patient_id);
CREATE INDEX immunization_encounter ON immunization (encounter_id);

CREATE TABLE allergy_intolerance (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    category TEXT,
    criticality TEXT,
    clinical_status TEXT,
    verification_status TEXT,
    onset_at BIGINT,
    recorded_at BIGINT,
    CONSTRAINT allergy_intolerance_source_id_key UNIQUE (source_id)
);
CREATE INDEX allergy_intolerance_patient ON allergy_intolerance (patient_id);
CREATE INDEX allergy_intolerance_concept ON allergy_intolerance (concept_id, patient_id);

CREATE TABLE appointment (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    -- serviceType, else appointmentType
    concept_id BIGINT REFERENCES concept (id),
    -- proposed, pending, booked, arrived, fulfilled, cancelled, noshow, checked-in, waitlist
    status TEXT NOT NULL,
    start_at BIGINT,
    end_at BIGINT,
    description TEXT,
    practitioner_id BIGINT REFERENCES practitioner (id),
    location_id BIGINT REFERENCES location (id),
    CONSTRAINT appointment_source_id_key UNIQUE (source_id)
);
CREATE INDEX appointment_patient ON appointment (patient_id, start_at);
CREATE INDEX appointment_start ON appointment (start_at);

CREATE TABLE coverage (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT REFERENCES concept (id),
    status TEXT NOT NULL,
    payor TEXT,
    start_at BIGINT,
    end_at BIGINT,
    CONSTRAINT coverage_source_id_key UNIQUE (source_id)
);
CREATE INDEX coverage_patient ON coverage (patient_id);

CREATE TABLE diagnostic_report (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    source_id TEXT,
    source_hash BIGINT,
    source_version BIGINT,
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    category TEXT,
    status TEXT NOT NULL,
    effective_at BIGINT,
    issued_at BIGINT,
    encounter_id BIGINT REFERENCES encounter (id),
    CONSTRAINT diagnostic_report_source_id_key UNIQUE (source_id)
);
CREATE INDEX diagnostic_report_patient ON diagnostic_report (patient_id, effective_at);
CREATE INDEX diagnostic_report_concept ON diagnostic_report (concept_id, patient_id);
CREATE INDEX diagnostic_report_encounter ON diagnostic_report (encounter_id);

-- The FHIR JSON a row was made from, zstd-compressed. `record_type` is the table's name.
CREATE TABLE raw_resource (
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (record_type, record_id)
);

-- What changed about whom and has not been looked at: written in the transaction of the change, claimed and deleted by
-- the engine, which refreshes memberships and fires record triggers from it. Never a cursor over ids: on PostgreSQL ids
-- become visible out of order.
CREATE TABLE change_queue (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- the table's name: patient, condition, encounter …
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    -- created, updated, deleted
    change TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- What happened between us and a person, for timelines and figures: message sent, opened, clicked, bounced, refused,
-- unsubscribed; event registered, cancelled, attended; journey entered, finished. Append-only by convention.
CREATE TABLE activity (
    id INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    -- null for an attendee who is no patient
    patient_id BIGINT REFERENCES patient (id) ON DELETE CASCADE,
    -- such as message-sent, event-registered, journey-entered
    kind TEXT NOT NULL,
    -- message, event, journey, segment, consent
    subject TEXT NOT NULL,
    subject_uid TEXT NOT NULL,
    -- one line for the screen, without protected health information
    summary TEXT NOT NULL
);
CREATE INDEX activity_patient ON activity (patient_id, at);
CREATE INDEX activity_subject ON activity (subject, subject_uid, kind, at);
CREATE INDEX activity_at ON activity (at);
