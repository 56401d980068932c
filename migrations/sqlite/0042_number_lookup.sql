-- What kind of line a telephone number is, as a provider said; kept with its date and asked again after some months.
CREATE TABLE number_lookup (
    -- E.164
    number TEXT PRIMARY KEY,
    -- shared::outreach::lookup::LineType; empty while it is being asked
    line_type TEXT NOT NULL,
    carrier TEXT NOT NULL DEFAULT '',
    -- ISO 3166, two letters
    country TEXT NOT NULL DEFAULT '',
    -- shared::outreach::lookup::LookupProvider
    provider TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    -- a failure is tried again from then on
    again_at BIGINT
);
CREATE INDEX number_lookup_again ON number_lookup (again_at) WHERE again_at IS NOT NULL;

-- Each look-up that a provider charged for.
CREATE TABLE number_lookup_charge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at BIGINT NOT NULL,
    -- for which list
    list_id BIGINT REFERENCES prospect_list (id) ON DELETE SET NULL,
    provider TEXT NOT NULL,
    -- millionths of the currency of the contract
    cost_micros BIGINT NOT NULL
);
CREATE INDEX number_lookup_charge_list ON number_lookup_charge (list_id, at);
