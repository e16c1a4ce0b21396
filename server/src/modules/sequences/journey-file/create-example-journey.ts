import type { Queryable } from '#platform/db/index.ts'
import { createSequence } from '../create-sequence.ts'
import { freeName } from '../free-name.ts'
import type { SequenceDeps } from '../sequence.ts'
import { EXAMPLE_JOURNEY } from './example-journey.ts'
import { parseJourneyFile } from './parse-journey-file.ts'
import { resolveJourneyFile } from './resolve-journey-file.ts'

/** A draft of the journey that `cadenza journey example` prints, under a name that nobody has. */
export const createExampleJourney = async (
  deps: SequenceDeps,
  tx: Queryable,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<{ sequenceId: string }> => {
  const { file } = parseJourneyFile(EXAMPLE_JOURNEY)
  const { definition } = await resolveJourneyFile(tx, { companyId, file, mailboxes: deps.mailboxes })
  const name = await freeName(tx, { companyId, kind: 'journey', wanted: file.name })
  return createSequence(deps, tx, { companyId, userId, kind: 'journey', name, definition })
}
