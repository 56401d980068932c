-- Messages, the audit log and the consent ledger name patients and travellers by key and outlive them. SQLite gives the largest key
-- out again once its row is gone: a later patient's message then counted as sent already. AUTOINCREMENT changes nothing in how
-- rows are stored, so that only the text of the schema is changed (https://www.sqlite.org/lang_altertable.html, section 7).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'id INTEGER PRIMARY KEY', 'id INTEGER PRIMARY KEY AUTOINCREMENT')
WHERE type = 'table' AND name IN ('patient', 'journey_run') AND sql NOT LIKE '%AUTOINCREMENT%';
PRAGMA writable_schema = RESET;

-- Keys that are named anywhere were given out, even where their rows are gone.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'patient', MAX(last) FROM (
    SELECT COALESCE(MAX(id), 0) AS last FROM patient
    UNION ALL SELECT COALESCE(MAX(patient_id), 0) FROM audit_patient
    UNION ALL SELECT COALESCE(MAX(patient_id), 0) FROM consent_event
);
INSERT INTO sqlite_sequence (name, seq)
SELECT 'journey_run', MAX(last) FROM (
    SELECT COALESCE(MAX(id), 0) AS last FROM journey_run
    UNION ALL SELECT COALESCE(MAX(CAST(substr(key, 9, instr(substr(key, 9), '/') - 1) AS INTEGER)), 0) FROM outbox WHERE key LIKE 'journey/%'
);

-- Changes the schema's number, so that open connections read it again.
CREATE TABLE schema_is_read_again (id INTEGER);
DROP TABLE schema_is_read_again;
