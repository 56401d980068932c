-- Cards and letters that staff downloaded together for the print house.
CREATE TABLE print_batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    at BIGINT NOT NULL,
    staff_id BIGINT REFERENCES staff (id) ON DELETE SET NULL,
    pieces BIGINT NOT NULL,
    CONSTRAINT print_batch_uid_key UNIQUE (uid)
);
ALTER TABLE outbox ADD COLUMN print_batch_id BIGINT REFERENCES print_batch (id);
-- what waits for the print house
CREATE INDEX outbox_to_print ON outbox (id) WHERE channel = 'post' AND status = 'sent' AND print_batch_id IS NULL;
CREATE INDEX outbox_print_batch ON outbox (print_batch_id) WHERE print_batch_id IS NOT NULL;
