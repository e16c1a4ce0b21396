-- Report numbers. Events leave deltas in the transaction that appends them; a job folds these into the daily rows, and reports read both.

-- What became of mails, by the day on which they were sent (in the company's zone as it was then). A delta holds what one set of events adds.
CREATE TABLE report_mail_deltas (
  company_id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,       -- '': mails of no sequence, which only mailboxes count
  id text COLLATE "C" NOT NULL,
  step_id text COLLATE "C" NOT NULL,
  option_id text COLLATE "C" NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  -- Mails: each counts once in each of these.
  sent integer NOT NULL,
  contacted integer NOT NULL,                  -- the first sent of their enrolments
  opened integer NOT NULL,                     -- by people, as all but the last two
  clicked integer NOT NULL,
  replied integer NOT NULL,
  bounced integer NOT NULL,                    -- hard
  unsubscribed integer NOT NULL,
  -- Events.
  opens integer NOT NULL,
  clicks integer NOT NULL,
  replies integer NOT NULL,
  bounces integer NOT NULL,
  unsubscribes integer NOT NULL,
  machine_opens integer NOT NULL,
  machine_clicks integer NOT NULL,
  PRIMARY KEY (company_id, sequence_id, id)
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE TABLE report_mail_days (
  company_id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  step_id text COLLATE "C" NOT NULL,
  option_id text COLLATE "C" NOT NULL,
  sent integer NOT NULL,
  contacted integer NOT NULL,
  opened integer NOT NULL,
  clicked integer NOT NULL,
  replied integer NOT NULL,
  bounced integer NOT NULL,
  unsubscribed integer NOT NULL,
  opens integer NOT NULL,
  clicks integer NOT NULL,
  replies integer NOT NULL,
  bounces integer NOT NULL,
  unsubscribes integer NOT NULL,
  machine_opens integer NOT NULL,
  machine_clicks integer NOT NULL,
  PRIMARY KEY (company_id, sequence_id, day, step_id, option_id)
) WITH (fillfactor = 50);

-- The same numbers by mailbox, over all sequences: apart, so that a sequence with many mailboxes has no more rows to read.
CREATE TABLE report_mailbox_days (
  company_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,
  sent integer NOT NULL,
  contacted integer NOT NULL,
  opened integer NOT NULL,
  clicked integer NOT NULL,
  replied integer NOT NULL,
  bounced integer NOT NULL,
  unsubscribed integer NOT NULL,
  opens integer NOT NULL,
  clicks integer NOT NULL,
  replies integer NOT NULL,
  bounces integer NOT NULL,
  unsubscribes integer NOT NULL,
  machine_opens integer NOT NULL,
  machine_clicks integer NOT NULL,
  PRIMARY KEY (company_id, day, mailbox_id)
) WITH (fillfactor = 50);

-- Where those stand who were started in a sequence on a day.
CREATE TABLE report_cohort_deltas (
  company_id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  status text NOT NULL,
  enrolments integer NOT NULL,                 -- less than 0: they left the status
  PRIMARY KEY (company_id, sequence_id, id)
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE TABLE report_cohort_days (
  company_id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  status text NOT NULL,
  enrolments integer NOT NULL,
  PRIMARY KEY (company_id, sequence_id, day, status)
) WITH (fillfactor = 50);

-- A step's tasks for the report of steps: by the day on which they were made.
CREATE INDEX tasks_sequence ON tasks (company_id, sequence_id, created_at) INCLUDE (step_id, kind, state, due_at)
  WHERE sequence_id IS NOT NULL;
