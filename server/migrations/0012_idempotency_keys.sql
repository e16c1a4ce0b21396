-- Requests that carried an Idempotency-Key, for a day: a repeat gets the first one's answer. No references: what a request did must not
-- stand in the way of removing who sent it.
CREATE TABLE idempotency_keys (
  company_id text COLLATE "C" NOT NULL,
  caller text COLLATE "C" NOT NULL,            -- the API key, or the user of a session, that chose the key
  key text COLLATE "C" NOT NULL,
  claim_id text COLLATE "C" NOT NULL,          -- the request that holds the key
  process_id text COLLATE "C" NOT NULL,        -- where it runs, or ran
  fingerprint text NOT NULL,                   -- signature over everything that makes two requests the same
  begun_at timestamptz NOT NULL,
  status integer,                              -- null: no answer is known
  headers jsonb,
  body text,                                   -- encrypted: answers show keys and secrets once
  PRIMARY KEY (company_id, caller, key)
);
-- What is older than a day.
CREATE INDEX idempotency_keys_old ON idempotency_keys (company_id, begun_at);
