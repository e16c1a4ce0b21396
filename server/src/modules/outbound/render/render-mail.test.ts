import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLiquid } from './create-liquid.ts'
import type { Recipient, Sender } from './field-values.ts'
import { type MailToRender, type RenderedMail, renderMail } from './render-mail.ts'
import { createTextCache } from './text-cache.ts'

const compile = createTextCache(createLiquid({ now: () => new Date('2026-03-02T23:30:00Z') }))

const NOBODY: Recipient = {
  firstName: null,
  lastName: null,
  fullName: null,
  middleName: null,
  company: null,
  account: null,
  companyDomain: null,
  companyUrl: null,
  companyEmail: null,
  companyPhone: null,
  department: null,
  title: null,
  phone: null,
  location: null,
  city: null,
  country: null,
  twitterId: null,
  linkedinUrl: null,
  outcome: null,
  timeZone: null,
  email: 'ann@example.com',
  customFields: {},
  ownerName: 'Olga Owner',
  ownerEmail: 'olga@acme.test',
}
const ANN: Recipient = {
  ...NOBODY,
  firstName: 'Ann',
  lastName: 'Lee',
  company: 'Lee & Sons',
  customFields: { 'Job title': 'Chief', plan: 'Gold', nothing: '  ' },
}
const STEVE: Sender = {
  name: 'Steve Miller',
  address: 'steve@acme.test',
  signature: '',
  unsubscribeLink: 'https://t.test/u/1?a=1&b=2',
}

type Part = Partial<Omit<MailToRender, 'sender'>> & { sender?: Partial<Sender> }

const rendering = ({ sender, ...mail }: Part) =>
  renderMail(compile, {
    subject: 'Hello',
    body: '<p>Hello</p>',
    recipient: ANN,
    zone: 'UTC',
    unsubscribeLine: false,
    ...mail,
    sender: { ...STEVE, ...sender },
  })
const render = (mail: Part): RenderedMail => {
  const rendered = rendering(mail)
  if ('mistake' in rendered) throw new Error(rendered.mistake)
  return rendered
}
const body = (text: string, recipient = ANN): string => render({ body: text, recipient }).html
const missing = (text: string, recipient = NOBODY): string[] => render({ body: text, recipient }).missing

describe('variables', () => {
  it('are the prospect’s fields, custom fields, the owner’s and the sender’s, in any case of their names', () => {
    expect(
      body(
        '{{ FirstName }} {{ firstname }} {{ LAST_NAME }} {{FullName}} {{ Email }} {{ JobTitle }} {{ ["Job title"] }}',
      ),
    ).toBe('Ann Ann Lee Ann Lee ann@example.com Chief Chief')
    expect(
      body(
        '{{ Plan }} {{ OwnerName }} {{ OwnerEmail }} {{ SenderName }} {{ SenderFirstName }} {{ SenderEmail }}',
      ),
    ).toBe('Gold Olga Owner olga@acme.test Steve Miller Steve steve@acme.test')
  })

  it('hold the mail back when they are missing or blank and printed without a default', () => {
    expect(missing('Hi {{ FirstName }}, at {{ Company | upcase }}')).toEqual(['FirstName', 'Company'])
    expect(missing('{{ "Mr " | append: LastName }}')).toEqual(['LastName'])
    expect(missing('{{ nothing }} {{ Nonsense }}', ANN)).toEqual(['nothing', 'Nonsense'])
    expect(missing('{% assign n = FirstName %}Hi {{ n }}')).toEqual(['n'])
    expect(missing('{% liquid echo FirstName %}')).toEqual(['FirstName'])
    expect(missing('{{ FirstName | remove: "Ann" }}', ANN)).toEqual(['FirstName'])
    expect(missing('{{ FirstName | default: NickName }}')).toEqual(['FirstName', 'NickName'])
    expect(render({ subject: 'For {{ Company }}', recipient: NOBODY }).missing).toEqual(['Company'])
  })

  it('do not when a default stands in, or when they only decide', () => {
    expect(render({ body: 'Hi {{ FirstName | default: "there" }}', recipient: NOBODY })).toMatchObject({
      html: 'Hi there',
      missing: [],
    })
    expect(missing('{{ FirstName | default: "" }}')).toEqual([])
    expect(missing('{{ FirstName | default: SenderName }}')).toEqual([])
    expect(missing('{% if Company %}at {{ Company }}{% else %}there{% endif %}')).toEqual([])
    expect(
      missing('{% unless FirstName %}Hello{% endunless %}{% case Title %}{% when "CEO" %}x{% endcase %}'),
    ).toEqual([])
    expect(missing('{{ Signature }}')).toEqual([])
  })

  it('have no way to prototypes, files or the process', () => {
    for (const name of [
      'constructor',
      '__proto__',
      'toString',
      'FirstName.constructor',
      'FirstName.__proto__',
    ])
      expect(missing(`{{ ${name} }}`, ANN)).toHaveLength(1)
    for (const tag of ['include "x"', 'render "x"', 'layout "x"', 'cycle FirstName, LastName'])
      expect(rendering({ body: `{% ${tag} %}` })).toHaveProperty('mistake')
  })
})

