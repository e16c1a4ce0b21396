import type { Queryable } from '#platform/db/index.ts'
import { advanceEnrolment } from '../advance-enrolment.ts'
import { type Effect, type Hold, type MailboxLimits, partAt } from '../core/index.ts'
import { sendWindowEnd } from '../core/send-window.ts'
import type { EngineDeps } from '../engine-deps.ts'
import type { StepMail, StepMailResult } from '../ports.ts'
import type { Applied } from '../store-applied.ts'
import type { FreeMailbox } from './free-mailboxes.ts'

/**
 * Has the mails of this turn rendered and recorded; an enrolment whose mail cannot be made is held instead. Changes `applied` in place, and
 * answers those whose mail was recorded.
 */
export const recordMails = async (
  deps: EngineDeps,
  tx: Queryable,
  {
    companyId,
    applied,
    mailboxes,
    now,
  }: { companyId: string; applied: readonly Applied[]; mailboxes: readonly FreeMailbox[]; now: Date },
): Promise<Applied[]> => {
  const limits = new Map(mailboxes.map((mailbox) => [mailbox.mailboxId, mailbox.limits]))
  const mailing = applied.flatMap((one) => {
    const mail = mailOf(one, { limits: limits.get(one.after.mailboxId ?? ''), now })
    return mail ? [{ one, mail }] : []
  })
  if (mailing.length === 0) return []
  const mails = mailing.map(({ mail }) => mail)
  const results = await deps.ports.recordStepMails(tx, { companyId, mails })
  const byId = new Map(results.map((result) => [result.enrolmentId, result]))
  const recorded: Applied[] = []
  for (const { one } of mailing) {
    const result = byId.get(one.after.id)
    // Never stored as in hand without a mail: it would wait for ever.
    if (!result) throw new Error(`nothing was said of the mail of enrolment ${one.after.id}`)
    if (result.outcome === 'recorded') {
      one.after = { ...one.after, threadId: result.threadId }
      recorded.push(one)
    } else {
      const { before: enrolment, scene } = one
      const happening = { kind: 'held', hold: holdOf(result) } as const
      Object.assign(one, advanceEnrolment({ enrolment, scene, happening, now }))
    }
  }
  return recorded
}

const holdOf = (result: Exclude<StepMailResult, { outcome: 'recorded' }>): Hold =>
  result.outcome === 'missing_variable'
    ? { reason: 'missing_variable', variables: result.variables }
    : { reason: 'template_error', message: result.message }

type RecordMail = Extract<Effect, { kind: 'record_mail' }>

const mailOf = (
  { after, effects, scene }: Applied,
  { limits, now }: { limits: MailboxLimits | undefined; now: Date },
): StepMail | null => {
  const effect = effects.find((one): one is RecordMail => one.kind === 'record_mail')
  if (!effect) return null
  const step = partAt(scene.sequence.definition, effect.stepId)
  const option = step?.kind === 'mail' ? step.options.find(({ id }) => id === effect.optionId) : undefined
  if (!option || after.mailboxId === null || !limits)
    throw new Error(
      `enrolment ${after.id} is to send a mail without ${option ? 'a free mailbox' : 'an option'}`,
    )
  const sendBefore = sendWindowEnd({ times: scene.calendar, limits, at: now })
  if (!sendBefore) throw new Error(`enrolment ${after.id} is to send a mail outside its delivery window`)
  return {
    enrolmentId: after.id,
    prospectId: after.prospectId,
    mailboxId: after.mailboxId,
    sequenceId: after.sequenceId,
    stepId: effect.stepId,
    visit: effect.visit,
    option,
    threadId: after.threadId,
    sendBefore,
    settings: scene.sequence.definition.settings,
  }
}
