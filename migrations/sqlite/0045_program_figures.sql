-- The sums of touches, one set for each breakdown instead of one for all of them together: a report reads a fraction of the rows.
CREATE TABLE outreach_figure (
    program_id BIGINT NOT NULL REFERENCES outreach_program (id) ON DELETE CASCADE,
    -- shared::outreach::Breakdown
    by_what TEXT NOT NULL,
    -- days since 1970, on the organization's clock
    day BIGINT NOT NULL,
    -- of what it is broken down by: a key, a channel, an hour; empty for the day itself
    of_what TEXT NOT NULL,
    -- shared::outreach::Measure
    measure TEXT NOT NULL,
    events BIGINT NOT NULL,
    -- those to whom it happened for the first time in the program
    people BIGINT NOT NULL,
    cost_cents BIGINT NOT NULL,
    PRIMARY KEY (program_id, by_what, day, of_what, measure)
);
INSERT INTO outreach_figure SELECT program_id, 'day', day, '', measure, SUM(events), SUM(people), SUM(cost_cents)
    FROM outreach_sum GROUP BY program_id, day, measure;
INSERT INTO outreach_figure SELECT program_id, 'hour', day, CAST(hour AS TEXT), measure, SUM(events), SUM(people), SUM(cost_cents)
    FROM outreach_sum GROUP BY program_id, day, hour, measure;
INSERT INTO outreach_figure SELECT program_id, 'list', day, CAST(list_id AS TEXT), measure, SUM(events), SUM(people), SUM(cost_cents)
    FROM outreach_sum GROUP BY program_id, day, list_id, measure;
INSERT INTO outreach_figure SELECT program_id, 'channel', day, channel, measure, SUM(events), SUM(people), SUM(cost_cents)
    FROM outreach_sum GROUP BY program_id, day, channel, measure;
INSERT INTO outreach_figure SELECT program_id, 'variant', day, CAST(template_id AS TEXT), measure, SUM(events), SUM(people), SUM(cost_cents)
    FROM outreach_sum GROUP BY program_id, day, template_id, measure;
INSERT INTO outreach_figure SELECT program_id, 'agent', day, CAST(agent_id AS TEXT), measure, SUM(events), SUM(people), SUM(cost_cents)
    FROM outreach_sum GROUP BY program_id, day, agent_id, measure;
DROP TABLE outreach_sum;
