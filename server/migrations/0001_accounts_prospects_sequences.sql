-- Every table that holds a company's data has company_id first in its primary key, unique constraints and foreign keys.
-- Closed list of exceptions: instance, processes, schema_migrations, the sign-in tables (auth_*) and pg-boss's own schema.
-- Ids are 24 hex digits, time-ordered; "C" collation makes their comparison a memcmp.

CREATE TABLE instance (
  key text PRIMARY KEY,
  value text NOT NULL
);

-- A running server process. Rows marked `sending` bear its id; when lease_until has passed, the process is taken for dead.
CREATE TABLE processes (
  id text COLLATE "C" PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  roles text[] NOT NULL,
  started_at timestamptz NOT NULL,
  lease_until timestamptz NOT NULL
);

-- Sign-in (better-auth). Its field names are kept; a user may belong to several companies.
CREATE TABLE auth_users (
  "id" text COLLATE "C" PRIMARY KEY,
  "name" text NOT NULL,
  "email" text NOT NULL UNIQUE CHECK (email = lower(email)),
  "emailVerified" boolean NOT NULL DEFAULT false,
  "image" text,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL
);
CREATE TABLE auth_sessions (
  "id" text COLLATE "C" PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  "token" text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text COLLATE "C" NOT NULL REFERENCES auth_users ("id") ON DELETE CASCADE
);
CREATE INDEX auth_sessions_user ON auth_sessions ("userId");
CREATE TABLE auth_accounts (
  "id" text COLLATE "C" PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text COLLATE "C" NOT NULL REFERENCES auth_users ("id") ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX auth_accounts_user ON auth_accounts ("userId");
CREATE TABLE auth_verifications (
  "id" text COLLATE "C" PRIMARY KEY,
  "identifier" text NOT NULL,
  "value" text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX auth_verifications_identifier ON auth_verifications ("identifier");

CREATE TABLE companies (
  company_id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  name_key text NOT NULL,                      -- trimmed, lower-cased
  zone text NOT NULL DEFAULT 'UTC',            -- IANA; days in reports and "today" are this zone's
  -- {"mailsPerPersonAndDay":2,"bouncePausePercent":5,"country":"US"}; see modules/accounts/company-settings.ts
  settings jsonb NOT NULL DEFAULT '{}',
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);
-- Joining "an existing company of that name" looks it up by name; names need not be unique between hosted companies.
CREATE INDEX companies_name ON companies (name_key);

CREATE TABLE memberships (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  user_id text COLLATE "C" NOT NULL REFERENCES auth_users ("id"),
  email text NOT NULL CHECK (email = lower(email)),  -- the user's login mail; the path of every Klenty request names it
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('admin', 'manager', 'rep')),
  created_at timestamptz NOT NULL,
  left_at timestamptz,
  PRIMARY KEY (company_id, user_id),
  UNIQUE (company_id, email)
);
CREATE INDEX memberships_user ON memberships (user_id);  -- which companies a session may enter

-- The key's text is "cdz_<company_id>_<192 random bits>"; only its SHA-256 is kept.
CREATE TABLE api_keys (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  key_hash bytea NOT NULL,
  id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C",                    -- null: a company key, good for any of its users
  edition text NOT NULL CHECK (edition IN ('2017', '2023')),
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (company_id, key_hash),
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, user_id) REFERENCES memberships
);

-- What a user is told: a mailbox paused itself, a bounce rate was passed.
CREATE TABLE notices (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C",                    -- null: every admin
  kind text NOT NULL,
  text text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (company_id, id)
);
CREATE INDEX notices_unread ON notices (company_id, user_id, id) WHERE read_at IS NULL;

CREATE TABLE lists (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  created_by text COLLATE "C",
  created_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, name_key)
);

CREATE TABLE tags (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, name_key)
);

CREATE TABLE prospects (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  email text NOT NULL,                         -- as typed, trimmed, without mailto:
  email_key text COLLATE "C" NOT NULL,         -- for matching: lower-cased, domain in ASCII
  domain text COLLATE "C" NOT NULL,            -- of email_key
  first_name text,
  last_name text,
  full_name text,
  middle_name text,
  company text,
  account text,
  company_domain text,
  company_url text,
  company_email text,
  company_phone text,
  department text,
  title text,
  phone text,
  location text,
  city text,
  country text,
  twitter_id text,
  linkedin_url text,
  outcome text,
  time_zone text,                              -- IANA, when known; else guessed from country and city when needed
  custom_fields jsonb NOT NULL DEFAULT '{}',   -- {name: text}
  list_id text COLLATE "C" NOT NULL,
  owner_id text COLLATE "C" NOT NULL,
  -- What is shown; suppressions decide who may be mailed.
  status text NOT NULL DEFAULT 'not_contacted'
    CHECK (status IN ('not_contacted', 'contacted', 'replied', 'bounced', 'unsubscribed', 'do_not_contact')),
  -- A copy of the strongest suppression of this address or domain, kept by the statements that write suppressions, so that the
  -- statement that marks a mail `sending` sees a change made while it waited for this row's lock.
  suppressed_by text CHECK (suppressed_by IN ('unsubscribed', 'bounced', 'do_not_contact', 'complaint')),
  source text NOT NULL DEFAULT 'api',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  last_interaction_at timestamptz NOT NULL,    -- "last updated" of the Klenty API
  last_import_id text COLLATE "C",             -- the import that touched it last; tells which rows of a file repeat an address
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, email_key),
  FOREIGN KEY (company_id, list_id) REFERENCES lists (company_id, id),
  FOREIGN KEY (company_id, owner_id) REFERENCES memberships (company_id, user_id)
);
CREATE INDEX prospects_list ON prospects (company_id, list_id, id);
-- With the list, so that "lists that hold prospects of this user" is one probe per list.
CREATE INDEX prospects_owner ON prospects (company_id, owner_id, list_id, id);
CREATE INDEX prospects_domain ON prospects (company_id, domain, id);
CREATE INDEX prospects_created ON prospects (company_id, created_at, id);
CREATE INDEX prospects_interaction ON prospects (company_id, last_interaction_at, id);

