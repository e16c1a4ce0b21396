import { describe, expect, it } from 'vitest'
import { parseMessage } from '../parse/parse-message.ts'
import { rawMail } from '../testing/raw-mail.ts'
import { classifyMessage } from './classify-message.ts'

const classify = async (mail: Parameters<typeof rawMail>[0]) =>
  classifyMessage(await parseMessage(rawMail(mail)))

describe('an automatic answer', () => {
  it.each([
    ['Auto-Submitted', { 'Auto-Submitted': 'auto-replied (vacation)' }],
    ['X-Autoreply', { 'X-Autoreply': 'yes' }],
    ['X-Autorespond', { 'X-Autorespond': 'out of office' }],
    ['Precedence', { Precedence: 'auto_reply' }],
    ['X-Auto-Response-Suppress', { 'X-Auto-Response-Suppress': 'All' }],
    ['an English subject', { Subject: 'Automatic reply: A question' }],
    ['an absence in the subject', { Subject: 'Out of Office: A question' }],
    ['a German subject', { Subject: 'Automatische Antwort: A question' }],
    ['a French subject', { Subject: 'Réponse automatique : A question' }],
    ['a Spanish subject', { Subject: 'Respuesta automática: A question' }],
    ['an Italian subject', { Subject: 'Risposta automatica: A question' }],
    ['a Portuguese subject', { Subject: 'Resposta automática: A question' }],
    ['a Dutch subject', { Subject: 'Automatisch antwoord: A question' }],
    ['a Swedish subject', { Subject: 'Automatiskt svar: A question' }],
    ['a Polish subject', { Subject: 'Automatyczna odpowiedź: A question' }],
    ['a Russian subject', { Subject: 'Автоматический ответ: A question' }],
    ['a Japanese subject', { Subject: '自動応答: A question' }],
  ])('is known by %s', async (_what, headers) => {
    expect(await classify({ headers, body: 'I am away.' })).toMatchObject({ kind: 'auto-reply' })
  })

  it('names the day of return, counted from the day it was written on', async () => {
    const found = await classify({
      headers: { 'Auto-Submitted': 'auto-replied', Subject: 'Away' },
      body: 'Hello,\n\nI am out of the office and back on Monday, March 16.\n\nAnn',
    })
    expect(found).toMatchObject({ kind: 'auto-reply', returnsOn: '2026-03-16' })
  })

  it('does not take a date from our quoted mail', async () => {
    const found = await classify({
      headers: { 'Auto-Submitted': 'auto-replied', Subject: 'Away' },
      body: 'I am away for a while.\n\nOn Mon, 2 Mar 2026 at 09:00, Steve <steve@acme.test> wrote:\n> I will be back on March 20.',
    })
    expect(found).toEqual({ kind: 'auto-reply', reason: 'auto-submitted' })
  })

  it.each([
    'Ann Lee is no longer with the company. Please write to Bob.',
    'Ann Lee has left our company.',
    'Frau Lee ist nicht mehr bei uns beschäftigt.',
    'Ann Lee ne travaille plus chez nous.',
    'Ann Lee ya no trabaja en la empresa.',
  ])('says that the person has left: %s', async (body) => {
    const found = await classify({ headers: { 'Auto-Submitted': 'auto-replied' }, body })
    expect(found).toMatchObject({ kind: 'auto-reply', leftCompany: true })
  })
})

describe('a person who writes of an absence', () => {
  it.each([
    [
      'that the answer comes later',
      { Subject: 'Re: A question' },
      'I am on holiday until Friday, let us talk then.',
    ],
    ['with Auto-Submitted: no', { 'Auto-Submitted': 'no' }, 'Sure, Thursday works.'],
    [
      'under our own subject about holidays',
      { Subject: 'Re: Vacation planning' },
      'Yes please.\n\nOn Mon, 2 Mar 2026 at 09:00, Steve <steve@acme.test> wrote:\n> Do you plan vacations in a sheet?',
    ],
    [
      'to our subject in German',
      { Subject: 'AW: Urlaub besser planen' },
      'Ja, gern.\n\nAm 02.03.2026 um 09:00 schrieb Steve <steve@acme.test>:\n> Planen Sie Urlaub in Excel?',
    ],
  ])('%s', async (_what, headers, body) => {
    expect((await classify({ headers, body })).kind).toBe('human')
  })
})
