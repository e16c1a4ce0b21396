-- What users write down about prospects.
CREATE TABLE notes (
  company_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  prospect_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  text text NOT NULL,
  created_at timestamptz NOT NULL,
  edited_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, prospect_id) REFERENCES prospects ON DELETE CASCADE,
  FOREIGN KEY (company_id, user_id) REFERENCES memberships (company_id, user_id)
);
CREATE INDEX notes_prospect ON notes (company_id, prospect_id, id);
