import type { Waiting } from './core/index.ts'
import type { StoredEnrolment } from './stored-enrolment.ts'
import type { MailForecast } from './waiting-forecast.ts'
import type { OpenMail } from './waiting-queries.ts'

/** When an enrolment is expected to go on; one of the two at most. */
export type ExpectedTime = Pick<Waiting, 'expectedAt' | 'expectedAfter'>

export const NO_TIME: ExpectedTime = { expectedAt: null, expectedAfter: null }
const timeAt = (expectedAt: Date | null): ExpectedTime => ({ expectedAt, expectedAfter: null })

/** When an enrolment is expected to go on whose sequence, and mailbox if it waits for one, run. */
export const expectedTime = (
  { id, sequenceId, state, mailboxId }: StoredEnrolment,
  {
    isMail,
    mail,
    forecast,
    now,
  }: { isMail: boolean; mail: OpenMail | null; forecast: MailForecast; now: Date },
): ExpectedTime => {
  if (state.phase === 'paused') return timeAt(state.pausedUntil)
  if (state.phase === 'mail_in_hand' && mail?.state === 'queued')
    return timeAt(mail.notBefore > now ? mail.notBefore : now)
  if (state.phase !== 'due' || state.dueAt === null) return NO_TIME
  if (isMail && mailboxId !== null)
    return forecast.of({ id, sequenceId, mailboxId, firstMail: state.firstMail, dueAt: state.dueAt })
  return timeAt(state.dueAt > now ? state.dueAt : now)
}
