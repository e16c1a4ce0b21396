import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifySmtpAnswer, isDeadAddress } from './classify-smtp-answer.ts'
import type { SmtpStage } from './refusal.ts'

const judge = (stage: SmtpStage, text: string) =>
  classifySmtpAnswer({ code: Number(text.slice(0, 3)), text: text.slice(4), stage })

describe('whose fault a refusal is', () => {
  it.each([
    // The recipient's, only where the answer is about him.
    ['rcpt', '550 5.1.1 User unknown', 'recipient', 'permanent', 'unknown-user'],
    ['rcpt', '550 No such mailbox here', 'recipient', 'permanent', 'unknown-user'],
    ['rcpt', '550 5.2.1 Mailbox disabled', 'recipient', 'permanent', 'disabled'],
    ['rcpt', '552 5.2.2 Mailbox is full', 'recipient', 'permanent', 'mailbox-full'],
    ['rcpt', '452 4.2.2 Mailbox is over quota', 'recipient', 'temporary', 'mailbox-full'],
    ['data', '550 5.1.1 The email account does not exist', 'recipient', 'permanent', 'unknown-user'],
    [
      'data',
      '550 5.7.133 Only authenticated senders may write to this group',
      'recipient',
      'permanent',
      'refused',
    ],
    ['rcpt', '550 I do not like you', 'recipient', 'permanent', 'unknown'],
    // The sending mailbox's.
    ['auth', '535 5.7.8 Username and password not accepted', 'sender', 'permanent', 'login'],
    ['auth', '550 User unknown', 'sender', 'permanent', 'unknown-user'],
    ['mail', '550 5.1.8 Sender address rejected: domain not found', 'sender', 'permanent', 'sender-refused'],
    ['mail', '550 5.1.1 User unknown', 'sender', 'permanent', 'unknown-user'],
    ['rcpt', '554 5.7.1 Relay access denied', 'sender', 'permanent', 'relay-denied'],
    [
      'rcpt',
      '554 5.7.1 Service unavailable; client host is listed at a blocklist',
      'sender',
      'permanent',
      'blocked',
    ],
    ['rcpt', '530 5.7.0 Authentication required', 'sender', 'permanent', 'login'],
    [
      'data',
      '550 5.7.26 Unauthenticated email is not accepted, DMARC policy',
      'sender',
      'permanent',
      'authentication',
    ],
    ['rcpt', '553 5.7.1 Not authorized to send as this address', 'sender', 'permanent', 'sender-refused'],
    // A limit's.
    ['mail', '550 5.4.5 Daily user sending limit exceeded', 'rate', 'permanent', 'rate'],
    ['rcpt', '452 4.5.3 Too many recipients', 'rate', 'temporary', 'rate'],
    ['data', '421 4.7.28 Rate limit exceeded, try again later', 'rate', 'temporary', 'rate'],
    ['connect', '421 4.7.0 Too many connections from your host', 'rate', 'temporary', 'rate'],
    // The text's.
    ['data', '554 5.7.1 Message rejected as spam', 'content', 'permanent', 'spam'],
    ['data', '552 5.3.4 Message too big', 'content', 'permanent', 'too-large'],
    ['data', '554 Transaction failed', 'content', 'permanent', 'unknown'],
    // The server's.
    ['rcpt', '450 4.2.0 Greylisted, come back later', 'server', 'temporary', 'greylisted'],
    ['data', '451 4.3.0 Local error in processing', 'server', 'temporary', 'system'],
    ['connect', '554 No SMTP service here', 'server', 'permanent', 'unknown'],
    ['auth', '454 4.7.0 Temporary authentication failure', 'sender', 'temporary', 'login'],
  ] as const)('%s: %s', (stage, text, blame, permanence, reason) => {
    expect(judge(stage, text)).toMatchObject({ blame, permanence, reason })
  })
})

describe('the status', () => {
  it.each([
    ['550 5.1.1 unknown', undefined, '5.1.1'],
    ['550 unknown #5.1.1', undefined, '5.1.1'],
    ['550 host 192.5.1.1 said no', undefined, undefined],
    ['550 unknown', '5.1.10', '5.1.10'],
    ['550 5.1.1 unknown', '5.0.0', '5.1.1'],
  ])('of "%s" with %s apart is %s', (text, enhanced, status) => {
    expect(classifySmtpAnswer({ code: 550, text, enhanced, stage: 'rcpt' }).status).toBe(status)
  })
})

describe('any answer', () => {
  const stage = fc.constantFrom<SmtpStage>('connect', 'auth', 'mail', 'rcpt', 'data', 'unknown')
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom('user', 'unknown', 'mailbox', 'full', 'spam', 'sender', 'rejected', '5.1.1', 'limit'),
      )
      .map((words) => words.join(' ')),
  )

  it('below 500 is temporary, from 500 on final', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), text, stage, (code, words, at) => {
        const { permanence } = classifySmtpAnswer({ code, text: words, stage: at })
        expect(permanence).toBe(code < 500 ? 'temporary' : 'permanent')
      }),
    )
  })

  it('before RCPT is never the recipient’s fault', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<SmtpStage>('connect', 'auth', 'mail'), (words, at) => {
        expect(classifySmtpAnswer({ code: 550, text: words, stage: at }).blame).not.toBe('recipient')
      }),
    )
  })

  it('that blames the text or a limit never declares an address dead', () => {
    fc.assert(
      fc.property(text, stage, (words, at) => {
        const { blame, reason } = classifySmtpAnswer({ code: 550, text: words, stage: at })
        if (blame === 'content' || blame === 'rate') expect(isDeadAddress(reason)).toBe(false)
      }),
    )
  })
})
