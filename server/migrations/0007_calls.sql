-- Calls, however they were made; what dialling needs to know; tasks that were put off.

-- open: begun, and not known to have ended; completed: it rang at the prospect's; failed: it never did.
CREATE TABLE calls (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  provider text NOT NULL CHECK (provider IN ('manual', 'tel', 'twilio')),
  call_sid text,                               -- the provider's id
  state text NOT NULL CHECK (state IN ('open', 'completed', 'failed')),
  disposition text CHECK (disposition IN ('answered', 'not_answered', 'voice_mail')),
  answered_by text CHECK (answered_by IN ('human', 'machine', 'fax')),  -- as a provider heard it
  judged_by_user boolean NOT NULL DEFAULT false,  -- its disposition is a person's: no provider's report changes it
  user_id text COLLATE "C" NOT NULL,
  prospect_id text COLLATE "C" NOT NULL,
  task_id text COLLATE "C",
  from_number text,
  to_number text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  duration_seconds integer NOT NULL DEFAULT 0,
  notes text NOT NULL DEFAULT '',
  failure text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, prospect_id) REFERENCES prospects ON DELETE CASCADE,
  FOREIGN KEY (company_id, user_id) REFERENCES memberships (company_id, user_id),
  CHECK ((state = 'completed') = (disposition IS NOT NULL))
);
CREATE INDEX calls_started ON calls (company_id, started_at, id);
CREATE INDEX calls_prospect ON calls (company_id, prospect_id, started_at, id);
CREATE INDEX calls_user ON calls (company_id, user_id, started_at, id);

-- A company's account with Twilio; there is none where calls are made by tel: links.
CREATE TABLE twilio_accounts (
  company_id text COLLATE "C" PRIMARY KEY REFERENCES companies,
  account_sid text NOT NULL,
  auth_token text NOT NULL,                    -- encrypted
  from_number text NOT NULL,
  detect_machines boolean NOT NULL
);

-- The telephone that a provider rings before it dials a prospect.
CREATE TABLE user_phones (
  company_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  number text NOT NULL,
  PRIMARY KEY (company_id, user_id),
  FOREIGN KEY (company_id, user_id) REFERENCES memberships (company_id, user_id)
);

-- A task that was put off is hidden until then; due_at was moved to the same instant.
ALTER TABLE tasks ADD COLUMN snoozed_until timestamptz;
