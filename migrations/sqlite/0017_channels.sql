-- Templates and messages belong to a channel: email, sms, voice, post. Until now all were e-mail.
ALTER TABLE template ADD COLUMN channel TEXT NOT NULL DEFAULT 'email';
ALTER TABLE outbox ADD COLUMN channel TEXT NOT NULL DEFAULT 'email';

-- A telephone number takes texts and calls: what is suppressed for one may still be reached by the other.
ALTER TABLE suppression RENAME TO suppression_of_email;
CREATE TABLE suppression (
    -- blake3 of the lower-case address
    address_hash TEXT NOT NULL,
    channel TEXT NOT NULL,
    -- hard-bounce, complaint, staff
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (address_hash, channel)
);
INSERT INTO suppression (address_hash, channel, reason, at) SELECT address_hash, 'email', reason, at FROM suppression_of_email;
DROP TABLE suppression_of_email;
