-- Rows as an installation at this migration holds them, in the tables that it makes; see 0001.sql.
INSERT INTO klenty_moves (company_id, id, user_id, server_url, server_user, on_existing, people, added, updated, skipped, repeated, rejected, suppressed,
  notes, created_at, finished_at) VALUES
  ('00000000000000000000c001', '00000000000000000000da01', '00000000000000000000d001', 'https://app.klenty.com', 'hello@klenty.com', 'update', 3,
   1, 1, 0, 0, 1, 1, '{"lists": ["default"]}', '2026-01-01T08:00Z', '2026-01-01T09:00Z'),
  ('00000000000000000000c001', '00000000000000000000da02', '00000000000000000000d001', 'https://app.klenty.com', 'hello@klenty.com', 'skip', NULL,
   0, 0, 0, 0, 0, 0, '{}', '2026-01-02T08:00Z', NULL);
INSERT INTO klenty_move_people (company_id, move_id, source_id, list_name, given, rejection) VALUES
  ('00000000000000000000c001', '00000000000000000000da01', '58df455871e0960b001f8c6b', 'default', '{"Email": "x"}', 'Email is not a valid mail address.'),
  ('00000000000000000000c001', '00000000000000000000da02', '58df455871e0960b001f8c6c', NULL, '{"Email": "ann@example.org"}', NULL);
