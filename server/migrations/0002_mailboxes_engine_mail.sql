CREATE TABLE mailboxes (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  address text NOT NULL,
  address_key text COLLATE "C" NOT NULL,
  from_name text NOT NULL DEFAULT '',
  reply_to text,
  signature text NOT NULL DEFAULT '',          -- HTML
  -- {"host","port","security":"tls|starttls|none","user"}; secrets stand apart, encrypted
  smtp jsonb NOT NULL,
  imap jsonb,                                  -- null: send only
  credential_kind text NOT NULL CHECK (credential_kind IN ('password', 'oauth2')),
  smtp_secret text,
  imap_secret text,
  -- {"daily":500,"hourly":null,"minGapSeconds":30,"maxGapSeconds":300,"ramp":{"startAt":20,"addPerDay":10,"from":"2026-01-01"},
  --  "zone":"Europe/Berlin","window":{...}|null,"days":[…]|null,"connections":2}; see modules/mailboxes/mailbox-limits.ts
  limits jsonb NOT NULL DEFAULT '{}',
  zone text NOT NULL DEFAULT 'UTC',
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'paused', 'removed')),
  pause_reason text,                           -- the server's words or the user's
  paused_by text CHECK (paused_by IN ('user', 'refusal', 'bounces', 'authentication', 'holiday')),
  resume_at timestamptz,
  -- Who puts copies into Sent: 'server' (seen to do so itself), 'us' (we append), 'unknown' (nothing sent yet).
  sent_copies text NOT NULL DEFAULT 'unknown' CHECK (sent_copies IN ('unknown', 'server', 'us')),
  rewrites_message_id boolean,                 -- null: not yet known
  sync_error text,
  synced_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, user_id) REFERENCES memberships (company_id, user_id)
);
CREATE UNIQUE INDEX mailboxes_address ON mailboxes (company_id, address_key) WHERE state <> 'removed';
CREATE INDEX mailboxes_user ON mailboxes (company_id, user_id);

-- Apart from mailboxes, because every claim writes here while every mail going out share-locks its mailbox.
CREATE TABLE mailbox_slots (
  company_id text COLLATE "C" NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,
  next_slot_at timestamptz NOT NULL,
  day date NOT NULL,                           -- in the mailbox's zone
  day_count integer NOT NULL DEFAULT 0,
  hour_start timestamptz NOT NULL,
  hour_count integer NOT NULL DEFAULT 0,
  last_mail_at timestamptz,                    -- when a mail was last recorded for it; the gap counts from here
  PRIMARY KEY (company_id, mailbox_id),
  FOREIGN KEY (company_id, mailbox_id) REFERENCES mailboxes
) WITH (fillfactor = 50);

-- One process at a time talks to a mailbox for a purpose ('send', 'read').
CREATE TABLE mailbox_leases (
  company_id text COLLATE "C" NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('send', 'read')),
  process_id text COLLATE "C" NOT NULL,
  lease_until timestamptz NOT NULL,
  PRIMARY KEY (company_id, mailbox_id, purpose),
  FOREIGN KEY (company_id, mailbox_id) REFERENCES mailboxes
);

CREATE TABLE mailbox_folders (
  company_id text COLLATE "C" NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,
  path text NOT NULL,
  role text NOT NULL CHECK (role IN ('inbox', 'junk', 'archive', 'all', 'sent', 'other')),
  uid_validity bigint NOT NULL,
  last_uid bigint NOT NULL,                    -- every mail up to here was read
  PRIMARY KEY (company_id, mailbox_id, path),
  FOREIGN KEY (company_id, mailbox_id) REFERENCES mailboxes
);

CREATE TABLE threads (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  prospect_id text COLLATE "C" NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,
  subject text NOT NULL,
  created_at timestamptz NOT NULL,
  last_message_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, prospect_id) REFERENCES prospects ON DELETE CASCADE,
  FOREIGN KEY (company_id, mailbox_id) REFERENCES mailboxes
);
CREATE INDEX threads_prospect ON threads (company_id, prospect_id);

