-- Whether everybody of the company may see and use a cadence, journey or template, or only its owner, managers and admins. What there
-- was before roles was everybody's.
ALTER TABLE sequences ADD COLUMN shared boolean NOT NULL DEFAULT true;
ALTER TABLE templates ADD COLUMN shared boolean NOT NULL DEFAULT true;
