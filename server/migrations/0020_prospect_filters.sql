-- How prospects are looked for: see docs/decisions/0011.

-- When the last mail went to a prospect.
ALTER TABLE prospects ADD COLUMN last_contacted_at timestamptz;
UPDATE prospects p SET last_contacted_at = s.at
FROM (SELECT company_id, prospect_id, max(occurred_at) AS at FROM events WHERE kind = 'sent' GROUP BY 1, 2) s
WHERE p.company_id = s.company_id AND p.id = s.prospect_id;

-- All words of a prospect's fields in lower case, parted by single blanks, and for every field whether it is empty (~) or filled in (+).
-- What parts words is ASCII punctuation, as modules/prospects/filter/words.ts has it. Only a text of more than 2,000 bytes can have a word
-- that is too long for an index; of those every word is cut.
CREATE FUNCTION prospect_text(p prospects) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  words text := trim(regexp_replace(lower(left(concat_ws(' ', p.email, p.first_name, p.last_name, p.full_name, p.middle_name, p.company, p.account, p.company_domain, p.company_url, p.company_email,
    p.company_phone, p.department, p.title, p.phone, p.location, p.city, p.country, p.twitter_id, p.linkedin_url, p.outcome, p.time_zone,
    replace(p.custom_fields::text, '\n', ' ')), 100000)), '[\t\n\r -/:-@[-`{-~]+', ' ', 'g'));
BEGIN
  IF octet_length(words) > 2000 THEN
    words := regexp_replace(words, '([^ ]{60})[^ ]+', '\1', 'g');
  END IF;
  RETURN words
    || CASE WHEN p.first_name IS NULL THEN ' ~first_name' ELSE ' +first_name' END
    || CASE WHEN p.last_name IS NULL THEN ' ~last_name' ELSE ' +last_name' END
    || CASE WHEN p.full_name IS NULL THEN ' ~full_name' ELSE ' +full_name' END
    || CASE WHEN p.middle_name IS NULL THEN ' ~middle_name' ELSE ' +middle_name' END
    || CASE WHEN p.company IS NULL THEN ' ~company' ELSE ' +company' END
    || CASE WHEN p.account IS NULL THEN ' ~account' ELSE ' +account' END
    || CASE WHEN p.company_domain IS NULL THEN ' ~company_domain' ELSE ' +company_domain' END
    || CASE WHEN p.company_url IS NULL THEN ' ~company_url' ELSE ' +company_url' END
    || CASE WHEN p.company_email IS NULL THEN ' ~company_email' ELSE ' +company_email' END
    || CASE WHEN p.company_phone IS NULL THEN ' ~company_phone' ELSE ' +company_phone' END
    || CASE WHEN p.department IS NULL THEN ' ~department' ELSE ' +department' END
    || CASE WHEN p.title IS NULL THEN ' ~title' ELSE ' +title' END
    || CASE WHEN p.phone IS NULL THEN ' ~phone' ELSE ' +phone' END
    || CASE WHEN p.location IS NULL THEN ' ~location' ELSE ' +location' END
    || CASE WHEN p.city IS NULL THEN ' ~city' ELSE ' +city' END
    || CASE WHEN p.country IS NULL THEN ' ~country' ELSE ' +country' END
    || CASE WHEN p.twitter_id IS NULL THEN ' ~twitter_id' ELSE ' +twitter_id' END
    || CASE WHEN p.linkedin_url IS NULL THEN ' ~linkedin_url' ELSE ' +linkedin_url' END
    || CASE WHEN p.outcome IS NULL THEN ' ~outcome' ELSE ' +outcome' END
    || CASE WHEN p.time_zone IS NULL THEN ' ~time_zone' ELSE ' +time_zone' END;
END $$;

-- Each word with the end of the company's id before it, so that an entry of the index is one company's.
CREATE FUNCTION search_words(company_id text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN array_to_tsvector(string_to_array(right(company_id, 6) || replace(words, ' ', ' ' || right(company_id, 6)), ' '));

-- Apart from prospects, so that a mail or an answer, which change other columns of theirs, write nothing here.
CREATE TABLE prospect_texts (
  company_id text COLLATE "C" NOT NULL,
  prospect_id text COLLATE "C" NOT NULL,
  words text NOT NULL,                         -- prospect_text of the prospect
  PRIMARY KEY (company_id, prospect_id),
  FOREIGN KEY (company_id, prospect_id) REFERENCES prospects ON DELETE CASCADE
);
INSERT INTO prospect_texts (company_id, prospect_id, words) SELECT p.company_id, p.id, prospect_text(p) FROM prospects p;
CREATE INDEX prospect_texts_words ON prospect_texts USING gin (search_words(company_id, words));

-- In the order of ids, which is that of pages.
CREATE INDEX prospects_of_owner ON prospects (company_id, owner_id, id);
CREATE INDEX prospects_status ON prospects (company_id, status, id);
CREATE INDEX prospects_contacted ON prospects (company_id, last_contacted_at, id) WHERE last_contacted_at IS NOT NULL;
CREATE INDEX enrolments_people ON enrolments (company_id, sequence_id, prospect_id);
CREATE INDEX enrolments_open_people ON enrolments (company_id, prospect_id) WHERE status = 'in_cadence';
