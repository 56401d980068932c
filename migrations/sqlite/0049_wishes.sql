-- What a patient wishes for all their addresses: no contact, or one way only.
CREATE TABLE contact_wish (
    patient_id BIGINT PRIMARY KEY REFERENCES patient (id) ON DELETE CASCADE,
    do_not_contact INTEGER NOT NULL DEFAULT 0,
    -- email, sms, voice, post
    only_channel TEXT,
    -- takes the place of the record's address; empty: the record's
    only_address TEXT NOT NULL DEFAULT '',
    -- preference-page, staff
    source TEXT NOT NULL,
    actor TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Consents that count once the owner of the address has confirmed them by the link in an e-mail (double opt-in).
CREATE TABLE consent_request (
    -- blake3 of the link's token
    token_hash TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    channel TEXT NOT NULL,
    purpose TEXT NOT NULL,
    patient_id BIGINT REFERENCES patient (id) ON DELETE SET NULL,
    -- preference-page, staff, registration
    source TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    confirmed_at BIGINT
);
CREATE INDEX consent_request_address ON consent_request (address, asked_at);
