-- Rows as an installation at migration 0002 holds them, in the tables that 0002 makes; see 0001.sql.
INSERT INTO mailboxes (company_id, id, user_id, address, address_key, from_name, signature, smtp, imap, credential_kind, smtp_secret, imap_secret,
  limits, zone, state, pause_reason, paused_by, sent_copies, rewrites_message_id, created_at) VALUES
  ('00000000000000000000c001', '00000000000000000000ba01', '00000000000000000000d001', 'Steve@Acme.test', 'steve@acme.test', 'Steve', '<p>Steve</p>',
   '{"host": "smtp.acme.test", "port": 587, "security": "starttls", "user": "steve"}',
   '{"host": "imap.acme.test", "port": 993, "security": "tls", "user": "steve"}', 'password', 'v1.sealed', 'v1.sealed',
   '{"daily": 500, "minGapSeconds": 30, "maxGapSeconds": 300}', 'Europe/Berlin', 'running', NULL, NULL, 'server', false, '2026-01-01T08:00Z'),
  ('00000000000000000000c001', '00000000000000000000ba02', '00000000000000000000d002', 'old@acme.test', 'old@acme.test', '', '',
   '{"host": "smtp.acme.test", "port": 25, "security": "none", "user": "old"}', NULL, 'oauth2', NULL, NULL,
   '{}', 'UTC', 'removed', '535 5.7.8 refused', 'authentication', 'unknown', NULL, '2026-01-01T08:00Z');
INSERT INTO mailbox_slots VALUES
  ('00000000000000000000c001', '00000000000000000000ba01', '2026-01-05T08:00Z', '2026-01-05', 3, '2026-01-05T08:00Z', 2);
INSERT INTO mailbox_leases VALUES
  ('00000000000000000000c001', '00000000000000000000ba01', 'send', '00000000000000000000b001', '2026-01-01T08:01Z');
INSERT INTO mailbox_folders VALUES ('00000000000000000000c001', '00000000000000000000ba01', 'INBOX', 'inbox', 1, 42);
INSERT INTO threads VALUES
  ('00000000000000000000c001', '00000000000000000000bb01', '00000000000000000000f201', '00000000000000000000ba01', 'Hi Ann',
   '2026-01-02T08:00Z', '2026-01-03T08:00Z');

INSERT INTO enrolments (company_id, id, sequence_id, prospect_id, started_by, status, phase, step_id, visit, steps_done, since, due_at, first_mail,
  lane_mailbox_id, mailbox_id, thread_id, hold, paused_until, resumable, revision, started_at, ended_at)
SELECT '00000000000000000000c001', id, sequence_id, prospect_id, '00000000000000000000d001', status, phase, 's1', 1, '{}', '2026-01-02T08:00Z',
  due_at::timestamptz, true, lane, '00000000000000000000ba01', NULL, hold::jsonb, paused_until::timestamptz, false, 1, '2026-01-02T08:00Z', ended_at::timestamptz
FROM (VALUES
  ('00000000000000000000bc01', '00000000000000000000ab01', '00000000000000000000f201', 'in_cadence', 'due', '2026-01-06T08:00Z',
   '00000000000000000000ba01', NULL, NULL, NULL),
  ('00000000000000000000bc02', '00000000000000000000ab01', '00000000000000000000f202', 'in_cadence', 'mail_in_hand', NULL,
   '00000000000000000000ba01', NULL, NULL, NULL),
  ('00000000000000000000bc03', '00000000000000000000ab02', '00000000000000000000f201', 'in_cadence', 'held', NULL, '',
   '{"reason": "missing_variable", "variables": ["FirstName"]}', NULL, NULL),
  ('00000000000000000000bc04', '00000000000000000000ab02', '00000000000000000000f202', 'in_cadence', 'paused', NULL, '', NULL, '2026-02-01T08:00Z', NULL),
  ('00000000000000000000bc05', '00000000000000000000ab01', '00000000000000000000f201', 'unsubscribed', 'ended', NULL, '', NULL, NULL, '2026-01-04T08:00Z')
) AS given (id, sequence_id, prospect_id, status, phase, due_at, lane, hold, paused_until, ended_at);
INSERT INTO lanes VALUES
  ('00000000000000000000c001', '00000000000000000000ab01', '00000000000000000000ba01', 2),
  ('00000000000000000000c001', '00000000000000000000ab02', '', 0);
