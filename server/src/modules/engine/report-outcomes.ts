import type { Queryable } from '#platform/db/index.ts'
import { applyHappenings, type HappeningTo } from './apply-happenings.ts'
import type { Happening } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'

/** What became of a recorded mail, told by outbound in the transaction that marks the mail. */
export type MailOutcome = {
  messageId: string
  mailboxId: string
  prospectId: string | null
  enrolmentId: string | null
  sequenceId: string | null
  stepId: string | null
  optionId: string | null
  outcome: 'sent' | 'refused' | 'unsent'
  at: Date
  /** Of a mail that was sent: no mail of its enrolment was sent before. */
  first?: boolean
  /** The server's words for a refusal. */
  message?: string
}

/**
 * Moves enrolments on after their mails were sent, refused because of the recipient, or judged not sent. Only this ends *mail in hand*; the
 * next wait counts from `at`.
 */
export const mailOutcomes = async (
  deps: EngineDeps,
  tx: Queryable,
  companyId: string,
  outcomes: readonly MailOutcome[],
): Promise<void> => {
  // Prospects are locked before their enrolments, as a suppression does.
  const sent = outcomes.filter(({ outcome }) => outcome === 'sent')
  const refused = outcomes.filter(({ outcome }) => outcome === 'refused')
  await markLatest(deps, tx, companyId, sent, 'contacted')
  await markLatest(deps, tx, companyId, refused, 'bounced')
  const referencesOf = (one: MailOutcome) => ({
    occurredAt: one.at,
    stepId: one.stepId,
    optionId: one.optionId,
    messageId: one.messageId,
    mailboxId: one.mailboxId,
    prospectId: one.prospectId,
    enrolmentId: one.enrolmentId,
    sequenceId: one.sequenceId,
  })
  await deps.ports.appendEvents(tx, companyId, [
    ...sent.map((one) => ({
      ...referencesOf(one),
      kind: 'sent' as const,
      data: one.first ? { first: true as const } : {},
    })),
    ...refused.map((one) => ({
      ...referencesOf(one),
      kind: 'bounced' as const,
      data: { hard: true, message: one.message ?? '', first: true as const },
    })),
  ])
  await applyHappenings(
    deps,
    tx,
    companyId,
    outcomes.flatMap((one): HappeningTo[] => {
      if (one.enrolmentId === null) return []
      const { enrolmentId, messageId, mailboxId, optionId } = one
      return [{ enrolmentId, happening: happeningOf(one), about: { messageId, mailboxId, optionId } }]
    }),
  )
}

const happeningOf = ({ outcome, at, stepId, message }: MailOutcome): Happening => {
  if (outcome === 'sent') return { kind: 'mail_sent', at, stepId }
  if (outcome === 'unsent') return { kind: 'mail_unsent', stepId }
  return { kind: 'mail_refused', message: message ?? '' }
}

const markLatest = async (
  deps: EngineDeps,
  tx: Queryable,
  companyId: string,
  outcomes: readonly MailOutcome[],
  status: 'contacted' | 'bounced',
): Promise<void> => {
  const prospectIds = [...new Set(outcomes.flatMap(({ prospectId }) => prospectId ?? []))].sort()
  if (prospectIds.length === 0) return
  await deps.ports.markProspects(tx, { companyId, prospectIds, status, at: deps.clock.now() })
}

/** Tasks of steps were done or skipped, told by tasks in the transaction that closes them. `stops`: the company stops on the outcome. */
export const tasksClosed = async (
  deps: EngineDeps,
  tx: Queryable,
  input: {
    companyId: string
    tasks: readonly {
      enrolmentId: string
      state: 'done' | 'skipped'
      outcome: string | null
      stops: boolean
      visit: number | null
      at: Date
    }[]
  },
): Promise<void> => {
  await applyHappenings(
    deps,
    tx,
    input.companyId,
    input.tasks.flatMap(({ enrolmentId, state, outcome, stops, visit, at }): HappeningTo[] => [
      {
        enrolmentId,
        happening:
          state === 'done'
            ? { kind: 'task_done', outcome, stops, visit, at }
            : { kind: 'task_skipped', visit, at },
      },
      // A journey may wait for a task that it had left behind.
      { enrolmentId, happening: { kind: 'looked_at' } },
    ]),
  )
}
