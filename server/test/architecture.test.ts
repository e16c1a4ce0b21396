import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { moduleCycles, wrongArrows } from './architecture-arrows.ts'
import { isTest, reachedFrom, readSources, type Source } from './architecture-sources.ts'
import { ownSurroundings } from './architecture-surroundings.ts'
import { foreignWrites, type Owners, tablesOf, unannouncedReads } from './architecture-tables.ts'

const CHECKOUT = resolve(import.meta.dirname, '..', '..')
const MIGRATIONS = join(CHECKOUT, 'server/migrations')

/** Which module writes which table. */
const TABLES: Record<string, readonly string[]> = {
  accounts: [
    ...['api_keys', 'auth_accounts', 'auth_sessions', 'auth_two_factors', 'auth_users', 'auth_verifications'],
    ...['companies', 'invitations', 'memberships', 'notices'],
  ],
  audit: ['audit_entries'],
  calls: ['calls', 'twilio_accounts', 'user_phones'],
  engine: ['enrolments', 'journey_signals', 'lanes', 'lane_entries', 'mailbox_slots', 'sequence_pace'],
  events: ['events'],
  idempotency: ['idempotency_keys'],
  imports: ['import_chunks', 'import_rejections', 'import_uploads', 'imports'],
  inbound: ['mailbox_folders', 'received_mails'],
  inbox: ['inbox_threads'],
  'klenty-moves': ['klenty_move_people', 'klenty_moves'],
  mailboxes: ['mailbox_leases', 'mailboxes'],
  notes: ['notes'],
  outbound: ['messages', 'threads'],
  'bulk-actions': ['bulk_action_changes', 'bulk_actions'],
  prospects: [
    'lists',
    'prospect_tags',
    'prospect_texts',
    'prospect_views',
    'prospects',
    'suppressions',
    'tags',
  ],
  recovery: ['sending_holds'],
  reports: [
    ...['report_cohort_days', 'report_cohort_deltas'],
    ...['report_mail_days', 'report_mail_deltas', 'report_mailbox_days'],
  ],
  sequences: ['holiday_calendars', 'sequence_options', 'sequence_steps', 'sequences', 'templates'],
  tasks: ['tasks'],
  webhooks: ['webhook_deliveries', 'webhooks'],
  'platform/db': ['schema_migrations'],
  'platform/process': ['processes'],
}

/** Names and values of the whole installation, of which each key has its own writer. */
const SHARED = { instance: ['platform/secrets', 'accounts'] }

/** Fills the tables of a company that comes from another installation; which ones there are it asks the catalogue. */
const FILLS_ANY: Owners = { '${': ['company-files'] }

const OWNERS: Owners = {
  ...Object.fromEntries(
    Object.entries(TABLES).flatMap(([owner, tables]) => tables.map((table) => [table, [owner]])),
  ),
  ...SHARED,
}

/** What runs. Files that only tests import (scenes, fixtures) are free to write tables and to ask the time. */
let running: Source[]
let packages: Source[]
beforeAll(async () => {
  const server = await readSources(CHECKOUT, ['server/src'])
  running = reachedFrom(
    server.filter(({ path }) => !isTest(path)),
    'server/src/main.ts',
  )
  packages = (await readSources(CHECKOUT, ['packages'])).filter(({ path }) => !isTest(path))
})

test('imports follow the arrows', () => {
  expect(wrongArrows([...running, ...packages])).toEqual([])
})

test('no modules import each other in a circle', () => {
  expect(moduleCycles(running)).toEqual([])
})

test('only its module writes a table', () => {
  expect(foreignWrites(running, { ...OWNERS, ...FILLS_ANY })).toEqual([])
})

test("files that read other modules' tables say so at their head", () => {
  expect(unannouncedReads(running, OWNERS)).toEqual([])
})

test('environment, time and chance are handed in', () => {
  expect(ownSurroundings(running)).toEqual([])
})

test('the checks see the whole program and every table', async () => {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(names.map((name) => readFile(join(MIGRATIONS, name), 'utf8')))
  expect(Object.keys(OWNERS).sort()).toEqual([...tablesOf(migrations), 'schema_migrations'].sort())
  const modules = new Set(running.map(({ path }) => /^server\/src\/modules\/([^/]+)/.exec(path)?.[1]))
  for (const owner of Object.keys(TABLES)) if (!owner.includes('/')) expect(modules).toContain(owner)
})