describe('values', () => {
  it('are escaped in the body and not in the subject', () => {
    const both = render({
      subject: '{{ Company }}',
      body: '<a title="{{ Company }}">{{ Company | upcase }}</a>',
    })
    expect(both.subject).toBe('Lee & Sons')
    expect(both.html).toBe('<a title="Lee &amp; Sons">LEE &amp; SONS</a>')
    expect(both.text).toBe('LEE & SONS')
  })

  it('are escaped once, whatever the last filter', () => {
    const html = '&lt;b&gt;'
    const recipient = { ...ANN, title: '<b>' }
    for (const filters of ['', '| escape', '| escape_once', '| raw', '| newline_to_br', '| strip'])
      expect(body(`{{ Title ${filters} }}`, recipient)).toBe(html)
    expect(body('{% capture x %}<i>{{ Title }}</i>{% endcapture %}{{ x }}', recipient)).toBe(`<i>${html}</i>`)
    expect(body('{% assign x = Title %}{{ x | raw }}', recipient)).toBe(html)
    expect(body('{% capture Title %}{% endcapture %}{% assign Title = "<b>" %}{{ Title }}', recipient)).toBe(
      html,
    )
    expect(body('{{ Title | newline_to_br }}', { ...ANN, title: 'a\n<b>' })).toBe('a<br>\n&lt;b&gt;')
  })

  it('never bring markup into a body nor a line break into a subject', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        const recipient = { ...ANN, firstName: text, customFields: { note: text } }
        const rendered = render({
          subject: 'Hi {{ FirstName }}{{ Note }}!',
          body: '<p>{{ FirstName }}|{{ note | upcase }}</p>',
          recipient,
        })
        expect(rendered.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
        expect(rendered.html.match(/[<>]/g)).toEqual(['<', '>', '<', '>'])
        if (text.trim() === '') expect(rendered.missing).toEqual(['FirstName', 'Note', 'note'])
      }),
    )
  })
})

it('answers any text with a rendering or a mistake', () => {
  const part = fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    ' FirstName ',
    '|',
    'default: "x"',
    'if',
    'endif',
    'a',
    '"',
    '.',
    'for x in y',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
      const rendered = rendering({ body: parts.join('') })
      if ('mistake' in rendered) expect(rendered.mistake).toMatch(/\.$/)
      else expect(rendered.html.isWellFormed()).toBe(true)
    }),
  )
})

it('gives up on a text that works for ever', () => {
  const endless = '{% for a in (1..100000) %}{% for b in (1..100000) %}{{ b }}{% endfor %}{% endfor %}'
  expect(rendering({ body: endless })).toHaveProperty('mistake')
})

it('knows the time from the clock, in the zone of the mailbox', () => {
  expect(body('{{ "now" | date: "%A %Y" }}')).toBe('Monday 2026')
  expect(render({ body: '{{ "today" | date: "%A" }}', zone: 'Europe/Berlin' }).html).toBe('Tuesday')
})

describe('what is added to a body', () => {
  const signature = '<b>Steve</b>'

  it('is the signature, unless it stands in it', () => {
    expect(render({ sender: { signature } }).html).toBe('<p>Hello</p>\n<div><b>Steve</b></div>')
    expect(render({ body: '{{Signature}}<p>PS</p>', sender: { signature } }).html).toBe(
      '<b>Steve</b><p>PS</p>',
    )
    expect(render({ subject: '{{ signature }}', sender: { signature } }).subject).toBe('Steve')
    expect(render({ body: '<html><body>Hi</body></html>', sender: { signature } }).html).toBe(
      '<html><body>Hi\n<div><b>Steve</b></div>\n</body></html>',
    )
  })

  it('is the way out, unless it stands in it or is not wanted', () => {
    const { html, text } = render({ unsubscribeLine: true })
    expect(html).toContain('<a href="https://t.test/u/1?a=1&amp;b=2">')
    expect(text).toContain('<https://t.test/u/1?a=1&b=2>')
    expect(render({ unsubscribeLine: true, body: '<a href="{{ UnsubscribeLink }}">x</a>' }).html).toBe(
      '<a href="https://t.test/u/1?a=1&amp;b=2">x</a>',
    )
    expect(render({}).html).toBe('<p>Hello</p>')
  })
})

it('prints a stand-in for what is missing where one is wanted', () => {
  const shown = render({
    recipient: NOBODY,
    subject: 'For {{ Company }}',
    body: '{{ FirstName | upcase }}<',
    standIn: (names) => `[${names.join(', ')}]`,
  })
  expect(shown).toMatchObject({
    subject: 'For [Company]',
    html: '[FirstName]<',
    missing: ['Company', 'FirstName'],
  })
})

it('keeps a bounded number of compiled texts', () => {
  let parsed = 0
  const liquid = createLiquid({ now: () => new Date() })
  const parse = liquid.parse.bind(liquid)
  liquid.parse = (text) => {
    parsed += 1
    return parse(text)
  }
  const cached = createTextCache(liquid, 25)
  for (const text of ['aaaa', 'bbbb', 'aaaa', 'cccc', 'dddd', 'aaaa', 'bbbb']) cached(text, 'plain')
  // Two fit, their kind counted in; what was used last stays.
  expect(parsed).toBe(6)
})
