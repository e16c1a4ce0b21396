import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newTextOf } from './new-text-of.ts'

const QUOTED = '> Hi Ann,\n> do you have ten minutes on Tuesday?\n>\n> Steve'

describe('an answer above the quote', () => {
  it.each([
    ['Gmail', 'On Mon, Mar 2, 2026 at 9:00 AM Steve Miller <steve@acme.test> wrote:'],
    ['Gmail, wrapped', 'On Mon, Mar 2, 2026 at 9:00 AM Steve Miller <\nsteve@acme.test> wrote:'],
    ['Apple Mail', '> On 2 Mar 2026, at 09:00, Steve Miller <steve@acme.test> wrote:'],
    ['Thunderbird', 'On 3/2/26 09:00, Steve Miller wrote:'],
    ['German', 'Am Mo., 2. März 2026 um 09:00 Uhr schrieb Steve Miller <steve@acme.test>:'],
    ['German Thunderbird', 'Am 02.03.26 um 09:00 schrieb Steve Miller:'],
    ['French', 'Le lun. 2 mars 2026 à 09:00, Steve Miller <steve@acme.test> a écrit :'],
    ['Spanish', 'El lun, 2 mar 2026 a las 9:00, Steve Miller (<steve@acme.test>) escribió:'],
    ['Italian', 'Il giorno lun 2 mar 2026 alle ore 09:00 Steve Miller <steve@acme.test> ha scritto:'],
    ['Portuguese', 'Em seg., 2 de mar. de 2026 às 09:00, Steve Miller <steve@acme.test> escreveu:'],
    ['Dutch', 'Op ma 2 mrt 2026 om 09:00 schreef Steve Miller <steve@acme.test>:'],
    ['Swedish', 'Den mån 2 mars 2026 kl 09:00 skrev Steve Miller <steve@acme.test>:'],
    ['Polish', 'pon., 2 mar 2026 o 09:00 Steve Miller <steve@acme.test> napisał(a):'],
    ['Russian', 'пн, 2 мар. 2026 г. в 09:00, Steve Miller <steve@acme.test>:'],
    ['Japanese', '2026年3月2日(月) 9:00 Steve Miller <steve@acme.test>:'],
    ['Czech', 'po 2. 3. 2026 v 9:00 odesílatel Steve Miller <steve@acme.test> napsal:'],
  ])('as %s introduces it', (_program, line) => {
    const { newText, quoted } = newTextOf({ text: `Yes, Tuesday works.\n\nAnn\n\n${line}\n\n${QUOTED}\n` })
    expect(newText).toBe('Yes, Tuesday works.\n\nAnn')
    expect(quoted).toContain('do you have ten minutes')
  })

  it.each([
    [
      'English',
      'From: Steve Miller <steve@acme.test>\nSent: Monday, March 2, 2026 9:00 AM\nTo: Ann Lee\nSubject: A question',
    ],
    [
      'German',
      'Von: Steve Miller <steve@acme.test>\nGesendet: Montag, 2. März 2026 09:00\nAn: Ann Lee\nBetreff: A question',
    ],
    [
      'French',
      'De : Steve Miller <steve@acme.test>\nEnvoyé : lundi 2 mars 2026 09:00\nÀ : Ann Lee\nObjet : A question',
    ],
    [
      'Spanish',
      'De: Steve Miller <steve@acme.test>\nEnviado el: lunes, 2 de marzo de 2026 9:00\nPara: Ann Lee\nAsunto: A question',
    ],
    [
      'Italian',
      'Da: Steve Miller <steve@acme.test>\nInviato: lunedì 2 marzo 2026 09:00\nA: Ann Lee\nOggetto: A question',
    ],
    [
      'Dutch',
      'Van: Steve Miller <steve@acme.test>\nVerzonden: maandag 2 maart 2026 09:00\nAan: Ann Lee\nOnderwerp: A question',
    ],
    [
      'Polish',
      'Od: Steve Miller <steve@acme.test>\nWysłano: poniedziałek, 2 marca 2026 09:00\nDo: Ann Lee\nTemat: A question',
    ],
    [
      'Russian',
      'От: Steve Miller <steve@acme.test>\nОтправлено: 2 марта 2026 г. 9:00\nКому: Ann Lee\nТема: A question',
    ],
    [
      'Chinese',
      '发件人: Steve Miller <steve@acme.test>\n发送时间: 2026年3月2日 9:00\n收件人: Ann Lee\n主题: A question',
    ],
    [
      'with bold labels',
      '*From:* Steve Miller <steve@acme.test>\n*Sent:* Monday, March 2, 2026 9:00 AM\n*To:* Ann Lee\n*Subject:* A question',
    ],
  ])('above the headers that Outlook writes in %s', (_language, block) => {
    for (const rule of ['', '________________________________\n', '-----Original Message-----\n']) {
      const { newText, quoted } = newTextOf({
        text: `Yes, Tuesday works.\n\n${rule}${block}\n\nHi Ann,\ndo you have ten minutes?`,
      })
      expect(newText).toBe('Yes, Tuesday works.')
      expect(quoted).toContain('do you have ten minutes')
    }
  })

  it('without any mark on what the introducing line stands above', () => {
    const text =
      'Yes.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Steve <steve@acme.test> wrote:\n\nHi Ann,\nten minutes?'
    expect(newTextOf({ text }).newText).toBe('Yes.')
  })
})

