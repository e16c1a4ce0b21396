import type { Queryable } from '#platform/db/index.ts'
import { colleaguesUnderWay } from './answer-queries.ts'
import { applyHappenings } from './apply-happenings.ts'
import type { Happening } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { enrolmentIdsOfProspects } from './enrolment-queries.ts'

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
 * Lets an answer act: on the enrolment whose mail it answers, or, matched by address alone, on every one of the prospect that has sent a mail.
 * A reply also reaches colleagues at the same domain where their sequence asks for that. Events are appended by inbound.
 */
export const answered = async (deps: EngineDeps, tx: Queryable, input: Answer): Promise<void> => {
  const { companyId, prospectId, enrolmentId, answer, colleagueDomain } = input
  const ids =
    enrolmentId === null
      ? await enrolmentIdsOfProspects(tx, {
          companyId,
          prospectIds: [prospectId],
          which: 'open_or_resumable',
        })
      : [enrolmentId]
  const applied = await applyHappenings(
    deps,
    tx,
    companyId,
    ids.map((id) => ({ enrolmentId: id, happening: happeningOf(answer) })),
  )
  if (answer.kind !== 'reply' || colleagueDomain === null) return
  const sequences = applied
    .filter(({ scene }) => scene.sequence.definition.settings.stopOn.colleagueReply)
    .map(({ scene }) => scene.sequence.id)
  const colleagues = await colleaguesUnderWay(tx, {
    companyId,
    prospectId,
    domain: colleagueDomain,
    sequenceIds: sequences,
  })
  await applyHappenings(
    deps,
    tx,
    companyId,
    colleagues.map((id) => ({ enrolmentId: id, happening: { kind: 'colleague_replied' } })),
  )
}
