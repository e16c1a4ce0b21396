import { type AppendedEvent, createEvents } from '#modules/events/index.ts'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { insertCompany } from '../../../test/insert-company.ts'
import { createProspects, type ProspectPorts } from './index.ts'

export const FIXTURE_START = new Date('2026-03-02T09:00:00Z')

/** Prospects of a company of their own, for tests: two members, and ports that record what they are told. */
export const createProspectsFixture = async (db: Database) => {
  const clock = manualClock(FIXTURE_START)
  const newId = createIds({ clock })
  const heard: AppendedEvent[] = []
  const events = createEvents({
    db,
    newId,
    listeners: [async (_tx, _companyId, appended) => void heard.push(...appended)],
  })
  const changed: string[][] = []
  const suppressed: { prospectIds: string[]; reason: string }[] = []
  const deleted: string[][] = []
  const ports: ProspectPorts = {
    onProspectsChanged: async (_tx, { prospectIds }) => {
      changed.push(prospectIds)
    },
    onSuppressed: async (_tx, { prospectIds, reason }) => {
      suppressed.push({ prospectIds, reason })
    },
    onProspectsDeleted: async (_tx, { prospectIds }) => {
      deleted.push(prospectIds)
    },
  }
  const prospects = createProspects({ db, clock, newId, events, ports })
  const userEmail = 'steve@acme.test'
  const colleagueEmail = 'eve@acme.test'
  const { companyId, userIds } = await insertCompany(db, [userEmail, colleagueEmail])
  const [userId = '', colleagueId = ''] = userIds
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
    deleted,
    /** What listeners of events were told. */
    heard,
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
