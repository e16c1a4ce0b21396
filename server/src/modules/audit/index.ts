import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { type AuditEntry, insertEntries, selectEntries, selectMemberships } from './audit-queries.ts'
import type { SignInAction } from './audited.ts'

export type { AuditEntry } from './audit-queries.ts'
export { noteRequests } from './note-requests.ts'
export { addAuditRoutes } from './routes.ts'

export type AuditDeps = { db: Database; clock: Clock; newId: NewId }

/** Something that was done; what is left out was not there. */
export type NewEntry = Pick<AuditEntry, 'action'> &
  Partial<Omit<AuditEntry, 'id' | 'at'>> & { companyId: string }

/** Who changed what concerns safety: keys, roles, settings, exports, sign-in. Appended to, never changed. */
export const createAudit = (deps: AuditDeps) => {
  const { db, clock, newId } = deps
  const record = (entries: readonly NewEntry[], tx: Queryable = db): Promise<void> =>
    insertEntries(
      tx,
      entries.map((entry) => ({
        ...{ userId: null, email: null, keyId: null, address: null, subject: null, detail: {} },
        ...entry,
        ...{ id: newId(), at: clock.now() },
      })),
    )
  return {
    record: (entry: NewEntry) => record([entry]),
    /** In every company of a person: signing in is about all of them. Says nothing of who is nobody's member. */
    recordSignIn: async ({
      who,
      ...what
    }: {
      who: { userId: string } | { email: string }
      action: SignInAction
      address: string
    }): Promise<void> => {
      const memberships = await selectMemberships(db, who)
      await record(memberships.map((membership) => ({ ...membership, ...what })))
    },
    listEntries: (input: Parameters<typeof selectEntries>[1]) => selectEntries(db, input),
  }
}

export type Audit = ReturnType<typeof createAudit>
