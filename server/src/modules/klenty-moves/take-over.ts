import type { ProspectInput, SuppressionReason } from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { AskedPerson } from './ask-person.ts'
import { addUp, type Move, type MoveCounts, type MoveNotes } from './move.ts'
import {
  lockMove,
  prospectIdsByKey,
  rejectPeople,
  removePeople,
  saveProgress,
  stillWaiting,
} from './move-queries.ts'
import type { MovesDeps } from './moves-deps.ts'

type Batch = { companyId: string; userId: string; moveId: string; people: readonly AskedPerson[] }
type Taken = Extract<AskedPerson, { rejection: null }>
type Left = Exclude<AskedPerson, { rejection: null }>

/**
 * Writes people with how they stand and counts them, in one transaction, so that each counts once and nobody is mailable for a moment who was
 * not. Whom another run has taken over meanwhile is left out. Answers the move as it then is.
 */
export const takeOver = (deps: MovesDeps, batch: Batch): Promise<Move> =>
  deps.db.transaction(async (tx) => {
    const { companyId, userId, moveId } = batch
    const move = await lockMove(tx, batch)
    const sourceIds = batch.people.map(({ sourceId }) => sourceId)
    const waiting = await stillWaiting(tx, { companyId, moveId, sourceIds })
    const people = batch.people.filter(({ sourceId }) => waiting.has(sourceId))
    const taken = people.filter((person): person is Taken => person.rejection === null)
    const left = people.filter((person): person is Left => person.rejection !== null)
    const written = await deps.prospects.writeImportedRows({
      ...{ tx, companyId, userId, importId: moveId, onExisting: move.onExisting },
      rows: taken.map(({ input }) => input),
    })
    const lateLeft = written.rejected.flatMap(({ index, mistake }) => {
      const person = taken[index]
      return person ? [{ sourceId: person.sourceId, reason: mistake }] : []
    })
    const rejected = [
      ...left.map(({ sourceId, rejection }) => ({ sourceId, reason: rejection })),
      ...lateLeft,
    ]
    await carryStandings(deps, tx, { companyId, userId, taken, left })
    await rejectPeople(tx, { companyId, moveId, rejected })
    const refusedIds = new Set(rejected.map(({ sourceId }) => sourceId))
    await removePeople(tx, {
      ...{ companyId, moveId, sourceIds: [...waiting].filter((sourceId) => !refusedIds.has(sourceId)) },
    })
    const { added, updated, skipped, repeated } = written
    const suppressed = people.filter(({ standing }) => standing?.suppressed).length
    const counts: MoveCounts = { added, updated, skipped, repeated, rejected: rejected.length, suppressed }
    const notes = noted(move.notes, people)
    await saveProgress(tx, { companyId, moveId, counts, notes })
    return { ...move, ...sumOf(move, counts), notes }
  })

const sumOf = (before: MoveCounts, more: MoveCounts): MoveCounts => ({
  added: before.added + more.added,
  updated: before.updated + more.updated,
  skipped: before.skipped + more.skipped,
  repeated: before.repeated + more.repeated,
  rejected: before.rejected + more.rejected,
  suppressed: before.suppressed + more.suppressed,
})

type Standings = {
  companyId: string
  userId: string
  taken: readonly Taken[]
  left: readonly Left[]
}

const carryStandings = async (
  deps: MovesDeps,
  tx: Queryable,
  { companyId, userId, taken, left }: Standings,
): Promise<void> => {
  const keys = taken.map(({ input }) => keyOf(input))
  const ids = await prospectIdsByKey(tx, { companyId, keys })
  const idsWhere = (holds: (person: Taken) => boolean): string[] =>
    taken.filter(holds).flatMap(({ input }) => ids.get(keyOf(input)) ?? [])
  for (const reason of REASONS) {
    const prospectIds = idsWhere(({ standing }) => standing?.suppressed === reason)
    if (prospectIds.length === 0) continue
    await deps.prospects.suppressProspects({
      ...{ tx, companyId, userId, prospectIds, reason, source: 'import', detail: DETAIL },
    })
  }
  for (const status of ['contacted', 'replied'] as const) {
    const prospectIds = idsWhere(({ standing }) => standing?.shown === status)
    await deps.prospects.markProspects(tx, { companyId, prospectIds, status, at: deps.clock.now() })
  }
  for (const { address, standing } of left)
    if (address !== undefined && standing?.suppressed)
      await suppressLeft(deps, tx, { companyId, userId, address, reason: standing.suppressed })
}

const REASONS: readonly SuppressionReason[] = ['bounced', 'unsubscribed', 'do_not_contact']
const DETAIL = 'So it stood on the server that he was moved from.'

/** Somebody may not be mailed and is not taken over for another reason: his address is kept, so that he is not mailed when he comes in otherwise. */
const suppressLeft = async (
  deps: MovesDeps,
  tx: Queryable,
  { address, ...who }: { companyId: string; userId: string; address: string; reason: SuppressionReason },
): Promise<void> => {
  try {
    await deps.prospects.suppress({
      ...{ ...who, tx, kind: 'address', value: address, source: 'import', detail: DETAIL },
    })
  } catch (error) {
    // No address, so nothing that could ever be mailed.
    if (!(error instanceof AppError && error.code === 'invalid_input')) throw error
  }
}

const keyOf = ({ address }: ProspectInput): string => address?.key ?? ''

const noted = (notes: MoveNotes, people: readonly AskedPerson[]): MoveNotes => {
  const ones = (names: readonly (string | null | undefined)[]): Record<string, number> =>
    names.reduce<Record<string, number>>((sum, name) => (name ? addUp(sum, { [name]: 1 }) : sum), {})
  return {
    ...notes,
    ownersUnknown: addUp(notes.ownersUnknown, ones(people.map(({ unknownOwner }) => unknownOwner))),
    statusesUnknown: addUp(notes.statusesUnknown, ones(people.map(({ standing }) => standing?.unknownWord))),
    fieldsUnknown: addUp(notes.fieldsUnknown, ones(people.flatMap(({ input }) => input?.ignored ?? []))),
  }
}
