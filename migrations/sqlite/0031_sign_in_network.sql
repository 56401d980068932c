-- Networks, as hashes, from which somebody has signed in: who guesses elsewhere does not lock them out there.
CREATE TABLE sign_in_network (
    staff_id BIGINT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    network TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (staff_id, network)
);

-- From now on subjects are hashes.
DELETE FROM sign_in_failure;
