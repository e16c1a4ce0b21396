import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMail } from './check-mail.ts'
import { checkVariables } from './check-variables.ts'
import { mailElements } from './mail-elements.ts'
import { spamPhrases } from './spam-words.ts'

const SURE = { known: ['FirstName', 'Company', 'Email'], variablesOf: () => null }
const GOOD = 'Hi {{ FirstName }}, who in your team looks after outreach? I would like to ask one question.'

const rules = ({ subject = 'One question', body = GOOD, unsubscribe = true } = {}): string[] =>
  checkMail({ subject, body, unsubscribe }, SURE).map(({ rule }) => rule)
const link = (href: string, text = 'our prices') =>
  rules({ body: `${GOOD} <a class="x" href="${href}">${text}</a>` })

describe('a mail', () => {
  it('of plain words has nothing against it', () => {
    expect(rules()).toEqual([])
    expect(rules({ subject: '', body: `<p>${GOOD}</p>` })).toEqual([])
    expect(rules({ subject: 'Question about {{ Company | default: "your team" }}' })).toEqual([])
  })

  it('that shouts, flatters or feigns is told so', () => {
    expect(rules({ subject: 'READ THIS NOW' })).toEqual(['shouting'])
    expect(rules({ subject: 'Hello!' })).toEqual(['exclamation'])
    expect(rules({ subject: 'Re: our talk' })).toEqual(['feigned-reply'])
    expect(rules({ subject: 'so '.repeat(21) })).toEqual(['long-subject'])
    expect(rules({ subject: 'Act  now, ' })).toEqual(['spam-words'])
    expect(
      rules({ body: 'Buy now, no obligation, it is risk-free and yours today for all of the year' }),
    ).toEqual(['spam-words'])
  })

  it('may name companies in capitals', () => {
    expect(rules({ subject: 'A question for the CEO of IBM about APIs' })).toEqual([])
  })

  it('that was not filled in is told so', () => {
    for (const left of ['[First Name]', '{FirstName}', '%FIRSTNAME%', '<<name>>', 'Lorem ipsum'])
      expect(rules({ subject: `Hello ${left}` })).toContain('placeholder')
  })

  it('needs a way out', () => {
    expect(rules({ unsubscribe: false })).toEqual(['no-unsubscribe'])
    expect(
      rules({ unsubscribe: false, body: `${GOOD} <a href="{{ UnsubscribeLink }}">No more</a>` }),
    ).toEqual([])
  })

  it('is long above 200 words', () => {
    expect(rules({ body: 'word '.repeat(200) })).toEqual([])
    expect(rules({ body: 'word '.repeat(201) })).toEqual(['long-body'])
  })

  it('of images or forms is told what mail programs make of it', () => {
    expect(rules({ body: '<img src="https://a.example/x.png" alt="x">Hi' })).toEqual(['mostly-images'])
    expect(rules({ body: `${GOOD} ${GOOD} <img src="http://a.example/x.png">` })).toEqual([
      'unsafe-image',
      'image-without-text',
    ])
    expect(rules({ body: `${GOOD}<form></form><script>1</script>` })).toEqual(['active-content'])
  })
})

describe('a link', () => {
  it('to a page, an address or a number is good', () => {
    for (const href of [
      'https://example.com/prices?a=b&amp;c=d',
      'mailto:ann@example.com?subject=x',
      'tel:+49301234',
      '{{ CompanyURL }}',
      'https://{{ CompanyDomain }}/',
      'https://example.com/{{ Company | default: "you" }}',
    ])
      expect(link(href)).toEqual([])
  })

  it('that leads nowhere, hides or disguises where it leads is named', () => {
    expect(link('')).toEqual(['broken-link'])
    expect(link('#')).toEqual(['broken-link'])
    expect(link('example.com/prices')).toEqual(['broken-link'])
    expect(link('javascript:alert(1)')).toEqual(['broken-link'])
    expect(link('https://localhost:3000')).toEqual(['broken-link'])
    expect(link('mailto:nobody')).toEqual(['broken-link'])
    expect(link('https://bit.ly/x')).toEqual(['shortener'])
    expect(link('https://192.0.2.1/x')).toEqual(['numeric-host'])
    expect(link('https://example.com@evil.example/')).toEqual(['odd-link'])
    expect(link('http://example.com')).toEqual(['unsafe-link'])
    expect(link('https://evil.example', 'www.bank.example')).toEqual(['disguised-link'])
    expect(link('https://www.bank.example/login', 'bank.example')).toEqual([])
  })

  it('too many of them are', () => {
    const links = [1, 2, 3, 4].map((n) => `<a href="https://example.com/${n}">page ${n}</a>`).join(' ')
    expect(rules({ body: `${GOOD} ${links}` })).toEqual(['many-links'])
  })
})

describe('a variable', () => {
  it('that nobody has is named with the nearest', () => {
    const [finding] = checkVariables({ names: ['FristName'], needed: ['FristName'] }, 'body', SURE.known)
    expect(finding).toMatchObject({ rule: 'unknown-variable', message: expect.stringContaining('FirstName') })
  })

  it('matches in any case, and asks for a default where it needs one', () => {
    const check = (names: string[], needed: string[]) =>
      checkVariables({ names, needed }, 'body', SURE.known).map(({ rule }) => rule)
    expect(check(['first_name'], [])).toEqual([])
    expect(check(['first_name'], ['first_name'])).toEqual(['no-default'])
    expect(check(['Email'], ['Email'])).toEqual([])
  })
})

it('spam phrases are found as words, in any case and spacing, each once', () => {
  expect(spamPhrases('ACT NOW! act   now, cheaper, cheap')).toEqual(['act now', 'cheap'])
})

it('any text is checked, and says the same twice', () => {
  const part = fc.constantFrom(
    '<a href="',
    '">',
    '</a>',
    '{{',
    '}}',
    '<img ',
    'http://',
    '%',
    '!',
    'FREE',
    '\uE000',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string())), fc.string(), (parts, subject) => {
      const mail = { subject, body: parts.join(''), unsubscribe: true }
      const findings = checkMail(mail, SURE)
      expect(checkMail(mail, SURE)).toEqual(findings)
      for (const { message } of findings) expect(message).toMatch(/[.?]$/)
    }),
  )
})

it('a body of half-open tags is read in time', () => {
  const { links } = mailElements('<a '.repeat(20_000) + 'x="'.repeat(20_000))
  expect(links).toEqual([])
})
