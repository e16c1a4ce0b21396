-- Rows as an installation at migration 0001 holds them: at least one in every table that 0001 makes, and one with and one without what may
-- be missing. Never changed afterwards; what a later migration adds is filled by the file of its own number.
INSERT INTO instance VALUES ('id', '00000000000000000000a001');
INSERT INTO processes VALUES ('00000000000000000000b001', 'host', 4711, '{api,engine,mail,jobs}', '2026-01-01T08:00Z', '2026-01-01T08:01Z');

INSERT INTO auth_users ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") VALUES
  ('00000000000000000000d001', 'Hello Klenty', 'hello@klenty.com', true, '2026-01-01T08:00Z', '2026-01-01T08:00Z'),
  ('00000000000000000000d002', 'Steve', 'steve@acme.test', false, '2026-01-01T08:00Z', '2026-01-01T08:00Z');
INSERT INTO auth_sessions ("id", "expiresAt", "token", "createdAt", "updatedAt", "userId") VALUES
  ('00000000000000000000d101', '2026-02-01T08:00Z', 'token', '2026-01-01T08:00Z', '2026-01-01T08:00Z', '00000000000000000000d001');
INSERT INTO auth_accounts ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt") VALUES
  ('00000000000000000000d201', '00000000000000000000d001', 'credential', '00000000000000000000d001', 'hash', '2026-01-01T08:00Z', '2026-01-01T08:00Z');
INSERT INTO auth_verifications VALUES
  ('00000000000000000000d301', 'hello@klenty.com', 'value', '2026-01-02T08:00Z', '2026-01-01T08:00Z', '2026-01-01T08:00Z');

INSERT INTO companies (company_id, name, name_key, zone, settings, created_at) VALUES
  ('00000000000000000000c001', 'Acme', 'acme', 'Europe/Berlin', '{"mailsPerPersonAndDay": 3}', '2026-01-01T08:00Z'),
  ('00000000000000000000c002', 'Klenty', 'klenty', 'UTC', '{}', '2026-01-01T08:00Z');
INSERT INTO memberships (company_id, user_id, email, name, role, created_at, left_at) VALUES
  ('00000000000000000000c001', '00000000000000000000d001', 'hello@klenty.com', 'Hello', 'admin', '2026-01-01T08:00Z', NULL),
  ('00000000000000000000c001', '00000000000000000000d002', 'steve@acme.test', 'Steve', 'rep', '2026-01-01T08:00Z', '2026-01-05T08:00Z'),
  ('00000000000000000000c002', '00000000000000000000d001', 'hello@klenty.com', 'Hello', 'manager', '2026-01-01T08:00Z', NULL);
INSERT INTO api_keys (company_id, key_hash, id, user_id, edition, name, created_at, revoked_at) VALUES
  ('00000000000000000000c001', '\x01', '00000000000000000000e001', '00000000000000000000d001', '2017', 'mine', '2026-01-01T08:00Z', NULL),
  ('00000000000000000000c001', '\x02', '00000000000000000000e002', NULL, '2023', 'ours', '2026-01-01T08:00Z', '2026-01-02T08:00Z');
INSERT INTO notices (company_id, id, user_id, kind, text, created_at) VALUES
  ('00000000000000000000c001', '00000000000000000000e101', NULL, 'mailbox_paused', 'A mailbox paused itself.', '2026-01-01T08:00Z');