CREATE TABLE prospect_tags (
  company_id text COLLATE "C" NOT NULL,
  prospect_id text COLLATE "C" NOT NULL,
  tag_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, prospect_id, tag_id),
  FOREIGN KEY (company_id, prospect_id) REFERENCES prospects ON DELETE CASCADE,
  FOREIGN KEY (company_id, tag_id) REFERENCES tags
);
CREATE INDEX prospect_tags_tag ON prospect_tags (company_id, tag_id, prospect_id);

-- Who may not be mailed. No reference to prospects: it outlives their deletion, rename and import.
CREATE TABLE suppressions (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  kind text NOT NULL CHECK (kind IN ('address', 'domain')),
  value text COLLATE "C" NOT NULL,             -- an email_key or a domain
  reason text NOT NULL CHECK (reason IN ('unsubscribed', 'bounced', 'do_not_contact', 'complaint')),
  source text NOT NULL,                        -- 'api', 'link', 'one-click', 'reply', 'bounce', 'import', 'app', 'cli'
  detail text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, kind, value, reason)
);

CREATE TABLE templates (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  subject text NOT NULL DEFAULT '',
  body text NOT NULL DEFAULT '',               -- HTML with Liquid
  owner_id text COLLATE "C",
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, name_key)
);

-- A cadence or a journey. The definitions are documents (modules/sequences/definition.ts); steps and options also stand in
-- tables of their own, because reports outlive edits.
CREATE TABLE sequences (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('cadence', 'journey')),
  name text NOT NULL,
  name_key text NOT NULL,
  owner_id text COLLATE "C" NOT NULL,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'live', 'paused', 'archived')),
  pause_reason text,
  draft jsonb,                                 -- unpublished edits, null when there are none
  published jsonb,
  version integer NOT NULL DEFAULT 0,          -- of published, counts up
  published_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, kind, name_key),
  FOREIGN KEY (company_id, owner_id) REFERENCES memberships (company_id, user_id),
  CHECK (state = 'draft' OR published IS NOT NULL)
);
CREATE INDEX sequences_owner ON sequences (company_id, owner_id, id);

CREATE TABLE sequence_steps (
  company_id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,
  step_id text COLLATE "C" NOT NULL,
  kind text NOT NULL,                          -- mail, call, task, linkedin, manual_mail, wait …
  number integer,                              -- as reports count: waits have none; null when removed
  title text NOT NULL DEFAULT '',
  removed_at timestamptz,
  PRIMARY KEY (company_id, sequence_id, step_id),
  FOREIGN KEY (company_id, sequence_id) REFERENCES sequences ON DELETE CASCADE
);
CREATE TABLE sequence_options (
  company_id text COLLATE "C" NOT NULL,
  sequence_id text COLLATE "C" NOT NULL,
  step_id text COLLATE "C" NOT NULL,
  option_id text COLLATE "C" NOT NULL,
  number integer,
  template_name text NOT NULL,
  subject text NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (company_id, sequence_id, step_id, option_id),
  FOREIGN KEY (company_id, sequence_id, step_id) REFERENCES sequence_steps ON DELETE CASCADE
);
CREATE TABLE holiday_calendars (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  country text,                                -- ISO 3166, with optional region "US-CA"
  days date[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, name_key)
);

-- A row is work to be finished: it survives a kill and goes on from its checkpoint.
CREATE TABLE imports (
  company_id text COLLATE "C" NOT NULL REFERENCES companies,
  id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  list_id text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  file_path text NOT NULL,                     -- where the uploaded or local file lies
  file_digest text NOT NULL,
  format jsonb NOT NULL,                       -- encoding, delimiter
  mapping jsonb NOT NULL,                      -- [column index → field]
  on_existing text NOT NULL CHECK (on_existing IN ('update', 'skip')),
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  error text,
  checkpoint bigint NOT NULL DEFAULT 0,        -- data rows already counted
  total_bytes bigint NOT NULL,
  read_bytes bigint NOT NULL DEFAULT 0,
  added integer NOT NULL DEFAULT 0,
  updated integer NOT NULL DEFAULT 0,
  skipped integer NOT NULL DEFAULT 0,
  rejected integer NOT NULL DEFAULT 0,
  repeated integer NOT NULL DEFAULT 0,         -- rows whose address came again later in the file
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, user_id) REFERENCES memberships (company_id, user_id),
  FOREIGN KEY (company_id, list_id) REFERENCES lists (company_id, id)
);
CREATE TABLE import_rejections (
  company_id text COLLATE "C" NOT NULL,
  import_id text COLLATE "C" NOT NULL,
  row_number bigint NOT NULL,
  reason text NOT NULL,
  cells text[] NOT NULL,
  PRIMARY KEY (company_id, import_id, row_number),
  FOREIGN KEY (company_id, import_id) REFERENCES imports ON DELETE CASCADE
);
