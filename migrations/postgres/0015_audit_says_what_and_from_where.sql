-- What a line of the audit log was about by its name at that moment, and where the request came from.
ALTER TABLE audit_event ADD COLUMN label TEXT NOT NULL DEFAULT '';
-- the client's network address; empty where no request was behind it
ALTER TABLE audit_event ADD COLUMN network TEXT NOT NULL DEFAULT '';

-- The log is read newest first, narrowed to who acted or to what was done. By patient there is audit_patient_patient.
CREATE INDEX audit_event_by ON audit_event (staff_id, id);
DROP INDEX audit_event_staff;
CREATE INDEX audit_event_did ON audit_event (action, id);

-- 1 while the password is one that somebody else set: nothing else can be done before the person has chosen their own.
ALTER TABLE staff ADD COLUMN password_is_given INTEGER NOT NULL DEFAULT 0;