-- A prospect in a sequence. phase says what an open one does: 'due' waits for due_at in its lane; 'mail_in_hand' has a recorded
-- mail that no server has answered for yet; 'task_open' waits for a task; 'held' names what is missing; 'paused' until resumed.
CREATE TABLE enrolments (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,
  prospect_id text COLLATE "C" NOT NULL,
  started_by text COLLATE "C" NOT NULL,
  status text NOT NULL CHECK (status IN ('in_cadence', 'completed', 'manually_stopped', 'auto_reply_stopped', 'task_stopped',
    'replied_stopped', 'replied', 'bounced', 'unsubscribed')),
  phase text NOT NULL CHECK (phase IN ('due', 'mail_in_hand', 'task_open', 'held', 'paused', 'ended')),
  step_id text COLLATE "C",
  visit integer NOT NULL DEFAULT 1,
  steps_done text[] NOT NULL DEFAULT '{}',
  since timestamptz NOT NULL,                  -- the wait before step_id counts from here
  due_at timestamptz,                          -- a cache: the claim re-checks it
  first_mail boolean NOT NULL DEFAULT true,    -- no mail of this enrolment has been recorded yet
  lane_mailbox_id text COLLATE "C" NOT NULL DEFAULT '',  -- '' for tasks and for those without a mailbox
  mailbox_id text COLLATE "C",                 -- sticky from the start
  thread_id text COLLATE "C",
  hold jsonb,                                  -- {"reason":"missing_variable","variables":["FirstName"]} …
  paused_until timestamptz,
  resumable boolean NOT NULL DEFAULT false,    -- an end that a resume may take back
  alongside boolean NOT NULL DEFAULT false,    -- its prospect has, or had, another open enrolment at the same time
  revision integer NOT NULL DEFAULT 0,         -- counts every change; a queued mail remembers the one it was made for
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, sequence_id) REFERENCES sequences,
  FOREIGN KEY (company_id, prospect_id) REFERENCES prospects ON DELETE CASCADE,
  CHECK ((phase = 'ended') = (status <> 'in_cadence')),
  CHECK (phase <> 'due' OR (due_at IS NOT NULL AND step_id IS NOT NULL))
) WITH (fillfactor = 80);
-- None of these indexes is over phase, due_at or first_mail: so taking a mail in hand and moving on rewrites a row within its page and no
-- index (a HOT update). Measured with 1,000 due among 1,000,000: the statement that stores a claim took three times as long when it had to
-- write to four indexes, and wrote 4.4 kB of WAL a row.
-- At most one open enrolment per prospect and sequence.
CREATE UNIQUE INDEX enrolments_open ON enrolments (company_id, sequence_id, prospect_id) WHERE status = 'in_cadence';
CREATE INDEX enrolments_prospect ON enrolments (company_id, prospect_id, id);
CREATE INDEX enrolments_sequence ON enrolments (company_id, sequence_id, status, id);
CREATE INDEX enrolments_held ON enrolments (company_id, id) WHERE hold IS NOT NULL;
CREATE INDEX enrolments_paused ON enrolments (paused_until, company_id) WHERE paused_until IS NOT NULL;

-- Work is claimed by lane. A row stands for every (sequence, mailbox) that has or had open enrolments.
CREATE TABLE lanes (
  company_id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,        -- '': tasks
  assigned bigint NOT NULL DEFAULT 0,          -- enrolments given to this mailbox, for equal shares
  PRIMARY KEY (company_id, sequence_id, mailbox_id),
  FOREIGN KEY (company_id, sequence_id) REFERENCES sequences ON DELETE CASCADE
);
CREATE INDEX lanes_mailbox ON lanes (company_id, mailbox_id, sequence_id);

-- Who waits in a lane: one row for each enrolment in phase 'due', written by the statements that write enrolments. It is what an index over
-- enrolments would be, and stands apart from them so that their indexes are not written each time that somebody enters or leaves a lane.
CREATE TABLE lane_entries (
  company_id text COLLATE "C" NOT NULL,
  enrolment_id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,        -- '': tasks
  first_mail boolean NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, enrolment_id),
  FOREIGN KEY (company_id, enrolment_id) REFERENCES enrolments ON DELETE CASCADE
) WITH (autovacuum_vacuum_scale_factor = 0.02);
-- The claim: one probe per lane end, follow-ups before first mails; the id decides among those due at the same moment.
CREATE INDEX lane_entries_lane ON lane_entries (company_id, sequence_id, mailbox_id, first_mail, due_at, enrolment_id);

-- First-step mails begun today (throttle); the day is that of the sequence's zone.
CREATE TABLE sequence_pace (
  company_id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  first_mails integer NOT NULL,
  throttled_until timestamptz,                 -- no first mail before; null: none held back
  PRIMARY KEY (company_id, sequence_id),
  FOREIGN KEY (company_id, sequence_id) REFERENCES sequences ON DELETE CASCADE
);

-- One mail we send. queued → sending → sent | refused | uncertain; queued → cancelled. uncertain → sent | queued (send again) | unsent.
CREATE TABLE messages (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('sequence', 'test', 'answer', 'manual')),
  state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'uncertain', 'cancelled')),
  mailbox_id text COLLATE "C" NOT NULL,
  prospect_id text COLLATE "C",
  enrolment_id text COLLATE "C",
  sequence_id text COLLATE "C",
  step_id text COLLATE "C",
  visit integer,
  option_id text COLLATE "C",
  thread_id text COLLATE "C",
  message_id text COLLATE "C" NOT NULL,        -- ours, in angle brackets
  seen_message_id text COLLATE "C",            -- as recipients see it, where the server rewrites ours
  to_address text NOT NULL,
  subject text NOT NULL,
  html text NOT NULL,
  text text NOT NULL,
  in_reply_to text,
  reference_ids text[] NOT NULL DEFAULT '{}',
  tracked boolean NOT NULL DEFAULT false,      -- has a pixel or wrapped links
  list_unsubscribe boolean NOT NULL DEFAULT false,  -- leaves with List-Unsubscribe headers
  queued_at timestamptz NOT NULL,
  not_before timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  process_id text COLLATE "C",                 -- whose lease a `sending` row bears
  sending_at timestamptz,
  sent_at timestamptz,
  settled_at timestamptz,
  server_answer text,                          -- stage and the server's words
  first_opened_at timestamptz,                 -- human
  first_clicked_at timestamptz,
  replied_at timestamptz,
  bounced_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, mailbox_id) REFERENCES mailboxes,
  FOREIGN KEY (company_id, prospect_id) REFERENCES prospects ON DELETE CASCADE
);
-- No visit of a step runs twice, whatever else fails. A cancelled mail did not run: after a resume its visit may.
CREATE UNIQUE INDEX messages_visit ON messages (company_id, enrolment_id, step_id, visit)
  WHERE kind = 'sequence' AND state <> 'cancelled';
