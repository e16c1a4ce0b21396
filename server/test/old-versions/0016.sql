-- Rows as an installation at this migration holds them, in the table that it makes; see 0001.sql.
INSERT INTO notes VALUES
  ('00000000000000000000c001', '00000000000000000000fd01', '00000000000000000000f201', '00000000000000000000d001', 'Likes trains',
   '2026-01-05T09:00Z', NULL);
