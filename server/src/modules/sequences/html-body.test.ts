import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlBody, isHtml, plainBody } from './html-body.ts'

describe('a body', () => {
  it.each([
    ['', ''],
    ['Hi\n\nYou', '<p>Hi</p>\n<p>You</p>'],
    ['One\ntwo', '<p>One<br>\ntwo</p>'],
    ['a & b < c', '<p>a &amp; b &lt; c</p>'],
    ['<p>Hi</p>', '<p>Hi</p>'],
    ['Hi {{ FirstName | default: "a & b" }} & co', '<p>Hi {{ FirstName | default: "a & b" }} &amp; co</p>'],
    ['{% if a < 3 %}\n\nlow\n\n{% endif %}', '{% if a < 3 %}\n<p>low</p>\n{% endif %}'],
    [
      'See https://acme.test/a?b=1&c=2.',
      '<p>See <a href="https://acme.test/a?b=1&amp;c=2">https://acme.test/a?b=1&amp;c=2</a>.</p>',
    ],
    ['https://x.test/{{ Id }}', '<p><a href="https://x.test/{{ Id }}">https://x.test/{{ Id }}</a></p>'],
    ['Hi {{ FirstName\n| default: "x" }}', '<p>Hi {{ FirstName | default: "x" }}</p>'],
  ])('%j becomes %j', (text, html) => expect(htmlBody(text)).toBe(html))

  it('stays the same when it is turned into HTML twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(htmlBody(htmlBody(text))).toBe(htmlBody(text))
      }),
    )
  })

  it('of plain words is found again in its HTML', () => {
    const words = fc
      .array(fc.stringMatching(/^[a-z &<>.,]{0,12}$/), { maxLength: 6 })
      .map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(words, (text) => {
        if (isHtml(text)) return
        const plain = plainBody(htmlBody(text))
        if (plain !== null) expect(htmlBody(plain)).toBe(htmlBody(text))
      }),
    )
    expect(plainBody(htmlBody('Hi {{ FirstName }},\n\nsee https://acme.test/.\nBye'))).toBe(
      'Hi {{ FirstName }},\n\nsee https://acme.test/.\nBye',
    )
    expect(plainBody('<p class="x">Hi</p>')).toBeNull()
  })
})
