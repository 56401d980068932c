-- Templates and messages belong to a channel: email, sms, voice, post. Until now all were e-mail.
ALTER TABLE template ADD COLUMN channel TEXT NOT NULL DEFAULT 'email';
ALTER TABLE outbox ADD COLUMN channel TEXT NOT NULL DEFAULT 'email';

-- A telephone number takes texts and calls: what is suppressed for one may still be reached by the other.
ALTER TABLE suppression ADD COLUMN channel TEXT NOT NULL DEFAULT 'email';
ALTER TABLE suppression ALTER COLUMN channel DROP DEFAULT;
ALTER TABLE suppression DROP CONSTRAINT suppression_pkey;
ALTER TABLE suppression ADD PRIMARY KEY (address_hash, channel);
