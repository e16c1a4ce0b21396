import type { Database } from '../server/src/platform/db/index.ts'

export const COMPANY = 'company'
const NOW = new Date('2026-07-01T12:00:00Z')
/** One is made a minute. */
export const FIRST = new Date('2024-01-01T00:00:00Z')

/** Every how manieth prospect has the tag of that number, from a fifth of them down to one in ten thousand. */
const TAGS = [5, 20, 80, 456, 10_000]
/** The same for those who were contacted and the cadence of that number. */
const CADENCES = [5, 40, 160, 5_000]

/** Tables whose indexes are made after their rows. */
const FILLED = ['prospects', 'prospect_tags', 'prospect_texts', 'enrolments']

/** What is drawn for each prospect, apart from each other. */
const DRAWN = [
  'name',
  'firm',
  'form',
  'title',
  'phone',
  'city',
  'country',
  'twitter',
  'industry',
  'owner',
  'standing',
  'day',
]
const draws = DRAWN.map((drawn, seed) => `abs(hashint4extended(n, ${seed}) % 1000000007) AS ${drawn}`)

const PEOPLE = `INSERT INTO prospects (company_id, id, email, email_key, domain, first_name, last_name, full_name, company, title, phone,
    city, country, linkedin_url, twitter_id, custom_fields, list_id, owner_id, status, created_at, updated_at, last_interaction_at,
    last_contacted_at)
  SELECT '${COMPANY}', lpad(to_hex((extract(epoch FROM made) * 1000)::bigint), 12, '0') || lpad(to_hex(n), 12, '0'), address, address,
    'firm' || firm % 50000 || '.test', 'First' || name % 1000, 'Last' || name % 20011, 'First' || name % 1000 || ' Last' || name % 20011,
    CASE WHEN form % 20 > 0 THEN 'Firm' || firm % 50000 || ' ' || (ARRAY['Inc', 'GmbH', 'Ltd', 'Group'])[1 + form % 4] END,
    (ARRAY['Head', 'VP', 'Chief', 'Director', 'Lead'])[1 + title % 5] || ' of ' || (ARRAY['Sales', 'Finance', 'People', 'Data'])[1 + title / 7 % 4],
    CASE WHEN phone % 5 < 3 THEN '+49 ' || phone END, 'City' || city % 503, 'Country' || country % 41,
    CASE WHEN name % 10 < 3 THEN 'https://linkedin.test/in/' || name END, CASE WHEN twitter % 200 = 0 THEN '@t' || twitter END,
    jsonb_build_object('Industry', 'Industry' || industry % 21), 'list' || n * 40::bigint / $1, 'user' || owner % 20, status, made, made,
    coalesce(contacted, made), contacted
  FROM (SELECT *, 'p' || n || '@firm' || firm % 50000 || '.test' AS address,
      CASE WHEN status <> 'not_contacted' THEN made + day % 100 * interval '1 day' END AS contacted
    FROM (SELECT *, CASE WHEN n > $1 * 0.8 OR standing % 100 < 45 THEN 'not_contacted' WHEN standing % 100 < 90 THEN 'contacted'
        WHEN standing % 100 < 95 THEN 'replied' WHEN standing % 100 < 98 THEN 'bounced' WHEN standing % 1000 < 995 THEN 'unsubscribed'
        ELSE 'do_not_contact' END AS status
      FROM (SELECT n, $2::timestamptz + n * interval '1 minute' AS made, ${draws.join(', ')}
        FROM generate_series(0, $1 - 1) AS n) AS numbered) AS standing) AS people`

/**
 * A company with as many prospects: lists are imports and follow each other in time; the newest fifth was never contacted; tags, owners,
 * cadences and what fields hold are spread and have nothing to do with each other.
 */
export const fillProspects = async (db: Database, people: number): Promise<void> => {
  const addIndexes = await liftIndexes(db)
  await db.query(
    `INSERT INTO companies (company_id, name, name_key, created_at) VALUES ('${COMPANY}', 'C', 'c', $1)`,
    [NOW],
  )
  await db.query(
    `INSERT INTO auth_users ("id", "name", "email", "createdAt", "updatedAt")
     SELECT 'user' || n, 'U', 'user' || n || '@x.test', $1, $1 FROM generate_series(0, 19) AS n`,
    [NOW],
  )
  await db.query(
    `INSERT INTO memberships (company_id, user_id, email, name, role, created_at)
     SELECT '${COMPANY}', 'user' || n, 'user' || n || '@x.test', 'U', 'admin', $1 FROM generate_series(0, 19) AS n`,
    [NOW],
  )
  await db.query(
    `INSERT INTO lists (company_id, id, name, name_key, created_at)
     SELECT '${COMPANY}', 'list' || n, 'list' || n, 'list' || n, $1 FROM generate_series(0, 40) AS n`,
    [NOW],
  )
  await db.query(PEOPLE, [people, FIRST])
  await db.query(
    `INSERT INTO prospect_texts (company_id, prospect_id, words) SELECT company_id, id, prospect_text(p) FROM prospects p`,
  )
  for (const [number, every] of TAGS.entries()) {
    await db.query(`INSERT INTO tags (company_id, id, name, name_key) VALUES ('${COMPANY}', $1, $1, $1)`, [
      `tag${number}`,
    ])
    await db.query(
      `INSERT INTO prospect_tags (company_id, prospect_id, tag_id)
       SELECT company_id, id, $1 FROM prospects WHERE abs(hashtext(id || $1)) % $2 = 0`,
      [`tag${number}`, every],
    )
  }
  for (const [number, every] of CADENCES.entries()) await fillCadence(db, `cadence${number}`, every)
  await addIndexes()
  await db.query('VACUUM ANALYZE')
}

const fillCadence = async (db: Database, cadence: string, every: number): Promise<void> => {
  await db.query(
    `INSERT INTO sequences (company_id, id, kind, name, name_key, owner_id, state, published, created_at, updated_at)
     VALUES ('${COMPANY}', $1, 'cadence', $1, $1, 'user0', 'live', '{}', $2, $2)`,
    [cadence, NOW],
  )
  await db.query(
    `INSERT INTO enrolments (company_id, id, sequence_id, prospect_id, started_by, status, phase, step_id, since, due_at, started_at)
     SELECT company_id, $1 || id, $1, id, 'user0', e.status, CASE e.status WHEN 'in_cadence' THEN 'due' ELSE 'ended' END,
       'step' || h % 5, created_at, created_at, created_at
     FROM (SELECT *, abs(hashtext(id || $1)) AS h FROM prospects WHERE status <> 'not_contacted') AS p,
       LATERAL (SELECT (ARRAY['replied', 'in_cadence', 'in_cadence', 'completed', 'completed'])[1 + h / 7 % 5] AS status) AS e
     WHERE h % $2 = 0`,
    [cadence, every],
  )
}

/** Takes indexes and foreign keys away that a million rows would each have to pass, and answers what puts the indexes back. */
const liftIndexes = async (db: Database): Promise<() => Promise<void>> => {
  const keys = await db.query<{ table: string; name: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint
     WHERE contype = 'f' AND conrelid = ANY($1::regclass[])`,
    [FILLED],
  )
  for (const { table, name } of keys.rows) await db.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`)
  const { rows } = await db.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = ANY($1::regclass[]) AND NOT indisunique`,
    [FILLED],
  )
  for (const { name } of rows) await db.query(`DROP INDEX ${name}`)
  return async () => {
    for (const { definition } of rows) await db.query(definition)
  }
}
