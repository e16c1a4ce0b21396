-- Rows as an installation at this migration holds them, in the tables that it makes; see 0001.sql.
INSERT INTO calls (company_id, id, provider, call_sid, state, disposition, answered_by, judged_by_user, user_id, prospect_id, task_id, from_number,
  to_number, started_at, ended_at, duration_seconds, notes, failure, created_at) VALUES
  ('00000000000000000000c001', '00000000000000000000da01', 'twilio', 'CA00000000000000000000000000000001', 'completed', 'answered', 'human', false,
   '00000000000000000000d001', '00000000000000000000f201', '00000000000000000000bf01', '+14155550100', '+14155550199', '2026-01-06T08:00Z',
   '2026-01-06T08:02Z', 120, 'Wants an offer', NULL, '2026-01-06T08:00Z'),
  ('00000000000000000000c001', '00000000000000000000da02', 'tel', NULL, 'open', NULL, NULL, false, '00000000000000000000d002',
   '00000000000000000000f202', NULL, NULL, '555 0199', '2026-01-06T09:00Z', NULL, 0, '', NULL, '2026-01-06T09:00Z'),
  ('00000000000000000000c001', '00000000000000000000da03', 'twilio', NULL, 'failed', NULL, NULL, false, '00000000000000000000d001',
   '00000000000000000000f201', NULL, '+14155550100', '+14155550199', '2026-01-06T10:00Z', '2026-01-06T10:01Z', 0, '', 'busy', '2026-01-06T10:00Z');
INSERT INTO twilio_accounts VALUES ('00000000000000000000c001', 'AC00000000000000000000000000000001', 'v1.sealed', '+14155550100', true);
INSERT INTO user_phones VALUES ('00000000000000000000c001', '00000000000000000000d001', '+14155550111');
UPDATE tasks SET snoozed_until = due_at WHERE id = '00000000000000000000bf01';
