-- A move from a server that speaks the Klenty API: who is there is noted first, then taken over in batches, so that it goes on after a kill.
CREATE TABLE klenty_moves (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  server_url text NOT NULL,
  server_user text NOT NULL,                   -- whose lists were asked for
  on_existing text NOT NULL CHECK (on_existing IN ('update', 'skip')),
  people integer,                              -- as many as there are; null until all are noted
  added integer NOT NULL DEFAULT 0,
  updated integer NOT NULL DEFAULT 0,
  skipped integer NOT NULL DEFAULT 0,
  repeated integer NOT NULL DEFAULT 0,         -- an address that the server holds twice
  rejected integer NOT NULL DEFAULT 0,
  suppressed integer NOT NULL DEFAULT 0,       -- of all of these, those who are mailed by nobody
  notes jsonb NOT NULL DEFAULT '{}',           -- lists, cadences, what was left behind; see modules/klenty-moves/move.ts
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, user_id) REFERENCES memberships (company_id, user_id)
);
-- The same command goes on with what it has begun.
CREATE UNIQUE INDEX klenty_moves_open ON klenty_moves (company_id, server_url, server_user) WHERE finished_at IS NULL;

-- Who is yet to be taken over, and who could not be.
CREATE TABLE klenty_move_people (
  company_id text COLLATE "C" NOT NULL,
  move_id text COLLATE "C" NOT NULL,
  source_id text COLLATE "C" NOT NULL,         -- the server's
  list_name text,
  given jsonb NOT NULL,                        -- as the server listed him
  rejection text,
  PRIMARY KEY (company_id, move_id, source_id),
  FOREIGN KEY (company_id, move_id) REFERENCES klenty_moves ON DELETE CASCADE
);
CREATE INDEX klenty_move_people_waiting ON klenty_move_people (company_id, move_id, source_id) WHERE rejection IS NULL;
