import type { Hold } from './enrolment.ts'

/** What one waits for whose sequence names no mailbox that can be used. */
export const NO_MAILBOX: Hold = {
  reason: 'no_mailbox',
  message: 'No mailbox that this cadence may send from is connected and running.',
}
