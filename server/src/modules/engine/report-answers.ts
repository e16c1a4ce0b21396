import type { Queryable } from '#platform/db/index.ts'
import { enrolmentsOfColleagues, enrolmentsThatMailed } from './answer-queries.ts'
import { applyHappenings } from './apply-happenings.ts'
import type { Happening } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'

/** What inbound read from a prospect, told in the transaction that stores the mail. */
export type Answer = {
  companyId: string
  prospectId: string
  /** The enrolment whose mail it answers; null when it was matched by the sender's address alone. */
  enrolmentId: string | null
  answer: { kind: 'reply' } | { kind: 'auto_reply'; returnsOn: string | null } | { kind: 'bounce' }
  /** The sender's domain if a colleague's reply there may stop the others; null for public mail providers and unmatched mails. */
  colleagueDomain: string | null
}

const happeningOf = (answer: Answer['answer']): Happening => {
  if (answer.kind === 'reply') return { kind: 'replied' }
  if (answer.kind === 'bounce') return { kind: 'bounced' }
  return { kind: 'auto_replied', returnsOn: answer.returnsOn }
}

/**
 * Lets an answer act: on the enrolment whose mail it answers, or, matched by address alone, on those of the prospect that have mailed him. A
 * reply also ends those of colleagues at the same domain whose own sequence asks for that. Events of the answer are appended by inbound.
 */
export const answered = async (deps: EngineDeps, tx: Queryable, input: Answer): Promise<void> => {
  const { companyId, prospectId, enrolmentId, answer, colleagueDomain } = input
  const own = enrolmentId === null ? await enrolmentsThatMailed(tx, input) : [enrolmentId]
  const colleagues =
    answer.kind === 'reply' && colleagueDomain !== null
      ? await colleaguesToStop(deps, tx, { companyId, prospectId, domain: colleagueDomain })
      : []
  const happening = happeningOf(answer)
  // All at once, so that they are locked in one order: colleagues may answer at the same moment.
  await applyHappenings(deps, tx, companyId, [
    ...own.map((id) => ({ enrolmentId: id, happening })),
    ...colleagues.map((id) => ({ enrolmentId: id, happening: { kind: 'colleague_replied' } as const })),
  ])
}

const colleaguesToStop = async (
  deps: EngineDeps,
  tx: Queryable,
  input: { companyId: string; prospectId: string; domain: string },
): Promise<string[]> => {
  const found = await enrolmentsOfColleagues(tx, input)
  const definitions = await deps.ports.definitionsOf(tx, {
    companyId: input.companyId,
    sequenceIds: [...new Set(found.map(({ sequenceId }) => sequenceId))],
  })
  return found
    .filter(({ sequenceId }) => definitions.get(sequenceId)?.definition.settings.stopOn.colleagueReply)
    .map(({ id }) => id)
}
