-- How somebody looks at the table of prospects: which ones, in what order, which columns. A shared one is everybody's to use.
CREATE TABLE prospect_views (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  owner_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  shared boolean NOT NULL DEFAULT false,
  filter jsonb NOT NULL,
  sort text NOT NULL,
  columns text[] NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, owner_id, name_key),
  FOREIGN KEY (company_id, owner_id) REFERENCES memberships (company_id, user_id)
);

-- One thing done to many prospects. A row is work to be finished: it survives a kill and goes on after after_id.
CREATE TABLE bulk_actions (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,                -- of the prospects of a filter, only those that are older
  user_id text COLLATE "C" NOT NULL,
  action jsonb NOT NULL,                       -- {"kind":"add_tags","tags":["hot"]} …
  prospect_ids text[],                         -- null: those of the filter
  filter jsonb,
  own_only boolean NOT NULL,                   -- only prospects that are the user's own
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed', 'undoing', 'undone')),
  error text,
  after_id text COLLATE "C" NOT NULL DEFAULT '',
  seen integer NOT NULL DEFAULT 0,
  changed integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  refusals jsonb NOT NULL DEFAULT '{}',        -- {"a reason": how many}
  restored integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  undo_until timestamptz,                      -- null: cannot be taken back
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, user_id) REFERENCES memberships (company_id, user_id)
);

-- What a bulk action that can be undone found and left, so that undoing it restores exactly that, and nothing that was changed since.
CREATE TABLE bulk_action_changes (
  company_id text COLLATE "C" NOT NULL,
  action_id text COLLATE "C" NOT NULL,
  prospect_id text COLLATE "C" NOT NULL,
  before jsonb NOT NULL,
  PRIMARY KEY (company_id, action_id, prospect_id),
  FOREIGN KEY (company_id, action_id) REFERENCES bulk_actions ON DELETE CASCADE
);
