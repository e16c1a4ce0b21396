-- Rows as an installation at this migration holds them, in the tables that it makes; see 0001.sql.
INSERT INTO prospect_views VALUES
  ('00000000000000000000c001', '00000000000000000000fe01', '00000000000000000000d001', 'Oslo', 'oslo', false, '{"search": "oslo"}',
   'createdAt', '{}', '2026-01-05T09:00Z', '2026-01-05T09:00Z');
INSERT INTO bulk_actions VALUES
  ('00000000000000000000c001', '00000000000000000000ff01', '00000000000000000000d001', '{"kind": "add_tags", "tags": ["hot"]}',
   '{00000000000000000000f201}', NULL, false, 'done', NULL, '00000000000000000000f201', 1, 1, 0, '{}', 0, '2026-01-05T09:00Z',
   '2026-01-05T09:00Z', '2026-01-05T09:15Z');
INSERT INTO bulk_action_changes VALUES
  ('00000000000000000000c001', '00000000000000000000ff01', '00000000000000000000f201', '{"tags": []}');
