-- What an import gives to all its prospects, beside its list.
ALTER TABLE imports ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
ALTER TABLE imports ADD COLUMN owner_id text COLLATE "C";  -- of rows that name no owner; null: whoever imports
ALTER TABLE imports ADD FOREIGN KEY (company_id, owner_id) REFERENCES memberships (company_id, user_id);
