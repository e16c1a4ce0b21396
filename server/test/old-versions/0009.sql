-- Rows as an installation at this migration holds them, in the table that it makes; see 0001.sql.
INSERT INTO sending_holds VALUES
  ('00000000000000000000c001', '2026-01-05T02:00Z', '2026-01-05T09:00Z', NULL, NULL),
  ('00000000000000000000c002', '2026-01-05T02:00Z', '2026-01-05T09:00Z', '2026-01-05T10:00Z', '00000000000000000000d001');
