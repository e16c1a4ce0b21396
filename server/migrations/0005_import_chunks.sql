-- Uploaded files lie in the database until their import has ended, so that any process can run it, on whichever machine.
CREATE TABLE import_uploads (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  total_bytes bigint,                          -- null while it is still coming in
  created_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id)
);

CREATE TABLE import_chunks (
  company_id text COLLATE "C" NOT NULL,
  upload_id text COLLATE "C" NOT NULL,
  number integer NOT NULL,                     -- 0, 1, 2 … in the order of the file
  bytes bytea NOT NULL,
  PRIMARY KEY (company_id, upload_id, number),
  FOREIGN KEY (company_id, upload_id) REFERENCES import_uploads ON DELETE CASCADE
);
