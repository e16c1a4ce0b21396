import { describe, expect, test } from 'vitest'
import type { Enrolment } from './enrolment.ts'
import { MONDAY } from './situation-fixture.ts'
import { type Waiting, waitingSentence } from './waiting-sentence.ts'

const at = (moment: string) => new Date(moment)
const TUESDAY = at('2026-03-03T08:00:00Z')
const THURSDAY = at('2026-03-05T08:00:00Z')

type Change = Partial<Omit<Waiting, 'enrolment'>> & { enrolment?: Partial<Enrolment> }

/** On Monday at 10:00 in Berlin, somebody waits for Thursday to be sent the mail of step 3. */
const sentence = ({ enrolment, ...change }: Change = {}): string =>
  waitingSentence({
    enrolment: {
      status: 'in_cadence',
      phase: 'due',
      stepId: 'c',
      visit: 1,
      stepsDone: ['a', 'b'],
      since: MONDAY,
      dueAt: THURSDAY,
      firstMail: false,
      hold: null,
      pausedUntil: null,
      resumable: false,
      ...enrolment,
    },
    step: { number: 3, kind: 'mail' },
    node: null,
    kind: 'cadence',
    calendar: { zone: 'Europe/Berlin', zoneSource: 'guessed', guessedFrom: 'Germany' },
    sequence: { state: 'live', pauseReason: null },
    mailbox: {
      address: 'steve@acme.test',
      state: 'running',
      pauseReason: null,
      resumeAt: null,
      slot: 'free',
    },
    throttledUntil: null,
    personFull: null,
    apart: null,
    mail: null,
    expectedAt: THURSDAY,
    expectedAfter: null,
    now: MONDAY,
    ...change,
  })

const mailbox = (change: Partial<NonNullable<Waiting['mailbox']>>): Waiting['mailbox'] => ({
  address: 'steve@acme.test',
  state: 'running',
  pauseReason: null,
  resumeAt: null,
  slot: 'free',
  ...change,
})

const HELD = { phase: 'held', dueAt: null } as const
const IN_HAND = { phase: 'mail_in_hand', dueAt: null } as const
const DUE_NOW = { dueAt: MONDAY }