CREATE INDEX messages_queued ON messages (company_id, mailbox_id, not_before) WHERE state = 'queued';
CREATE INDEX messages_unsettled ON messages (company_id, sending_at) WHERE state IN ('sending', 'uncertain');
CREATE INDEX messages_message_id ON messages (company_id, message_id);
CREATE INDEX messages_seen_id ON messages (company_id, seen_message_id) WHERE seen_message_id IS NOT NULL;
CREATE INDEX messages_prospect ON messages (company_id, prospect_id, queued_at);
-- The last mails of a mailbox or sequence that have their answer, for the bounce guard. Cancelled ones never got one.
CREATE INDEX messages_mailbox_settled ON messages (company_id, mailbox_id, settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX messages_sequence_settled ON messages (company_id, sequence_id, settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX messages_thread ON messages (company_id, thread_id, queued_at);

-- Every received mail that concerns us, once per mailbox; others leave nothing behind.
CREATE TABLE received_mails (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,
  message_key text COLLATE "C" NOT NULL,       -- Message-ID, or a hash if it has none
  folder text NOT NULL,
  uid bigint NOT NULL,
  kind text NOT NULL,                          -- reply, bounce, auto_reply, unsubscribe, own_answer, complaint, unmatched …
  matched_by text,                             -- in_reply_to, references, bounce_headers, address
  thread_id text COLLATE "C",
  prospect_id text COLLATE "C",
  reply_to_id text COLLATE "C",                -- the message of ours that it answers
  from_address text NOT NULL DEFAULT '',
  from_name text NOT NULL DEFAULT '',
  subject text NOT NULL DEFAULT '',
  new_text text,
  text text,
  html text,
  details jsonb NOT NULL DEFAULT '{}',         -- bounce recipients, return date, attachments
  mailed_at timestamptz,                       -- its Date header
  received_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, mailbox_id, message_key),
  FOREIGN KEY (company_id, mailbox_id) REFERENCES mailboxes,
  FOREIGN KEY (company_id, prospect_id) REFERENCES prospects ON DELETE CASCADE
);
CREATE INDEX received_mails_thread ON received_mails (company_id, thread_id, received_at);
CREATE INDEX received_mails_prospect ON received_mails (company_id, prospect_id, received_at);

CREATE TABLE tasks (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('call', 'linkedin', 'manual_mail', 'todo')),
  state text NOT NULL CHECK (state IN ('open', 'done', 'skipped', 'cancelled')),
  prospect_id text COLLATE "C" NOT NULL,
  assignee_id text COLLATE "C" NOT NULL,
  enrolment_id text COLLATE "C",
  sequence_id text COLLATE "C",
  step_id text COLLATE "C",
  visit integer,
  title text NOT NULL,
  note text NOT NULL DEFAULT '',
  outcome text,
  due_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, prospect_id) REFERENCES prospects ON DELETE CASCADE,
  FOREIGN KEY (company_id, assignee_id) REFERENCES memberships (company_id, user_id)
);
CREATE UNIQUE INDEX tasks_visit ON tasks (company_id, enrolment_id, step_id, visit)
  WHERE enrolment_id IS NOT NULL AND state <> 'cancelled';
CREATE INDEX tasks_open ON tasks (company_id, assignee_id, due_at, id) WHERE state = 'open';
CREATE INDEX tasks_prospect ON tasks (company_id, prospect_id, due_at);

-- Append-only. What timelines and reports are made of; no references, so that it outlives what it tells of.
CREATE TABLE events (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  occurred_at timestamptz NOT NULL,
  prospect_id text COLLATE "C",
  enrolment_id text COLLATE "C",
  sequence_id text COLLATE "C",
  step_id text COLLATE "C",
  option_id text COLLATE "C",
  message_id text COLLATE "C",
  mailbox_id text COLLATE "C",
  user_id text COLLATE "C",
  data jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (company_id, id)
);
CREATE INDEX events_prospect ON events (company_id, prospect_id, occurred_at, id);
