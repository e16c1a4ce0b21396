import { describe, expect, it } from 'vitest'
import { parseMessage } from '../parse/parse-message.ts'
import { multipartMail, OUR_HEADERS, rawMail } from '../testing/raw-mail.ts'
import { classifyMessage } from './classify-message.ts'

const classify = async (raw: Uint8Array) => classifyMessage(await parseMessage(raw))
const kindOf = async (mail: Parameters<typeof rawMail>[0]) => (await classify(rawMail(mail))).kind

const QUOTE =
  '\n\nOn Mon, 2 Mar 2026 at 09:00, Steve <steve@acme.test> wrote:\n> Hi Bob, a question.\n> To unsubscribe click here: https://acme.test/u/1'

describe('a complaint', () => {
  const report = (fields: string, returned = OUR_HEADERS) =>
    classify(
      multipartMail({
        type: 'report; report-type=feedback-report',
        headers: { From: 'Feedback <fbl@provider.test>', Subject: 'Abuse report' },
        parts: [
          'Content-Type: text/plain\n\nThis is an abuse report for a mail from 192.0.2.10.',
          `Content-Type: message/feedback-report\n\n${fields}`,
          `Content-Type: message/rfc822\n\n${returned}\n\nHi Bob`,
        ],
      }),
    )

  it.each(['abuse', 'fraud', 'other', 'virus', 'not-spam'])('of type %s', async (type) => {
    expect(await report(`Feedback-Type: ${type}\nUser-Agent: Agent/1.0\nVersion: 1`)).toEqual({
      kind: 'complaint',
      type,
      originalMessageIds: ['<first.mail@acme.test>'],
    })
  })

  it('of the old type opt-out is a wish to get no more mails', async () => {
    expect(await report('Feedback-Type: opt-out\nVersion: 0.1')).toEqual({ kind: 'unsubscribe-request' })
  })
})

describe('a request for no more mails', () => {
  it.each([
    'unsubscribe',
    'Unsubscribe',
    'UNSUBSCRIBE me',
    'unsubscribe 65f0aa12',
    'Abmelden',
    'désinscription',
    'baja',
    'отписаться',
  ])('by the subject %s', async (Subject) => {
    expect(await kindOf({ headers: { Subject } })).toBe('unsubscribe-request')
  })

  it('by Apple Mail, which calls it an automatic answer', async () => {
    const headers = {
      Subject: 'unsubscribe',
      'Auto-Submitted': 'auto-replied',
      'X-Apple-Unsubscribe': 'true',
    }
    expect(await kindOf({ headers, body: 'Mail sent this to unsubscribe.' })).toBe('unsubscribe-request')
  })

  it.each([
    'unsubscribe',
    'Please unsubscribe me.',
    'STOP',
    'Remove me from your list please',
    'Not interested. Please take me off your mailing list.',
    'Hi Steve,\n\nthanks, but not interested, please remove me.\n\nAnn',
    "Don't email me again.",
    'Please stop sending me these mails!',
    'No more emails please',
    'Opt out',
    'Bitte nehmen Sie mich aus dem Verteiler.',
    'Guten Tag,\nbitte keine weiteren Mails an mich.\nMit freundlichen Grüßen\nAnn Lee',
    'Bitte löschen Sie meine Adresse.',
    'Merci de me retirer de votre liste.',
    'Veuillez me désinscrire.',
    'Por favor, denme de baja.',
    'No me envíen más correos',
    'Cancellatemi dalla lista, grazie',
    'Por favor remova meu email da lista',
    'Graag uitschrijven',
    'Proszę o wypisanie mnie z listy',
    'Удалите меня из рассылки',
    '配信停止してください',
  ])('in words: %s', async (body) => {
    expect(await kindOf({ body: body + QUOTE })).toBe('unsubscribe-request')
  })
})

