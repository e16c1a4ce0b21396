import type { PublishedSequence } from './ports.ts'
import type { ProspectToStart } from './start-queries.ts'

export type Refusal = { outcome: 'already_running' | 'already_had' | 'not_allowed'; reason: string }

export const alreadyRunning = (sequence: Pick<PublishedSequence, 'name'>): Refusal => ({
  outcome: 'already_running',
  reason: `The prospect is already in “${sequence.name}”; stop it there before starting again.`,
})

/** Why a prospect may not be started, or null. */
export const refusalOf = (
  prospect: ProspectToStart,
  sequence: Pick<PublishedSequence, 'name' | 'definition'>,
): Refusal | null => {
  if (prospect.suppressedBy) return { outcome: 'not_allowed', reason: SUPPRESSED[prospect.suppressedBy] }
  if (prospect.open) return alreadyRunning(sequence)
  const end = prospect.lastStatus
  if (end === null || end === 'manually_stopped' || sequence.definition.settings.reentry) return null
  return {
    outcome: 'already_had',
    reason: `The prospect has already been through “${sequence.name}”; allow re-entry in its settings to start again.`,
  }
}

const SUPPRESSED: Record<NonNullable<ProspectToStart['suppressedBy']>, string> = {
  unsubscribed: 'The prospect has unsubscribed and may not be mailed.',
  bounced: "Mail to the prospect's address bounced; correct the address first.",
  do_not_contact: 'The prospect is marked Do Not Contact; revert that first.',
  complaint: 'The prospect has reported our mail as spam and may not be mailed.',
}