INSERT INTO lists VALUES ('00000000000000000000c001', '00000000000000000000f001', 'Default', 'default', NULL, '2026-01-01T08:00Z');
INSERT INTO tags VALUES ('00000000000000000000c001', '00000000000000000000f101', 'Hot', 'hot');
INSERT INTO prospects (company_id, id, email, email_key, domain, first_name, last_name, full_name, city, country, time_zone, custom_fields,
  list_id, owner_id, status, suppressed_by, created_at, updated_at, last_interaction_at) VALUES
  ('00000000000000000000c001', '00000000000000000000f201', 'Ann@Example.org', 'ann@example.org', 'example.org', 'Ann', 'Lee', 'Ann Lee',
   'Oslo', 'Norway', 'Europe/Oslo', '{"Size": "10"}', '00000000000000000000f001', '00000000000000000000d001', 'contacted', NULL,
   '2026-01-01T08:00Z', '2026-01-02T08:00Z', '2026-01-03T08:00Z'),
  ('00000000000000000000c001', '00000000000000000000f202', 'bob@example.org', 'bob@example.org', 'example.org', NULL, NULL, NULL, NULL, NULL,
   NULL, '{}', '00000000000000000000f001', '00000000000000000000d002', 'unsubscribed', 'unsubscribed',
   '2026-01-01T08:00Z', '2026-01-01T08:00Z', '2026-01-01T08:00Z');
INSERT INTO prospect_tags VALUES ('00000000000000000000c001', '00000000000000000000f201', '00000000000000000000f101');
INSERT INTO suppressions VALUES
  ('00000000000000000000c001', 'address', 'bob@example.org', 'unsubscribed', 'link', NULL, '2026-01-01T08:00Z'),
  ('00000000000000000000c001', 'domain', 'rival.example', 'do_not_contact', 'app', 'asked for by phone', '2026-01-01T08:00Z');

INSERT INTO templates (company_id, id, name, name_key, subject, body, created_at, updated_at) VALUES
  ('00000000000000000000c001', '00000000000000000000aa01', 'Intro', 'intro', 'Hi {{ FirstName }}', '<p>Hello</p>', '2026-01-01T08:00Z', '2026-01-01T08:00Z');
INSERT INTO sequences (company_id, id, kind, name, name_key, owner_id, state, draft, published, version, published_at, created_at, updated_at) VALUES
  ('00000000000000000000c001', '00000000000000000000ab01', 'cadence', 'First', 'first', '00000000000000000000d001', 'live', NULL,
   '{"settings": {}, "steps": [{"id": "s1", "kind": "mail", "options": [{"id": "o1", "template": "Intro", "weight": 1, "subject": "Hi", "body": "<p>Hello</p>"}]}]}',
   1, '2026-01-01T08:00Z', '2026-01-01T08:00Z', '2026-01-01T08:00Z'),
  ('00000000000000000000c001', '00000000000000000000ab02', 'journey', 'First', 'first', '00000000000000000000d001', 'draft', '{"steps": []}', NULL,
   0, NULL, '2026-01-01T08:00Z', '2026-01-01T08:00Z');
INSERT INTO sequence_steps VALUES ('00000000000000000000c001', '00000000000000000000ab01', 's1', 'mail', 1, 'Intro', NULL);
INSERT INTO sequence_options VALUES ('00000000000000000000c001', '00000000000000000000ab01', 's1', 'o1', 1, 'Intro', 'Hi', NULL);
INSERT INTO holiday_calendars VALUES ('00000000000000000000c001', '00000000000000000000ac01', 'Ours', 'ours', 'US-CA', '{2026-12-24,2026-12-31}');

INSERT INTO imports (company_id, id, user_id, list_id, file_name, file_path, file_digest, format, mapping, on_existing, state, checkpoint,
  total_bytes, read_bytes, added, rejected, created_at, finished_at) VALUES
  ('00000000000000000000c001', '00000000000000000000ad01', '00000000000000000000d001', '00000000000000000000f001', 'people.csv', '/tmp/people.csv',
   'digest', '{"encoding": "utf-8", "delimiter": ","}', '["Email"]', 'update', 'done', 3, 100, 100, 2, 1, '2026-01-01T08:00Z', '2026-01-01T08:01Z');
INSERT INTO import_rejections VALUES ('00000000000000000000c001', '00000000000000000000ad01', 2, 'not an address', '{nonsense}');
