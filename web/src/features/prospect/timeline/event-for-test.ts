import type { ToldEvent } from '../types.ts'

/** An event of a timeline that is about nothing but what a test says. */
export const eventForTest = (kind: string, more: Partial<ToldEvent> = {}): ToldEvent => ({
  ...{ id: '1', kind, occurredAt: '2026-03-02T09:00:00.000Z', data: {}, mailbox: null, threadId: null },
  ...{ prospectId: null, enrolmentId: null, cadenceId: null, stepId: null, optionId: null, messageId: null },
  ...{
    mailboxId: null,
    userId: null,
    cadence: null,
    step: null,
    user: null,
    mail: null,
    answer: null,
    note: null,
  },
  ...more,
})
