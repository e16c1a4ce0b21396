import type { Queryable } from '#platform/db/index.ts'
import { checkDefinition } from './check-definition.ts'
import { checkReferences } from './check-references.ts'
import { type Definition, isJourney } from './definition-journey.ts'
import type { Issue } from './issues.ts'
import { checkJourney } from './journey/check-journey.ts'
import { checkJourneyReferences } from './journey/check-journey-references.ts'
import type { SequenceDeps } from './sequence.ts'

/** Everything that keeps a definition from being published: what it says itself, and only if that is right, what it names and there is not. */
export const draftIssues = async (
  { mailboxes, checkReceiver }: Pick<SequenceDeps, 'mailboxes' | 'checkReceiver'>,
  tx: Queryable,
  { companyId, sequenceId, definition }: { companyId: string; sequenceId: string; definition: Definition },
): Promise<Issue[]> => {
  const own = isJourney(definition) ? checkJourney(definition) : checkDefinition(definition)
  if (own.length > 0) return own
  const settings = await checkReferences(tx, { companyId, settings: definition.settings, mailboxes })
  if (settings.length > 0 || !isJourney(definition)) return settings
  return checkJourneyReferences(tx, { companyId, sequenceId, nodes: definition.nodes, checkReceiver })
}
