import type { Accounts } from '#modules/accounts/index.ts'
import type { Prospects } from '#modules/prospects/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'

export type MovesDeps = {
  db: Database
  clock: Clock
  newId: NewId
  /** A number in [0, 1). */
  random: () => number
  fetch: typeof globalThis.fetch
  accounts: Pick<Accounts, 'listMembers'>
  prospects: Pick<
    Prospects,
    'createList' | 'writeImportedRows' | 'suppress' | 'suppressProspects' | 'markProspects'
  >
  sequences: Pick<Sequences, 'createSequence'>
}
