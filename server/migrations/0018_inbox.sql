-- Answers and other mails that a person wrote: who, to whom else, and what they answer.
ALTER TABLE messages
  ADD COLUMN user_id text COLLATE "C",             -- who wrote it; null: a sequence, or a test
  ADD COLUMN to_name text,                         -- null: the prospect's
  ADD COLUMN cc_addresses text[] NOT NULL DEFAULT '{}',
  ADD COLUMN answers_id text COLLATE "C";          -- the received mail that it answers

-- A thread that somebody has written into, as the inbox shows it. Its id is the thread's.
CREATE TABLE inbox_threads (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  prospect_id text COLLATE "C" NOT NULL,
  mailbox_id text COLLATE "C" NOT NULL,
  assignee_id text COLLATE "C",
  kind text NOT NULL CHECK (kind IN ('reply', 'unsubscribe', 'bounce', 'auto_reply', 'own_answer', 'other')),
  state text NOT NULL CHECK (state IN ('open', 'done')),
  unread boolean NOT NULL,
  -- When it was written into last, or until when it is put off: an open thread whose sort_at lies ahead is snoozed.
  sort_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,                    -- when the last mail came
  snoozed_until timestamptz,
  answered_at timestamptz,                         -- when one of us last wrote from here
  subject text NOT NULL,
  from_name text NOT NULL,                         -- of the last mail that came
  from_address text NOT NULL,
  snippet text NOT NULL,
  received integer NOT NULL,                       -- mails that came
  search tsvector NOT NULL,                        -- words of its mails and of its prospect, and its company
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, id) REFERENCES threads ON DELETE CASCADE,
  FOREIGN KEY (company_id, assignee_id) REFERENCES memberships (company_id, user_id)
);
CREATE INDEX inbox_threads_state ON inbox_threads (company_id, state, sort_at, id);
CREATE INDEX inbox_threads_kind ON inbox_threads (company_id, kind, state, sort_at, id);
CREATE INDEX inbox_threads_assignee ON inbox_threads (company_id, assignee_id, state, sort_at, id);
CREATE INDEX inbox_threads_mailbox ON inbox_threads (company_id, mailbox_id, state, sort_at, id);
CREATE INDEX inbox_threads_all ON inbox_threads (company_id, sort_at, id);
CREATE INDEX inbox_threads_unread ON inbox_threads (company_id, sort_at, id) WHERE unread AND state = 'open';
CREATE INDEX inbox_threads_search ON inbox_threads USING gin (search);

-- What came before there was an inbox is read already: it starts without a heap of unread mails.
INSERT INTO inbox_threads (company_id, id, prospect_id, mailbox_id, assignee_id, kind, state, unread, sort_at, last_at, subject,
  from_name, from_address, snippet, received, search)
SELECT t.company_id, t.id, t.prospect_id, t.mailbox_id, b.user_id,
  CASE WHEN 'reply' = ANY(r.kinds) THEN 'reply' WHEN 'unsubscribe' = ANY(r.kinds) OR 'complaint' = ANY(r.kinds) THEN 'unsubscribe'
    WHEN 'bounce' = ANY(r.kinds) THEN 'bounce' WHEN 'auto_reply' = ANY(r.kinds) THEN 'auto_reply'
    WHEN r.kinds <@ ARRAY['own_answer'] THEN 'own_answer' ELSE 'other' END,
  CASE WHEN 'reply' = ANY(r.kinds) THEN 'open' ELSE 'done' END,
  false, r.last_at, r.last_at, t.subject, r.from_name, r.from_address, r.snippet, r.received,
  array_to_tsvector(array_append((SELECT coalesce(array_agg(DISTINCT w), '{}') FROM unnest(regexp_split_to_array(
    left(lower(concat_ws(' ', t.subject, p.email, p.first_name, p.last_name, p.full_name, p.company, r.words)), 20000), '[^[:alnum:]]+')) AS w
    WHERE w <> '' AND length(w) <= 60), '/' || t.company_id))
FROM threads t
JOIN mailboxes b ON b.company_id = t.company_id AND b.id = t.mailbox_id
JOIN prospects p ON p.company_id = t.company_id AND p.id = t.prospect_id
JOIN (
  SELECT company_id, thread_id, array_agg(DISTINCT kind) AS kinds, max(received_at) AS last_at, count(*)::integer AS received,
    (array_agg(from_name ORDER BY received_at DESC))[1] AS from_name,
    (array_agg(from_address ORDER BY received_at DESC))[1] AS from_address,
    (array_agg(left(coalesce(new_text, ''), 200) ORDER BY received_at DESC))[1] AS snippet,
    string_agg(concat_ws(' ', from_name, from_address, subject, left(new_text, 2000)), ' ') AS words
  FROM received_mails WHERE thread_id IS NOT NULL GROUP BY company_id, thread_id
) r ON r.company_id = t.company_id AND r.thread_id = t.id;
