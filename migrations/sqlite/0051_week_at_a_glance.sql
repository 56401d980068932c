-- The home page counts what left, was opened and was registered in the last days.
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_opened ON outbox (opened_at) WHERE opened_at IS NOT NULL;
CREATE INDEX registration_created ON registration (created_at);
