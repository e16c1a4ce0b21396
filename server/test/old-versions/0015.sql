-- Rows as an installation at this migration holds them, in the tables that it makes; see 0001.sql.
INSERT INTO auth_two_factors VALUES
  ('00000000000000000000fa01', 'v1.AAAA', 'v1.BBBB', '00000000000000000000d001', true, 0, NULL);
INSERT INTO invitations VALUES
  ('00000000000000000000c001', '00000000000000000000fb01', 'new@acme.test', 'rep', '00000000000000000000d001',
   '2026-01-05T09:00Z', '2026-01-12T09:00Z', NULL, NULL, NULL);
INSERT INTO audit_entries VALUES
  ('00000000000000000000c001', '00000000000000000000fc01', '2026-01-05T09:00Z', '00000000000000000000d001', 'ann@acme.test', NULL,
   '192.0.2.1', 'api_key.created', 'CRM', '{}');
