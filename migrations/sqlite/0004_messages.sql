-- Templates and pictures, what people said about being written to, and every message on its way out.

CREATE TABLE template (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    -- draft, live, stopped, archived
    status TEXT NOT NULL,
    -- the document being written, JSON; null while a live template is not being edited
    draft TEXT,
    live_version_id BIGINT,
    -- raised by every change: a save that names an older one is refused
    revision BIGINT NOT NULL DEFAULT 1,
    -- of the document that is shown, for lists
    subject TEXT NOT NULL,
    purpose TEXT NOT NULL,
    picture_uid TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    staff_id BIGINT REFERENCES staff (id),
    CONSTRAINT template_uid_key UNIQUE (uid),
    CONSTRAINT template_name_key UNIQUE (name)
);
CREATE INDEX template_updated ON template (updated_at);

-- What went live, for ever: journeys and sent messages point here.
CREATE TABLE template_version (
    id INTEGER PRIMARY KEY,
    template_id BIGINT NOT NULL REFERENCES template (id),
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    live_at BIGINT NOT NULL,
    staff_id BIGINT REFERENCES staff (id),
    CONSTRAINT template_version_template_id_version_key UNIQUE (template_id, version)
);
CREATE TRIGGER template_version_no_update BEFORE UPDATE ON template_version BEGIN SELECT RAISE(ABORT, 'template_version is append-only'); END;
CREATE TRIGGER template_version_no_delete BEFORE DELETE ON template_version BEGIN SELECT RAISE(ABORT, 'template_version is append-only'); END;

-- Pictures. Served to anybody who has the address: a mail program asks without a session.
CREATE TABLE media (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    alt TEXT NOT NULL,
    -- image/png, image/jpeg, image/gif, image/webp: by what the bytes are, not by what the upload said
    content_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    bytes BLOB NOT NULL,
    -- blake3: the same picture uploaded twice is one picture
    digest TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    staff_id BIGINT REFERENCES staff (id),
    CONSTRAINT media_uid_key UNIQUE (uid),
    CONSTRAINT media_digest_key UNIQUE (digest)
);

-- Append-only: who said what about being written to, where and when, under which wording (GDPR article 7(1)).
CREATE TABLE consent_event (
    id INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    address TEXT NOT NULL,
    -- email, sms, voice, post
    channel TEXT NOT NULL,
    -- treatment, event, marketing, survey
    purpose TEXT NOT NULL,
    -- granted, denied
    status TEXT NOT NULL,
    -- preference-page, unsubscribe-link, one-click, staff, import, registration
    source TEXT NOT NULL,
    -- which wording the person saw
    text_version TEXT NOT NULL,
    -- who entered it: a name of staff, or "recipient"
    actor TEXT NOT NULL,
    -- no foreign key: the ledger outlives the record
    patient_id BIGINT
);
CREATE INDEX consent_event_address ON consent_event (address, channel, purpose, id);
CREATE INDEX consent_event_patient ON consent_event (patient_id, id);
CREATE TRIGGER consent_event_no_update BEFORE UPDATE ON consent_event BEGIN SELECT RAISE(ABORT, 'consent_event is append-only'); END;
CREATE TRIGGER consent_event_no_delete BEFORE DELETE ON consent_event BEGIN SELECT RAISE(ABORT, 'consent_event is append-only'); END;

-- The last word of the ledger: what the send gate reads.
CREATE TABLE consent (
    address TEXT NOT NULL,
    channel TEXT NOT NULL,
    purpose TEXT NOT NULL,
    status TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (address, channel, purpose)
);

-- Addresses that bounced or complained. Kept as a hash: the list must survive the deletion of the person.
CREATE TABLE suppression (
    -- blake3 of the lower-case address
    address_hash TEXT PRIMARY KEY,
    -- hard-bounce, complaint, staff
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Every message, from the wish to send it to its outcome.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    -- says what this message is, such as journey run, node and visit: the same wish twice is one message
    key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    patient_id BIGINT REFERENCES patient (id) ON DELETE SET NULL,
    -- empty when the patient has none
    address TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- journey, event, account, test; with the id of what sent it and the node within
    origin_kind TEXT NOT NULL,
    origin_uid TEXT NOT NULL,
    origin_node TEXT,
    template_version_id BIGINT REFERENCES template_version (id),
    -- what to send: JSON, zstd-compressed
    content BLOB NOT NULL,
    -- queued, held, sending, sent, refused, failed, in-doubt
    status TEXT NOT NULL,
    -- why it was refused
    refusal TEXT,
    -- not tried before this: the wished time, the end of quiet hours, or the next try after a failure
    not_before BIGINT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- which worker has it, until when; 0 when nobody has
    lease_owner TEXT,
    lease_until BIGINT NOT NULL DEFAULT 0,
    subject TEXT NOT NULL DEFAULT '',
    -- as it was handed over: headers, HTML, text; JSON, zstd-compressed
    rendered BLOB,
    sent_at BIGINT,
    -- what the mail server said last
    answer TEXT NOT NULL DEFAULT '',
    opened_at BIGINT,
    clicks INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT outbox_uid_key UNIQUE (uid),
    CONSTRAINT outbox_key_key UNIQUE (key)
);
-- what is due, in the order of its time
CREATE INDEX outbox_due ON outbox (not_before, id) WHERE status IN ('queued', 'held');
-- what a stopped worker left behind
CREATE INDEX outbox_sending ON outbox (lease_until) WHERE status = 'sending';
CREATE INDEX outbox_status ON outbox (status, id);
CREATE INDEX outbox_patient ON outbox (patient_id, id);
CREATE INDEX outbox_origin ON outbox (origin_kind, origin_uid, origin_node, status);
CREATE INDEX outbox_version ON outbox (template_version_id);
-- frequency caps: what went to one address lately
CREATE INDEX outbox_address ON outbox (address, sent_at);

-- The secret links of a message: to its preference page, the opening picture, each counted link.
CREATE TABLE message_link (
    -- blake3 of the token in the link
    token_hash TEXT PRIMARY KEY,
    outbox_id BIGINT NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    -- manage, open, click
    kind TEXT NOT NULL,
    -- where a click leads; a link leads nowhere that is not written here
    url TEXT NOT NULL
);
CREATE INDEX message_link_outbox ON message_link (outbox_id);
