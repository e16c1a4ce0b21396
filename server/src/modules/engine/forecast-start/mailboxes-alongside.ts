import type { Queryable } from '#platform/db/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import type { PublishedSequence } from '../ports.ts'
import { mailboxesOfSequences, sequencesOfMailboxes } from './waiting-enrolments.ts'

/**
 * The mailboxes whose mails decide when those of these mailboxes go: a sequence that begins only so many a day shares them out among all its
 * mailboxes, so that whoever waits in another one may be first; and what goes from there depends on what else waits there.
 */
export const mailboxesAlongside = async (
  { ports }: Pick<EngineDeps, 'ports'>,
  tx: Queryable,
  {
    companyId,
    sequence,
    mailboxIds,
  }: { companyId: string; sequence: PublishedSequence; mailboxIds: readonly string[] },
): Promise<string[]> => {
  const found = new Set(mailboxIds)
  const sequences = new Map<string, PublishedSequence>()
  for (let fresh = [...found]; fresh.length > 0; ) {
    const ids = await sequencesOfMailboxes(tx, { companyId, mailboxIds: fresh })
    const unknown = [...new Set([...ids, sequence.id])].filter((id) => !sequences.has(id))
    const defined = await ports.definitionsOf(tx, { companyId, sequenceIds: unknown })
    // The one that is asked about counts as it would run.
    for (const id of unknown) {
      const one = id === sequence.id ? sequence : defined.get(id)
      if (one) sequences.set(id, one)
    }
    const throttled = unknown.filter((id) => isThrottled(sequences.get(id)))
    const boxes = await mailboxesOfSequences(tx, { companyId, sequenceIds: throttled })
    fresh = boxes.filter((id) => !found.has(id))
    for (const id of fresh) found.add(id)
  }
  return [...found]
}

const isThrottled = (sequence: PublishedSequence | undefined): boolean =>
  sequence !== undefined && sequence.definition.settings.throttle !== null
