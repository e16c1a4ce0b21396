-- A company whose rows came from a backup: what left after it is not known here, so nothing of it is sent until somebody confirms. The row
-- stays, to tell who did.
CREATE TABLE sending_holds (
  company_id text COLLATE "C" PRIMARY KEY REFERENCES companies,
  backup_at timestamptz NOT NULL,              -- what happened later is not known
  restored_at timestamptz NOT NULL,
  confirmed_at timestamptz,                    -- null: nothing is sent
  confirmed_by text COLLATE "C"                -- null: on the server's command line
);