describe('an answer that only mentions it', () => {
  it.each([
    ['our own unsubscribe line in the quote', 'Sounds good, call me on Tuesday.'],
    ['a question about the feature', 'Does your tool handle unsubscribe links and opt-out lists?'],
    ['a meeting', 'Please remove me from the meeting and invite Bob instead.'],
    ['a contract', "Don't send me the contract yet, I have a question about clause 4."],
    ['an offer', 'Take us through the demo on Thursday?'],
    ['rates', 'Unsubscribe rates are what we struggle with. Tell me more.'],
    ['another person', 'Stop by our booth at the fair next week!'],
    ['Spanish of another matter', 'Eliminamos ese problema el año pasado, pero gracias.'],
    ['a later time', 'Please do not contact me until April, then gladly.'],
    [
      'a long answer',
      `Hi Steve, thank you for writing. ${'We are looking at several vendors at the moment and will decide soon. '.repeat(5)}Please unsubscribe my colleague Bob, who has left, but keep me in the loop.`,
    ],
  ])('%s', async (_what, body) => {
    expect(await kindOf({ body: body + QUOTE })).toBe('human')
  })

  it.each([
    ['subject', { headers: { Subject: `unsubscribe${' from 1'.repeat(27)}?` }, body: 'Hello' }],
    ['sentence', { body: `cancell${'ate'.repeat(150)}` }],
    ['row of polite words', { body: `${'please could you i would like to '.repeat(15)}` }],
  ])('and is looked at once, whatever the %s', async (_what, mail) => {
    expect(await kindOf(mail)).toBe('human')
  })

  it('under a subject of ours that begins with the word', async () => {
    const headers = { Subject: 'Re: Unsubscribe rates are up' }
    expect(await kindOf({ headers, body: `Tell me more.${QUOTE}` })).toBe('human')
  })
})

describe('mail to many', () => {
  it.each([
    [
      'a newsletter',
      { 'List-Unsubscribe': '<https://news.test/u>', 'List-Id': '<news.test>', Subject: 'Our news' },
    ],
    ['bulk precedence', { Precedence: 'bulk', Subject: 'Our news' }],
    ['an address that nobody reads', { From: 'no-reply@shop.test', Subject: 'Your order' }],
    ['a notification', { 'Auto-Submitted': 'auto-generated', Subject: 'Build failed' }],
  ])('%s is automated', async (_what, headers) => {
    expect(await kindOf({ headers, body: 'Hello all' })).toBe('automated')
  })

  it('a read receipt is automated', async () => {
    const raw = multipartMail({
      type: 'report; report-type=disposition-notification',
      headers: { Subject: 'Read: A question' },
      parts: [
        'Content-Type: text/plain\n\nYour message was read.',
        'Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;bob@customer.test\nOriginal-Message-ID: <first.mail@acme.test>\nDisposition: manual-action/MDN-sent-manually; displayed',
      ],
    })
    expect((await classify(raw)).kind).toBe('automated')
  })

  it("a person's post to a discussion list is a person's", async () => {
    const headers = {
      'List-Id': '<talk.test>',
      'List-Post': '<mailto:talk@list.test>',
      Subject: '[talk] Hello',
    }
    expect(await classify(rawMail({ headers, body: 'What do you think?' }))).toEqual({
      kind: 'human',
      viaList: true,
    })
  })

  it("an answer through a gateway that adds list headers is a person's", async () => {
    const headers = { 'In-Reply-To': '<first.mail@acme.test>', 'List-Unsubscribe': '<mailto:u@gateway.test>' }
    expect((await classify(rawMail({ headers, body: 'Yes, gladly.' }))).kind).toBe('human')
  })
})

describe('a person', () => {
  it.each([
    ['who answers', { 'In-Reply-To': '<first.mail@acme.test>' }, `Yes, Tuesday at 10?${QUOTE}`],
    ['who writes a new mail', { Subject: 'Your offer' }, 'Can you send me prices?'],
    ['who accepts a meeting', { Subject: 'Accepted: Demo' }, ''],
    ['who says nothing', { 'In-Reply-To': '<first.mail@acme.test>' }, ''],
    ['who says no', {}, `No, thanks.${QUOTE}`],
  ])('%s', async (_what, headers, body) => {
    expect(await classify(rawMail({ headers, body }))).toEqual({ kind: 'human', viaList: false })
  })
})
