import { createEvents } from '#modules/events/index.ts'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { createProspects, type ProspectPorts } from './index.ts'

export const FIXTURE_START = new Date('2026-03-02T09:00:00Z')

/** Prospects of a company of their own, for tests: two members, and ports that record what they are told. */
export const createProspectsFixture = async (db: Database) => {
  const clock = manualClock(FIXTURE_START)
  const newId = createIds({ clock })
  const events = createEvents({ db, newId })
  const changed: string[][] = []
  const suppressed: { prospectIds: string[]; reason: string }[] = []
  const ports: ProspectPorts = {
    onProspectsChanged: async (_tx, { prospectIds }) => {
      changed.push(prospectIds)
    },
    onSuppressed: async (_tx, { prospectIds, reason }) => {
      suppressed.push({ prospectIds, reason })
    },
  }
  const prospects = createProspects({ db, clock, newId, events, ports })
  const companyId = newId()
  const userId = newId()
  const colleagueId = newId()
  const userEmail = `steve-${userId}@acme.test`
  const colleagueEmail = `eve-${userId}@acme.test`
  await db.query('INSERT INTO companies (company_id, name, name_key, created_at) VALUES ($1, $2, $2, $3)', [
    companyId,
    `acme ${companyId}`,
    FIXTURE_START,
  ])
  for (const [id, email] of [
    [userId, userEmail],
    [colleagueId, colleagueEmail],
  ]) {
    await db.query(
      `INSERT INTO auth_users ("id", "name", "email", "createdAt", "updatedAt") VALUES ($1, $2, $2, $3, $3)`,
      [id, email, FIXTURE_START],
    )
    await db.query(
      `INSERT INTO memberships (company_id, user_id, email, name, role, created_at) VALUES ($1, $2, $3, $3, 'rep', $4)`,
      [companyId, id, email, FIXTURE_START],
    )
  }
  const who = { companyId, userId, source: 'api' as const }

  return {
    db,
    clock,
    newId,
    events,
    prospects,
    companyId,
    userId,
    userEmail,
    colleagueId,
    colleagueEmail,
    who,
    changed,
    suppressed,
    add: (input: unknown) => prospects.upsertProspect({ ...who, input }),
    update: (ref: string, changes: unknown) => prospects.updateProspect({ ...who, ref, changes }),
    find: async (email: string) => {
      const found = await prospects.findByEmail({ companyId, email })
      if (!found) throw new Error(`there is no prospect ${email}`)
      return found
    },
    kindsOf: async (prospectId: string) =>
      (await events.timeline({ companyId, prospectId, limit: 100 })).map(({ kind }) => kind).reverse(),
  }
}

export type ProspectsFixture = Awaited<ReturnType<typeof createProspectsFixture>>
