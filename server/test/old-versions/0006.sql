-- Rows as an installation at this migration holds them, in the tables that it makes; see 0001.sql.
INSERT INTO webhooks (company_id, id, event, url, secret, state, off_reason, failures, failing_since, paused_until, created_by, created_at) VALUES
  ('00000000000000000000c001', '00000000000000000000ca01', 'startCadence', 'www.test.com/xyz', 'v1.sealed', 'on', NULL, 0, NULL, NULL,
   '00000000000000000000d001', '2026-01-01T08:00Z'),
  ('00000000000000000000c001', '00000000000000000000ca02', '*', 'http://hooks.acme.test/', 'v1.sealed', 'off', 'Nothing was taken for a day.', 31,
   '2026-01-02T08:00Z', '2026-01-03T08:05Z', '00000000000000000000d001', '2026-01-01T08:00Z'),
  ('00000000000000000000c001', '00000000000000000000ca03', 'callWebhook', 'https://hooks.acme.test/', 'v1.sealed', 'removed', NULL, 0, NULL, NULL,
   '00000000000000000000d002', '2026-01-01T08:00Z');
INSERT INTO webhook_deliveries (company_id, id, webhook_id, event, event_id, prospect_id, body, state, attempts, refusals, next_at, give_up_at, created_at,
  tried_at, status, answer, error, milliseconds) VALUES
  ('00000000000000000000c001', '00000000000000000000cb01', '00000000000000000000ca01', 'startCadence', '00000000000000000000cc01',
   '00000000000000000000f201', '{"event":"startCadence"}', 'waiting', 1, 0, '2026-01-02T08:00:05Z', '2026-01-03T08:00Z', '2026-01-02T08:00Z',
   '2026-01-02T08:00Z', NULL, NULL, 'The receiver refuses connections.', 3),
  ('00000000000000000000c001', '00000000000000000000cb02', '00000000000000000000ca01', 'startCadence', '00000000000000000000cc02',
   '00000000000000000000f202', '{"event":"startCadence"}', 'delivered', 1, 0, NULL, NULL, '2026-01-02T08:00Z', '2026-01-02T08:00Z', 200, 'ok', NULL, 80),
  ('00000000000000000000c001', '00000000000000000000cb03', '00000000000000000000ca02', 'reply', '00000000000000000000cc03', NULL, '{"event":"reply"}',
   'set_aside', 12, 12, NULL, '2026-01-03T08:00Z', '2026-01-02T08:00Z', '2026-01-03T08:00Z', 500, 'no', 'The receiver answered 500.', 80),
  ('00000000000000000000c001', '00000000000000000000cb04', '00000000000000000000ca03', 'callWebhook', NULL, NULL, '{}', 'cancelled', 0, 0, NULL, NULL,
   '2026-01-02T08:00Z', NULL, NULL, NULL, NULL, NULL);
