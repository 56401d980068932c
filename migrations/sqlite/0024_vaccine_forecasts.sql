-- What is forecast of vaccines: each row is a stretch of time in which a person is in one state of one series. Derived by
-- `store::vaccines` from the records; nobody else writes here.
CREATE TABLE immunization_recommendation (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    -- the series
    concept_id BIGINT NOT NULL REFERENCES concept (id),
    -- overdue, due, on-schedule, complete, immune, contraindicated, too-late
    status TEXT NOT NULL,
    start_at BIGINT,
    -- the last moment; null while no end is known
    end_at BIGINT
);
CREATE INDEX immunization_recommendation_patient ON immunization_recommendation (patient_id);
CREATE INDEX immunization_recommendation_concept ON immunization_recommendation (concept_id, patient_id);

-- By which edition of the schedule, and from which season, everybody was last forecast.
CREATE TABLE vaccine_schedule (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL
);
INSERT INTO vaccine_schedule (id, version) VALUES (1, '');

-- Whose forecasts are to be made anew: claimed and deleted in the transaction that makes them.
CREATE TABLE vaccine_change (
    id INTEGER PRIMARY KEY,
    patient_id BIGINT NOT NULL
);
CREATE INDEX vaccine_change_patient ON vaccine_change (patient_id);
CREATE TRIGGER change_queue_asks_for_vaccines AFTER INSERT ON change_queue
WHEN NEW.record_type IN ('patient', 'immunization', 'procedure', 'condition', 'allergy_intolerance', 'observation')
    AND NOT EXISTS (SELECT 1 FROM vaccine_change WHERE patient_id = NEW.patient_id)
BEGIN
    INSERT INTO vaccine_change (patient_id) VALUES (NEW.patient_id);
END;
CREATE TRIGGER patient_made_asks_for_vaccines AFTER INSERT ON patient BEGIN
    INSERT INTO vaccine_change (patient_id) VALUES (NEW.id);
END;
