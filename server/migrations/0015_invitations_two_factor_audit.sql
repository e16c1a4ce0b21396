-- Sign-in with a second factor (better-auth). Secret and backup codes are encrypted with a key outside the database.
ALTER TABLE auth_users ADD COLUMN "twoFactorEnabled" boolean NOT NULL DEFAULT false;
CREATE TABLE auth_two_factors (
  "id" text COLLATE "C" PRIMARY KEY,
  "secret" text NOT NULL,
  "backupCodes" text NOT NULL,
  "userId" text COLLATE "C" NOT NULL UNIQUE REFERENCES auth_users ("id") ON DELETE CASCADE,
  "verified" boolean NOT NULL DEFAULT false,
  "failedVerificationCount" integer NOT NULL DEFAULT 0,
  "lockedUntil" timestamptz
);

-- IANA; null: the company's.
ALTER TABLE memberships ADD COLUMN zone text;

-- About when: written anew at most every few minutes.
ALTER TABLE api_keys ADD COLUMN last_used_at timestamptz;

-- The link of an invitation is a signature of its id and expires_at, so nothing secret is kept, and one that was renewed ends the links before.
CREATE TABLE invitations (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  role text NOT NULL CHECK (role IN ('admin', 'manager', 'rep')),
  invited_by text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  mailed_at timestamptz,                       -- when a mail with the link was last queued
  accepted_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, invited_by) REFERENCES memberships (company_id, user_id)
);
CREATE UNIQUE INDEX invitations_open ON invitations (company_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- Who changed what concerns safety: keys, roles, settings, exports, sign-in. Appended to, never changed.
CREATE TABLE audit_entries (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  user_id text COLLATE "C",                    -- null: the operator on the command line
  email text,                                  -- as it was then
  key_id text COLLATE "C",                     -- the API key that was used; null for a session
  address text,                                -- the caller's
  action text NOT NULL,                        -- 'api_key.created', see modules/audit/actions.ts
  subject text,                                -- what was acted on, in words
  detail jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (company_id, id)
);
CREATE INDEX audit_entries_user ON audit_entries (company_id, user_id, id);
CREATE INDEX audit_entries_action ON audit_entries (company_id, action, id);
