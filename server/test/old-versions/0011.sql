-- Rows as an installation at this migration holds them, in the table that it makes; see 0001.sql.
INSERT INTO journey_signals VALUES
  ('00000000000000000000c001', '00000000000000000000ee01', '00000000000000000000bc01'),
  ('00000000000000000000c001', '00000000000000000000ee02', '00000000000000000000bc01');
