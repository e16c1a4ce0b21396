import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import {
  type Catalogue,
  type Excuses,
  keysAcrossCompanies,
  needlessExcuses,
  readCatalogue,
  tablesOfNobody,
  unservedForeignKeys,
} from './catalogue.ts'
import { createTestDatabase } from './database.ts'

const OF_NOBODY: Excuses = {
  instance: 'the installation itself: its id, the fingerprint of its key',
  processes: 'running programs serve every company',
  schema_migrations: 'the schema is one for all',
  auth_users: 'a person may belong to several companies; memberships tie him to each',
  auth_sessions: 'sign-in',
  auth_accounts: 'sign-in',
  auth_verifications: 'sign-in',
  auth_two_factors: 'sign-in',
}

const ACROSS: Excuses = {
  memberships_user_id_fkey: 'the one tie between a company and a person who signs in',
}

/** An index serves a foreign key when the row referred to is deleted or gets another key. */
const NEVER_LEAVES = 'rows of this kind are marked as gone, never deleted, and keep their keys'
const UNSERVED: Excuses = {
  bulk_actions_company_id_user_id_fkey: `memberships: ${NEVER_LEAVES}`,
  imports_company_id_owner_id_fkey: `memberships: ${NEVER_LEAVES}`,
  notes_company_id_user_id_fkey: `memberships: ${NEVER_LEAVES}`,
  api_keys_company_id_user_id_fkey: `memberships: ${NEVER_LEAVES}`,
  invitations_company_id_invited_by_fkey: `memberships: ${NEVER_LEAVES}`,
  imports_company_id_user_id_fkey: `memberships: ${NEVER_LEAVES}`,
  imports_company_id_list_id_fkey: 'lists are never deleted and keep their keys',
  klenty_moves_company_id_user_id_fkey: `memberships: ${NEVER_LEAVES}`,
  messages_company_id_mailbox_id_fkey: `mailboxes: ${NEVER_LEAVES}`,
  tasks_company_id_assignee_id_fkey: `memberships: ${NEVER_LEAVES}`,
  threads_company_id_mailbox_id_fkey: `mailboxes: ${NEVER_LEAVES}`,
  webhooks_company_id_created_by_fkey: `memberships: ${NEVER_LEAVES}`,
}

let db: Database
let drop: () => Promise<void>
let catalogue: Catalogue
beforeAll(async () => {
  ;({ db, drop } = await createTestDatabase())
  catalogue = await readCatalogue(db)
})
afterAll(() => drop())

describe('the schema', () => {
  test('has a company in every table but those of a closed list', () => {
    expect(tablesOfNobody(catalogue, OF_NOBODY)).toEqual([])
    expect(needlessExcuses(OF_NOBODY, tablesOfNobody(catalogue, {}))).toEqual([])
  })

  test('has the company first in every key of these tables', () => {
    expect(keysAcrossCompanies(catalogue, ACROSS)).toEqual([])
    expect(needlessExcuses(ACROSS, keysAcrossCompanies(catalogue, {}))).toEqual([])
  })

  test('has an index for every foreign key', () => {
    expect(unservedForeignKeys(catalogue, UNSERVED)).toEqual([])
    expect(needlessExcuses(UNSERVED, unservedForeignKeys(catalogue, {}))).toEqual([])
  })

  test('has no triggers', () => {
    expect(catalogue.triggers).toEqual([])
  })

  test('is read whole', () => {
    const names = catalogue.tables.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['companies', 'prospects', 'messages', 'events']))
    const tablesWithKey = new Set(catalogue.indexes.map(({ table }) => table))
    expect(names.filter((name) => !tablesWithKey.has(name))).toEqual([])
  })
})

/** What the checks say once these statements have run, beyond what they say of the schema. */
const faultsAfter = async (sql: string) => {
  const changed = await db
    .transaction(async (tx) => {
      await tx.query(sql)
      throw new Undone(await readCatalogue(tx))
    })
    .catch((error: unknown) => {
      if (error instanceof Undone) return error.catalogue
      throw error
    })
  return {
    ofNobody: tablesOfNobody(changed, OF_NOBODY),
    across: keysAcrossCompanies(changed, ACROSS),
    unserved: unservedForeignKeys(changed, UNSERVED),
    triggers: changed.triggers.map(({ name }) => name),
  }
}

/** Rolls back. */
class Undone extends Error {
  readonly catalogue: Catalogue
  constructor(catalogue: Catalogue) {
    super('undone')
    this.catalogue = catalogue
  }
}

describe('the checks find', () => {
  test('a table without a company', async () => {
    const { ofNobody } = await faultsAfter('CREATE TABLE bad (id text PRIMARY KEY)')
    expect(ofNobody).toEqual(['bad'])
  })

  test.each([
    ['a primary key', 'CREATE TABLE bad (id text PRIMARY KEY, company_id text)', 'bad: bad_pkey (id)'],
    [
      'a primary key in the wrong order',
      'CREATE TABLE bad (id text, company_id text, PRIMARY KEY (id, company_id))',
      'bad: bad_pkey (id, company_id)',
    ],
    ['a unique constraint', 'ALTER TABLE lists ADD CONSTRAINT bad UNIQUE (id)', 'lists: bad (id)'],
    [
      'a partial unique index',
      'CREATE UNIQUE INDEX bad ON lists (name, company_id) WHERE id > $$a$$',
      'lists: bad (name, company_id)',
    ],
    [
      'a unique index over an expression',
      'CREATE UNIQUE INDEX bad ON lists (lower(name))',
      'lists: bad ((expression))',
    ],
    [
      'a foreign key',
      'ALTER TABLE lists ADD CONSTRAINT bad FOREIGN KEY (created_by) REFERENCES auth_users (id)',
      'lists: bad (created_by)',
    ],
  ])('%s across companies', async (_, sql, fault) => {
    expect((await faultsAfter(sql)).across).toEqual([fault])
  })

  test.each([
    ['no index', ''],
    ['a partial index', 'CREATE INDEX half ON lists (company_id, created_by) WHERE id > $$a$$'],
    ['an index that begins otherwise', 'CREATE INDEX other ON lists (company_id, name, created_by)'],
  ])('a foreign key with %s', async (_, index) => {
    const key =
      'ALTER TABLE lists ADD CONSTRAINT bad FOREIGN KEY (company_id, created_by) REFERENCES memberships'
    expect((await faultsAfter(`${key}; ${index}`)).unserved).toEqual(['lists: bad (company_id, created_by)'])
    const served = `${key}; CREATE INDEX good ON lists (created_by, company_id, name)`
    expect((await faultsAfter(served)).unserved).toEqual([])
  })

  test('a trigger', async () => {
    const sql = `CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER bad AFTER INSERT ON lists FOR EACH ROW EXECUTE FUNCTION nothing()`
    expect((await faultsAfter(sql)).triggers).toEqual(['bad'])
  })

  test('an excuse that nothing needs', () => {
    expect(needlessExcuses({ bad: 'x', good: 'y' }, ['lists: good (id)', 'bad2'])).toEqual(['bad'])
  })
})
