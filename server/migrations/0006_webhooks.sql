-- Addresses of others that are told of events. One is marked as removed, and goes with the last line of its log.
CREATE TABLE webhooks (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  event text NOT NULL,                         -- see modules/webhooks/event-names.ts
  url text NOT NULL,                           -- as typed
  secret text NOT NULL,                        -- encrypted
  state text NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off', 'removed')),
  off_reason text,
  failures integer NOT NULL DEFAULT 0,         -- attempts in a row that failed
  failing_since timestamptz,
  paused_until timestamptz,                    -- the receiver is away; nothing is tried before
  created_by text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, created_by) REFERENCES memberships (company_id, user_id)
);
-- Who subscribes again to what he has gets what he has.
CREATE UNIQUE INDEX webhooks_subscription ON webhooks (company_id, created_by, event, url) WHERE state <> 'removed';
-- Whom to tell of an event, and whose deliveries are looked for.
CREATE INDEX webhooks_on ON webhooks (company_id, id) INCLUDE (event) WHERE state = 'on';

-- An event on its way to a webhook, written in the transaction that appended the event; afterwards the line of the log. No references:
-- writing one must not wait for a prospect or a webhook that somebody has locked, and the log outlives both.
CREATE TABLE webhook_deliveries (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  webhook_id text COLLATE "C" NOT NULL,
  event text NOT NULL,
  event_id text COLLATE "C",                   -- null: a test
  prospect_id text COLLATE "C",
  body text NOT NULL,                          -- JSON as it is signed and sent
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'set_aside', 'cancelled')),
  attempts integer NOT NULL DEFAULT 0,
  refusals integer NOT NULL DEFAULT 0,         -- of them those that were answered, but not with 2xx
  next_at timestamptz,                         -- of one that waits; while it is tried, when that attempt is taken for lost
  give_up_at timestamptz,                      -- a day after the first failure
  created_at timestamptz NOT NULL,
  tried_at timestamptz,
  status integer,
  answer text,
  error text,
  milliseconds integer,
  PRIMARY KEY (company_id, id),
  CHECK (state <> 'waiting' OR next_at IS NOT NULL)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (company_id, webhook_id, next_at, id) WHERE state = 'waiting';
-- Whether an earlier one of the same prospect still waits.
CREATE INDEX webhook_deliveries_order ON webhook_deliveries (company_id, webhook_id, prospect_id, id) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_log ON webhook_deliveries (company_id, webhook_id, id);
CREATE INDEX webhook_deliveries_set_aside ON webhook_deliveries (company_id, webhook_id, id) WHERE state = 'set_aside';