describe('an answer elsewhere', () => {
  it('below the quote', () => {
    const text = `On 2 Mar 2026, Steve <steve@acme.test> wrote:\n${QUOTED}\n\nYes, Tuesday works.\nAnn`
    expect(newTextOf({ text }).newText).toBe('Yes, Tuesday works.\nAnn')
  })

  it('between the lines of the quote', () => {
    const text =
      'On 2 Mar 2026, Steve <steve@acme.test> wrote:\n> Do you have time?\n\nYes.\n\n> And a budget?\n\nNo.\n\n> Steve'
    expect(newTextOf({ text }).newText).toBe('Yes.\n\nNo.')
  })

  it('without any quote', () => {
    expect(newTextOf({ text: 'Yes, Tuesday works.' })).toEqual({ newText: 'Yes, Tuesday works.', quoted: '' })
  })

  it('nowhere: only a quote', () => {
    expect(newTextOf({ text: QUOTED }).newText).toBe('')
  })
})

describe('a signature', () => {
  it.each([
    ['after the delimiter', '-- \nAnn Lee\nCustomer Ltd\n+49 30 1234'],
    ['after a delimiter that lost its space', '--\nAnn Lee'],
    ['of a phone', 'Sent from my iPhone'],
    ['of Outlook on a phone', 'Get Outlook for iOS<https://aka.ms/x>'],
    ['of a phone, in German', 'Von meinem iPhone gesendet'],
    ['of a phone, in French', 'Envoyé de mon iPhone'],
    ['with regards', 'Best regards,\nAnn Lee\nHead of Sales'],
    ['with regards, in German', 'Mit freundlichen Grüßen\nAnn Lee'],
    ['with regards, in French', 'Cordialement,\nAnn Lee'],
  ])('%s stands apart', (_what, signature) => {
    const { newText, signature: found } = newTextOf({ text: `Yes, Tuesday works.\n\n${signature}\n` })
    expect(newText).toBe('Yes, Tuesday works.')
    expect(found).toBe(signature.trim())
  })

  it('above the quote stands apart too', () => {
    const text = `Yes.\n\n-- \nAnn Lee\n\nOn 2 Mar 2026, Steve <steve@acme.test> wrote:\n${QUOTED}`
    expect(newTextOf({ text })).toMatchObject({ newText: 'Yes.', signature: '-- \nAnn Lee' })
  })
})

describe('what only looks like a quote', () => {
  it.each([
    'Bob wrote: I will come.\nSo do I.',
    'I am from: Berlin\nand to: nowhere',
    'Our options:\n- one\n- two\n\nThe subject: open.',
    'We met on Monday at 10:00, Steve and I wrote down the following: a list.',
    'Is 5 > 3?\nYes.',
    'Kind regards to your team, we will talk on Tuesday about everything that is open between us then.',
  ])('stays new: %s', (text) => {
    expect(newTextOf({ text }).newText).toBe(text)
  })
})

describe('an answer in HTML only', () => {
  it.each([
    [
      'Gmail',
      '<div dir="ltr">Yes, <b>Tuesday</b> works.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Mar 2, 2026 at 9:00 AM Steve &lt;<a href="mailto:steve@acme.test">steve@acme.test</a>&gt; wrote:<br></div><blockquote class="gmail_quote"><p>Hi Ann</p></blockquote></div>',
    ],
    [
      'Apple Mail',
      '<body>Yes, Tuesday works.<div><br><blockquote type="cite"><div>On 2 Mar 2026, at 09:00, Steve &lt;steve@acme.test&gt; wrote:</div><div>Hi Ann</div></blockquote></div></body>',
    ],
    [
      'Outlook',
      '<div><p class="MsoNormal">Yes, Tuesday works.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Steve &lt;steve@acme.test&gt; <br><b>Sent:</b> Monday, March 2, 2026 9:00 AM<br><b>To:</b> Ann Lee<br><b>Subject:</b> A question</p></div><p>Hi Ann</p></div>',
    ],
    [
      'Yahoo',
      '<div>Yes, Tuesday works.</div><div class="yahoo_quoted"><div>On Monday, March 2, 2026, 09:00, Steve &lt;steve@acme.test&gt; wrote:</div><div>Hi Ann</div></div>',
    ],
  ])('of %s', (_program, html) => {
    expect(newTextOf({ html }).newText.trim()).toBe('Yes, Tuesday works.')
    expect(newTextOf({ text: '  \n', html }).quoted).toContain('Hi Ann')
  })
})

describe('any text', () => {
  const line = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '> quoted',
      '',
      '-- ',
      'On 2 Mar 2026, Steve <s@a.test> wrote:',
      'From: a',
      'Sent: b',
      'To: c',
      'Subject: d',
      'Sent from my iPhone',
      '____________',
    ),
  )
  const letters = (text: string): string => text.replace(/\s+/g, '')

  it('loses no letter: what is not new is quoted or signature', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.join('\n')
        const { newText, quoted, signature = '' } = newTextOf({ text })
        const sorted = (...parts: string[]): string => [...letters(parts.join(''))].sort().join('')
        // Zero-width characters are left out, and no-break spaces become spaces.
        const kept = text.replace(/[\u200b\ufeff]/g, '')
        expect(sorted(newText, quoted, signature)).toBe(sorted(kept))
      }),
    )
  })

  it('without a quote in it is all new', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,10}$/), { maxLength: 20 }), (words) => {
        expect(newTextOf({ text: words.join(' ') }).newText).toBe(words.join(' '))
      }),
    )
  })
})
