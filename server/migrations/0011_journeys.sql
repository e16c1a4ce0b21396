-- Prospects in journeys.
ALTER TABLE enrolments
  ADD COLUMN in_journey boolean NOT NULL DEFAULT false,  -- of its sequence, here for the index
  ADD COLUMN chain integer NOT NULL DEFAULT 0;           -- how many starts by journeys, one after the other, led to it
-- Whose journeys may wait for what happens to a prospect. Neither column ever changes, so that storing an enrolment writes no index.
CREATE INDEX enrolments_in_journey ON enrolments (company_id, prospect_id) WHERE in_journey;

-- Something happened that an open journey may wait for: written with the event, deleted by the dispatcher that looked at the enrolment. It refers to
-- nothing, because a reference would lock the enrolment.
CREATE TABLE journey_signals (
  company_id text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  enrolment_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, event_id, enrolment_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02);