INSERT INTO lane_entries VALUES ('00000000000000000000c001', '00000000000000000000bc01', '00000000000000000000ab01', '00000000000000000000ba01', true,
  '2026-01-06T08:00Z');
INSERT INTO sequence_pace VALUES ('00000000000000000000c001', '00000000000000000000ab01', '2026-01-05', 5, '2026-01-06T08:00Z');

INSERT INTO messages (company_id, id, kind, state, mailbox_id, prospect_id, enrolment_id, sequence_id, step_id, visit, option_id, thread_id,
  message_id, to_address, subject, html, text, reference_ids, tracked, queued_at, not_before, attempts, process_id, sending_at, sent_at, server_answer)
SELECT '00000000000000000000c001', id, kind, state, '00000000000000000000ba01', '00000000000000000000f201', enrolment_id, '00000000000000000000ab01',
  's1', 1, 'o1', '00000000000000000000bb01', '<' || id || '@acme.test>', 'Ann@Example.org', 'Hi Ann', '<p>Hello</p>', 'Hello', '{}', true,
  '2026-01-02T08:00Z', '2026-01-02T08:00Z', 1, process_id, sending_at::timestamptz, sent_at::timestamptz, answer
FROM (VALUES
  ('00000000000000000000bd01', 'sequence', 'sent', '00000000000000000000bc05', NULL, '2026-01-02T08:00Z', '2026-01-02T08:00:01Z', '250 ok'),
  ('00000000000000000000bd02', 'sequence', 'sending', '00000000000000000000bc02', '00000000000000000000b001', '2026-01-05T08:00Z', NULL, NULL),
  ('00000000000000000000bd03', 'manual', 'uncertain', NULL, NULL, '2026-01-05T08:00Z', NULL, 'DATA: connection lost'),
  ('00000000000000000000bd04', 'answer', 'queued', NULL, NULL, NULL, NULL, NULL),
  ('00000000000000000000bd05', 'sequence', 'cancelled', '00000000000000000000bc01', NULL, NULL, NULL, NULL),
  ('00000000000000000000bd06', 'test', 'refused', NULL, NULL, '2026-01-05T08:00Z', NULL, '550 5.1.1 no such user')
) AS given (id, kind, state, enrolment_id, process_id, sending_at, sent_at, answer);

INSERT INTO received_mails (company_id, id, mailbox_id, message_key, folder, uid, kind, matched_by, thread_id, prospect_id, reply_to_id,
  from_address, subject, new_text, text, mailed_at, received_at) VALUES
  ('00000000000000000000c001', '00000000000000000000be01', '00000000000000000000ba01', '<r1@example.org>', 'INBOX', 41, 'reply', 'message_id',
   '00000000000000000000bb01', '00000000000000000000f201', '00000000000000000000bd01', 'ann@example.org', 'Re: Hi Ann', 'Yes', 'Yes > Hello',
   '2026-01-03T08:00Z', '2026-01-03T08:00:05Z');
INSERT INTO tasks (company_id, id, kind, state, prospect_id, assignee_id, enrolment_id, sequence_id, step_id, visit, title, note, outcome, due_at,
  created_at, closed_at) VALUES
  ('00000000000000000000c001', '00000000000000000000bf01', 'call', 'open', '00000000000000000000f201', '00000000000000000000d001',
   '00000000000000000000bc03', '00000000000000000000ab02', 's2', 1, 'Call Ann', 'About the offer', NULL, '2026-01-06T08:00Z', '2026-01-05T08:00Z', NULL),
  ('00000000000000000000c001', '00000000000000000000bf02', 'todo', 'done', '00000000000000000000f202', '00000000000000000000d002',
   NULL, NULL, NULL, NULL, 'Look up', '', 'connected', '2026-01-04T08:00Z', '2026-01-03T08:00Z', '2026-01-04T08:00Z');
INSERT INTO events (company_id, id, kind, occurred_at, prospect_id, enrolment_id, message_id, data) VALUES
  ('00000000000000000000c001', '00000000000000000000ca01', 'sent', '2026-01-02T08:00:01Z', '00000000000000000000f201', '00000000000000000000bc05',
   '00000000000000000000bd01', '{"subject": "Hi Ann"}'),
  ('00000000000000000000c001', '00000000000000000000ca02', 'prospect_imported', '2026-01-01T08:00Z', '00000000000000000000f202', NULL, NULL,
   '{"importId": "00000000000000000000ad01"}');
