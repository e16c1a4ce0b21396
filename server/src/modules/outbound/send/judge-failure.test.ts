import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeOpening, judgeSend } from './judge-failure.ts'
import { nextAttempt, TRY_FOR } from './retry-gaps.ts'
import { failureOf, openFailureOf, type SmtpError } from './smtp-error.ts'

const now = new Date('2026-03-02T09:00:00Z')
const first = { attempts: 1, queuedAt: now, now, random: 0.5 }
const overdue = { attempts: 20, queuedAt: new Date(now.getTime() - TRY_FOR), now, random: 0.5 }
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const refused = (stage: 'connect' | 'auth' | 'mail' | 'rcpt' | 'data', words: string, tries = first) =>
  judgeSend({ kind: 'refused', stage, code: Number(words.slice(0, 3)), words }, tries)

describe('a refusal', () => {
  it.each([
    ['rcpt', '550 5.1.1 No such user here', { do: 'refuse', hard: true }],
    ['rcpt', '550 Requested action not taken', { do: 'refuse', hard: true }],
    [
      'data',
      '550 5.1.1 The email account that you tried to reach does not exist',
      { do: 'refuse', hard: true },
    ],
    ['data', '552 5.2.2 The recipient’s mailbox is full', { do: 'refuse', hard: false }],
  ] as const)('about the recipient is his: %s %s', (stage, words, verdict) => {
    expect(refused(stage, words)).toEqual({ ...verdict, words })
  })

  it.each([
    ['mail', '550 5.7.1 Sender address rejected', null],
    ['mail', '501 Syntax error', null],
    ['rcpt', '554 5.7.1 Relay access denied', null],
    ['data', '554 5.7.1 Message refused by our spam filter', null],
    ['data', '550 5.7.26 Unauthenticated mail: DMARC check failed', null],
    ['rcpt', '550 5.7.1 Client host blocked using Spamhaus', null],
    ['data', '550 5.4.5 Daily user sending quota exceeded', minutesLater(24 * 60)],
    ['mail', '421 4.7.0 Too many messages, slow down', minutesLater(60)],
  ] as const)('about us pauses the mailbox: %s %s', (stage, words, resumeAt) => {
    expect(refused(stage, words)).toEqual({ do: 'pause', by: 'refusal', words, resumeAt })
  })

  it.each(['rcpt', 'data'] as const)(
    'for now, at %s, lets this mail wait, for three days at most',
    (stage) => {
      const words = '451 4.7.1 Greylisted, come back later'
      expect(refused(stage, words)).toEqual({ do: 'retry', at: minutesLater(1), words })
      expect(refused(stage, words, overdue)).toMatchObject({ do: 'refuse', hard: false })
    },
  )

  it.each(['connect', 'mail'] as const)('for now, at %s, lets the whole mailbox wait', (stage) => {
    const words = '451 4.3.0 Temporary system problem'
    expect(refused(stage, words)).toEqual({ do: 'wait', at: minutesLater(1), words })
    expect(refused(stage, words, overdue)).toMatchObject({ do: 'pause', by: 'refusal' })
  })
})

describe('no connection', () => {
  it.each([
    [
      { stage: 'connect', code: null, words: 'connect ECONNREFUSED' },
      { do: 'wait', at: minutesLater(1) },
    ],
    [
      { stage: 'connect', code: 421, words: '421 Service not available' },
      { do: 'wait', at: minutesLater(1) },
    ],
    [
      { stage: 'connect', code: 554, words: '554 No SMTP service here' },
      { do: 'pause', by: 'refusal', resumeAt: null },
    ],
    [
      { stage: 'auth', code: 535, words: '535 5.7.8 Bad credentials' },
      { do: 'pause', by: 'authentication', resumeAt: null },
    ],
    [
      { stage: 'auth', code: 454, words: '454 4.7.0 Temporary authentication failure' },
      { do: 'wait', at: minutesLater(1) },
    ],
    [
      { stage: 'auth', code: null, words: 'Missing credentials' },
      { do: 'pause', by: 'authentication', resumeAt: null },
    ],
    [
      { stage: 'auth', code: null, words: 'Sign in again', signInAgain: true },
      { do: 'pause', by: 'authentication', resumeAt: null },
    ],
  ] as const)('%o', (failure, verdict) => {
    expect(judgeOpening(failure, first)).toEqual({ ...verdict, words: failure.words })
  })
})

it('has gaps that grow to four hours and differ a little', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, random) => {
        const gap = (some: number, chance: number) =>
          nextAttempt({ attempts: some, now, random: chance }).getTime() - now.getTime()
        expect(gap(attempts + 1, random)).toBeGreaterThanOrEqual(gap(attempts, random))
        expect(gap(attempts, random)).toBeGreaterThanOrEqual(54_000)
        expect(gap(attempts, random)).toBeLessThanOrEqual(4.4 * 3_600_000)
      },
    ),
  )
})

describe('what nodemailer says', () => {
  const error = (fields: Partial<SmtpError>): SmtpError => Object.assign(new Error('words'), fields)

  it('never takes a mail for unsent whose content was on its way, but for the server’s word', () => {
    const anyError = fc.record(
      {
        code: fc.constantFrom(
          'ECONNECTION',
          'ESOCKET',
          'ETIMEDOUT',
          'EMESSAGE',
          'EENVELOPE',
          'ESTREAM',
          'EPROTOCOL',
        ),
        command: fc.constantFrom('CONN', 'DATA', 'MAIL FROM', 'RCPT TO', 'API'),
        responseCode: fc.constantFrom(undefined, 250, 354, 421, 450, 550, 554),
      },
      { requiredKeys: ['code'] },
    )
    fc.assert(
      fc.property(anyError, fc.boolean(), (fields, begun) => {
        const { kind } = failureOf(error(fields), begun)
        const said = (fields.responseCode ?? 0) >= 400
        if (begun) expect(kind).toBe(said ? 'refused' : 'uncertain')
        else expect(['refused', 'lost']).toContain(kind)
      }),
    )
  })

  it('tells the stage', () => {
    const at = (command: string) =>
      failureOf(error({ code: 'EENVELOPE', command, responseCode: 550, response: '550 no' }), false)
    expect(at('MAIL FROM')).toEqual({ kind: 'refused', stage: 'mail', code: 550, words: '550 no' })
    expect(at('RCPT TO')).toMatchObject({ stage: 'rcpt' })
    expect(at('DATA')).toMatchObject({ stage: 'data' })
    expect(openFailureOf(error({ code: 'EAUTH', responseCode: 535, response: '535 no' }))).toEqual({
      stage: 'auth',
      code: 535,
      words: '535 no',
    })
    expect(openFailureOf(error({ code: 'ECONNECTION', command: 'CONN' }))).toMatchObject({
      stage: 'connect',
      code: null,
    })
  })
})