describe('the sentence of what an enrolment waits for', () => {
  test.each<[string, Change]>([
    ['Waits for Thursday 09:00 (Europe/Berlin, guessed from Germany) to send step 3.', {}],
    [
      'Waits for Thursday 09:00 (Europe/Berlin) to send step 3.',
      { calendar: { zone: 'Europe/Berlin', zoneSource: 'prospect', guessedFrom: null } },
    ],
    [
      "Waits for Thursday 17:00 (Asia/Tokyo, the mailbox's zone) to send step 3.",
      { calendar: { zone: 'Asia/Tokyo', zoneSource: 'mailbox', guessedFrom: null } },
    ],
    // A week on, and a year.
    [
      'Waits for Monday 9 March, 09:00 (Europe/Berlin, guessed from Germany) to send step 3.',
      { enrolment: { dueAt: at('2026-03-09T08:00:00Z') }, expectedAt: at('2026-03-09T08:00:00Z') },
    ],
    [
      'Waits for Monday 4 January 2027, 09:00 (Europe/Berlin, guessed from Germany) to send step 3.',
      { enrolment: { dueAt: at('2027-01-04T08:00:00Z') }, expectedAt: at('2027-01-04T08:00:00Z') },
    ],
    ['Is due now, to send step 3.', { enrolment: DUE_NOW, expectedAt: MONDAY }],
    [
      'Waits for Monday 10:05 (Europe/Berlin, guessed from Germany) to send step 3, when its turn comes in mailbox steve@acme.test.',
      { enrolment: DUE_NOW, expectedAt: at('2026-03-02T09:05:00Z'), mailbox: mailbox({ slot: 'gap' }) },
    ],
    [
      'Waits for Tuesday 09:00 (Europe/Berlin, guessed from Germany) to send step 3, because mailbox steve@acme.test has used up its daily limit.',
      { enrolment: DUE_NOW, expectedAt: at('2026-03-03T08:00:00Z'), mailbox: mailbox({ slot: 'daily' }) },
    ],
    [
      'Waits for Monday 11:00 (Europe/Berlin, guessed from Germany) to send step 3, because mailbox steve@acme.test has used up its hourly limit.',
      { enrolment: DUE_NOW, expectedAt: at('2026-03-02T10:00:00Z'), mailbox: mailbox({ slot: 'hourly' }) },
    ],
    [
      'Waits for Monday 13:00 (Europe/Berlin, guessed from Germany) to send step 3, because mailbox steve@acme.test sends only in its own hours.',
      { enrolment: DUE_NOW, expectedAt: at('2026-03-02T12:00:00Z'), mailbox: mailbox({ slot: 'closed' }) },
    ],
    // The limits of today say nothing about Thursday.
    [
      'Waits for Friday 09:00 (Europe/Berlin, guessed from Germany) to send step 3, when its turn comes in mailbox steve@acme.test.',
      { expectedAt: at('2026-03-06T08:00:00Z'), mailbox: mailbox({ slot: 'daily' }) },
    ],
    [
      'Waits to send step 3, when its turn comes in mailbox steve@acme.test.',
      { enrolment: DUE_NOW, expectedAt: null },
    ],
    [
      'Waits for Tuesday 09:00 (Europe/Berlin, guessed from Germany) to send step 1, because the cadence has begun all its first mails of today.',
      {
        enrolment: { ...DUE_NOW, firstMail: true },
        step: { number: 1, kind: 'mail' },
        throttledUntil: at('2026-03-02T23:00:00Z'),
        expectedAt: at('2026-03-03T08:00:00Z'),
      },
    ],
    [
      'Waits until after Friday 09:00 (Europe/Berlin, guessed from Germany) to send step 3, when its turn comes in mailbox steve@acme.test.',
      { enrolment: DUE_NOW, expectedAt: null, expectedAfter: at('2026-03-06T08:00:00Z') },
    ],
    [
      'Waits for Tuesday 09:00 (Europe/Berlin, guessed from Germany) to send step 3, because one person is sent at most 2 automatic mails a day.',
      { enrolment: DUE_NOW, personFull: { until: TUESDAY, most: 2 }, expectedAt: TUESDAY },
    ],
    // The dispatcher has moved it already.
    [
      'Waits for Tuesday 09:00 (Europe/Berlin, guessed from Germany) to send step 3, because one person is sent at most 1 automatic mail a day.',
      { enrolment: { dueAt: TUESDAY }, personFull: { until: TUESDAY, most: 1 }, expectedAt: TUESDAY },
    ],
    // By Friday something else keeps it waiting.
    [
      'Waits for Friday 09:00 (Europe/Berlin, guessed from Germany) to send step 3, because mailbox steve@acme.test has used up its daily limit.',
      {
        enrolment: DUE_NOW,
        personFull: { until: TUESDAY, most: 2 },
        mailbox: mailbox({ slot: 'daily' }),
        expectedAt: at('2026-03-06T08:00:00Z'),
      },
    ],
    // What he had today says nothing about Thursday.
    [
      'Waits for Thursday 09:00 (Europe/Berlin, guessed from Germany) to send step 3.',
      { personFull: { until: TUESDAY, most: 2 } },
    ],
    [
      'Waits to send step 3, but mailbox steve@acme.test sends only 20:00–22:00 (UTC) and the cadence only 09:00–17:00, Mon Fri (Asia/Tokyo), which never meet; change the hours or days of either and it goes by itself.',
      {
        enrolment: DUE_NOW,
        expectedAt: null,
        apart: {
          mailbox: { zone: 'UTC', window: { from: '20:00', to: '22:00' }, days: [1, 2, 3, 4, 5, 6, 7] },
          sequence: { zone: 'Asia/Tokyo', window: { from: '09:00', to: '17:00' }, days: [1, 5] },
        },
      },
    ],
    // Follow-ups are not throttled.
    [
      'Is due now, to send step 3.',
      { enrolment: DUE_NOW, throttledUntil: at('2026-03-02T23:00:00Z'), expectedAt: MONDAY },
    ],
    [
      'Waits for Thursday 09:00 (Europe/Berlin, guessed from Germany) to give out the call of step 3.',
      { step: { number: 3, kind: 'call' } },
    ],
    [
      'Waits for the LinkedIn task of step 3 to be done.',
      { step: { number: 3, kind: 'linkedin' }, enrolment: { phase: 'task_open', dueAt: null } },
    ],
    [
      'Waits for the cadence to be resumed: over 5 % of its mails bounced.',
      { sequence: { state: 'paused', pauseReason: 'over 5 % of its mails bounced.' } },
    ],
    ['Waits for the cadence to be resumed.', { sequence: { state: 'paused', pauseReason: null } }],
    ['Waits, because the cadence is archived.', { sequence: { state: 'archived', pauseReason: null } }],
    [
      'Waits for mailbox steve@acme.test, which is paused: 535 5.7.8 bad credentials.',
      { mailbox: mailbox({ state: 'paused', pauseReason: '535 5.7.8 bad credentials' }) },
    ],
    [
      'Waits for mailbox steve@acme.test, which is paused until Thursday 09:00 (Europe/Berlin, guessed from Germany): on holiday.',
      { mailbox: mailbox({ state: 'paused', pauseReason: 'on holiday', resumeAt: THURSDAY }) },
    ],
    [
      'Waits for mailbox steve@acme.test, which was removed; it goes on with another one that the cadence may send from.',
      { mailbox: mailbox({ state: 'removed' }) },
    ],
    // A call does not wait for a mailbox.
    [
      'Waits for Thursday 09:00 (Europe/Berlin, guessed from Germany) to give out the call of step 3.',
      { step: { number: 3, kind: 'call' }, mailbox: mailbox({ state: 'paused' }) },
    ],
    [
      'The mail of step 3 is about to be sent.',
      { enrolment: IN_HAND, mail: { state: 'queued', notBefore: MONDAY, putOff: true } },
    ],
    [
      'The mail of step 3 is tried again Thursday 09:00 (Europe/Berlin, guessed from Germany), because the server asked to wait.',
      { enrolment: IN_HAND, mail: { state: 'queued', notBefore: THURSDAY, putOff: true } },
    ],
    [
      'The mail of step 3 goes Thursday 09:00 (Europe/Berlin, guessed from Germany), because its delivery window closed before it could leave.',
      { enrolment: IN_HAND, mail: { state: 'queued', notBefore: THURSDAY, putOff: false } },
    ],
    [
      'The mail of step 3 is being sent.',
      { enrolment: IN_HAND, mail: { state: 'sending', notBefore: MONDAY, putOff: true } },
    ],
    [
      'The mail of step 3 may have been sent or not: the server’s answer was lost, so proof is looked for; `cadenza uncertain` settles it by hand.',
      { enrolment: IN_HAND, mail: { state: 'uncertain', notBefore: MONDAY, putOff: true } },
    ],
    [
      'Waits for mailbox steve@acme.test, which is paused: quota exceeded.',
      {
        enrolment: IN_HAND,
        mail: { state: 'queued', notBefore: MONDAY, putOff: true },
        mailbox: mailbox({ state: 'paused', pauseReason: 'quota exceeded' }),
      },
    ],
    // Although it could be sent again by now.
    [
      'Waits for the cadence to be resumed.',
      {
        enrolment: IN_HAND,
        mail: { state: 'queued', notBefore: MONDAY, putOff: true },
        sequence: { state: 'paused', pauseReason: null },
      },
    ],
    [
      'Held: FirstName is missing; fill it in and the mail goes by itself.',
      { enrolment: { ...HELD, hold: { reason: 'missing_variable', variables: ['FirstName'] } } },
    ],
    [
      'Held: FirstName, Company, and City are missing; fill them in and the mail goes by itself.',
      {
        enrolment: {
          ...HELD,
          hold: { reason: 'missing_variable', variables: ['FirstName', 'Company', 'City'] },
        },
      },
    ],
    [
      'Held: the mail cannot be written (tag "if" is not closed); correct and publish it and it goes by itself.',
      { enrolment: { ...HELD, hold: { reason: 'template_error', message: 'tag "if" is not closed.' } } },
    ],
    [
      'Held: no mailbox that this cadence may send from is connected and running; add one and it goes on by itself.',
      { enrolment: { ...HELD, hold: { reason: 'no_mailbox', message: '' } } },
    ],
    [
      'Held: weekdays and holidays leave no day open within two years; open one and it goes on by itself.',
      { enrolment: { ...HELD, hold: { reason: 'no_open_day' } } },
    ],
    [
      'Held: its step was removed; publish the step again, or stop the prospect.',
      { enrolment: { ...HELD, hold: { reason: 'step_gone' } }, step: null },
    ],
    [
      'Held: its node was removed; publish the node again, or stop the prospect.',
      { kind: 'journey', enrolment: { ...HELD, hold: { reason: 'step_gone' } }, step: null },
    ],
    [
      'Held: he has been at “remind” as often as one prospect may be, 20 times; stop him, or let the journey end.',
      { kind: 'journey', enrolment: { ...HELD, hold: { reason: 'too_many_visits', node: 'remind' } } },
    ],
    [
      'Held: its action could not be done (“Intro” is archived); correct and publish it and it goes on by itself.',
      {
        kind: 'journey',
        enrolment: { ...HELD, hold: { reason: 'action_failed', message: '“Intro” is archived.' } },
      },
    ],
    [
      'Waits for the link pricing of the mail of “greet” to be clicked, until Thursday 09:00 (Europe/Berlin, guessed from Germany) at most.',
      {
        kind: 'journey',
        step: null,
        node: { name: 'a click', event: 'for the link pricing of the mail of “greet” to be clicked' },
      },
    ],
    [
      'Waits for Thursday 09:00 (Europe/Berlin, guessed from Germany) to go on from “pause”.',
      { kind: 'journey', step: null, node: { name: 'pause', event: null } },
    ],
    [
      'Is due now, to go on at “pause”.',
      { kind: 'journey', step: null, node: { name: 'pause', event: null }, enrolment: DUE_NOW },
    ],
    [
      'Waits for the journey to be resumed.',
      { kind: 'journey', sequence: { state: 'paused', pauseReason: null } },
    ],
    ['Paused until somebody resumes it.', { enrolment: { phase: 'paused', dueAt: null } }],
    [
      'Paused until Thursday 09:00 (Europe/Berlin, guessed from Germany).',
      { enrolment: { phase: 'paused', dueAt: null, pausedUntil: THURSDAY } },
    ],
    [
      'Completed without reply.',
      { enrolment: { phase: 'ended', status: 'completed', dueAt: null, stepId: null } },
    ],
    [
      'Manually stopped; can be resumed.',
      { enrolment: { phase: 'ended', status: 'manually_stopped', dueAt: null, resumable: true } },
    ],
  ])('%s', (expected, change) => {
    expect(sentence(change)).toBe(expected)
  })
})
