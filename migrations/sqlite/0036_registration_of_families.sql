-- Two people on one address are two people: the second has the address here, as the first has it in email.
ALTER TABLE registration ADD COLUMN shared_email TEXT;
CREATE INDEX registration_shared_email ON registration (shared_email);
-- A hash of the page's key with which the form was posted: posted twice, it is answered as the first time.
ALTER TABLE registration ADD COLUMN form_key TEXT;
