-- A mail of a sequence begins to leave before this, the end of the delivery window it waits for; null: at any hour.
ALTER TABLE messages ADD COLUMN send_before timestamptz;
-- What was recorded for a window that nobody noted is looked at again before it leaves.
UPDATE messages SET send_before = not_before WHERE kind = 'sequence' AND state IN ('queued', 'sending', 'uncertain');

-- Was written and never read.
ALTER TABLE enrolments DROP COLUMN revision;
