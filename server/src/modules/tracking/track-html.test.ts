import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSecrets } from '#platform/secrets/index.ts'
import { clickLink, pixelLink } from './links.ts'
import { trackHtml } from './track-html.ts'

const secrets = createSecrets('a key for tests, long enough')
const publicUrl = 'https://sales.example.com'
const mail = { companyId: '0'.repeat(23).concat('1'), messageId: '0'.repeat(23).concat('2') }
const link = (address: string): string => clickLink({ secrets, publicUrl }, mail, address) ?? 'not wrapped'
const pixel = `<img src="${pixelLink({ secrets, publicUrl }, mail)}" width="1" height="1" alt="" style="border:0;width:1px;height:1px">`
const clicks = (html: string) =>
  trackHtml({ secrets, publicUrl }, { ...mail, html, opens: false, clicks: true })

const SITE = 'https://example.org/a?b=1'

describe('links', () => {
  it.each([
    ['double quotes', `<a href="${SITE}">x</a>`, `<a href="${link(SITE)}">x</a>`],
    ['single quotes', `<a href='${SITE}'>x</a>`, `<a href='${link(SITE)}'>x</a>`],
    ['no quotes', `<a href=${SITE}>x</a>`, `<a href=${link(SITE)}>x</a>`],
    ['capitals and spaces', `<A\n HREF = "${SITE}"\t>x</A>`, `<A\n HREF = "${link(SITE)}"\t>x</A>`],
    [
      'other attributes',
      `<a data-href="x" title="a > b href='y'" href="${SITE}" class=z>`,
      `<a data-href="x" title="a > b href='y'" href="${link(SITE)}" class=z>`,
    ],
    ['no space between attributes', `<a class="b"href="${SITE}">`, `<a class="b"href="${link(SITE)}">`],
    ['a self-closed tag', `<a/href="${SITE}"/>`, `<a/href="${link(SITE)}"/>`],
    [
      'the first of two',
      `<a href="${SITE}" href="http://b.example">`,
      `<a href="${link(SITE)}" href="http://b.example">`,
    ],
    [
      'entities',
      '<a href="https://example.org/?a=1&amp;b=&#50;&copy=3&#x26;d">',
      `<a href="${link('https://example.org/?a=1&b=2&copy=3&d')}">`,
    ],
    ['space around', `<a href=" ${SITE}\n">`, `<a href="${link(SITE)}">`],
    [
      'letters of other scripts',
      '<a href="http://bücher.example/ä">',
      `<a href="${link('http://xn--bcher-kva.example/%C3%A4')}">`,
    ],
    [
      'an image as link',
      `<a href="${SITE}"><img src="${SITE}"></a>`,
      `<a href="${link(SITE)}"><img src="${SITE}"></a>`,
    ],
  ])('leads them by way of us: %s', (_, html, expected) => {
    expect(clicks(html)).toEqual({ html: expected, tracked: true })
  })

  it.each([
    '<a href="mailto:ann@example.org">',
    '<a href="tel:+491234">',
    '<a href="#top">',
    '<a href="/path">',
    '<a href="//example.org/">',
    '<a href="">',
    '<a href>',
    '<a href=>',
    '<a href="javascript:alert(1)">',
    '<a href="data:text/html,x">',
    '<a href="https://exa mple.org/">',
    '<a href="http://">',
    `<a href="${publicUrl}/u/token">`,
    `<a href="https://Sales.Example.com:443/u/token">`,
    `<a href="${link(SITE)}">`,
    `<a href="https://example.org/${'x'.repeat(1_400)}">`,
    '<a href="https://example.org/&uuml;">',
    '<a href="https://example.org/?a&copy">',
    '<a href="https://example.org/&#128;">',
    `<link href="${SITE}"><base href="${SITE}"><area href="${SITE}"><abbr href="${SITE}">`,
    `<a data-href="${SITE}" xlink:href="${SITE}">`,
    `<!-- <a href="${SITE}"> -->`,
    `<!--[if mso]><a href="${SITE}"><![endif]-->`,
    `<!--><!-- <a href="${SITE}"> --!>`,
    `<style>a:after{content:'<a href="${SITE}">'}</style>`,
    `<script>"<a href='${SITE}'>"</scripts></script >`,
    `<title><a href="${SITE}"></title>`,
    `<textarea><a href="${SITE}"></textarea>`,
    `<p title="<a href='${SITE}'>">`,
    `</a href="${SITE}">`,
    `< a href="${SITE}">`,
    `<a href="${SITE}"`,
    `<a href="${SITE}>`,
    `<?php <a href="${SITE}"?>`,
    `&lt;a href="${SITE}"&gt;`,
  ])('leaves alone %s', (html) => {
    expect(clicks(html)).toEqual({ html, tracked: false })
  })

  it('goes on after a conditional comment that all but Outlook read', () => {
    expect(clicks(`<![if !mso]><a href="${SITE}"><![endif]>`).html).toBe(
      `<![if !mso]><a href="${link(SITE)}"><![endif]>`,
    )
  })
})

describe('the pixel', () => {
  const opens = (html: string) =>
    trackHtml({ secrets, publicUrl }, { ...mail, html, opens: true, clicks: false }).html

  it.each([
    ['<p>Hi</p>', `<p>Hi</p>${pixel}`],
    ['<html><body><p>Hi</p></body></html>', `<html><body><p>Hi</p>${pixel}</body></html>`],
    ['<BODY>Hi</BODY\n>', `<BODY>Hi${pixel}</BODY\n>`],
    ['<body>a</body><!-- </body> -->', `<body>a${pixel}</body><!-- </body> -->`],
    ['<p title="</body>">Hi</p>', `<p title="</body>">Hi</p>${pixel}`],
    ['</bodyguard>', `</bodyguard>${pixel}`],
    ['', pixel],
  ])('stands at the end of %s', (html, expected) => {
    expect(opens(html)).toBe(expected)
  })
})

it('finds links behind the end of the body, and the place for the pixel before them', () => {
  const html = `<body>a</body><a href="${SITE}">x</a>`
  expect(trackHtml({ secrets, publicUrl }, { ...mail, html, opens: true, clicks: true }).html).toBe(
    `<body>a${pixel}</body><a href="${link(SITE)}">x</a>`,
  )
})

it('puts nothing in where nothing is asked for, or there is no public URL', () => {
  const html = `<a href="${SITE}">x</a>`
  const as = (url: string | undefined, opens: boolean, clicked: boolean) =>
    trackHtml({ secrets, publicUrl: url }, { ...mail, html, opens, clicks: clicked })
  expect(as(publicUrl, false, false)).toEqual({ html, tracked: false })
  expect(as(undefined, true, true)).toEqual({ html, tracked: false })
  expect(as(publicUrl, true, true).html).toBe(`<a href="${link(SITE)}">x</a>${pixel}`)
})

/** Pieces of mails with what becomes of each. */
const address = fc
  .webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] })
  .filter((url) => !/['"<>&\s]/.test(url) && url.length < 1_000)
const kept = fc
  .oneof(
    fc.string({ unit: fc.constantFrom('a', ' ', '\n', '>', '"', "'", '=', '&amp;', 'ä', '/', '-') }),
    address.map((url) => `<!-- <a href="${url}"> -->`),
    address.map((url) => `<img alt='<a href="${url}">' src="${url}">`),
    address.map((url) => `<style>@import "${url}" <a href=${url}></style>`),
    fc.constantFrom(
      '<br/>',
      '</p>',
      '<p class=x>',
      '< ',
      '<3',
      '<a name="x">',
      '<a href="mailto:a@b.example">',
    ),
  )
  .map((text) => ({ before: text, after: text }))
const wrapped = fc
  .record({ url: address, form: fc.constantFrom('<a href="*">', "<A x HREF='*' y=1>", '<a\thref=* >') })
  .map(({ url, form }) => ({
    before: form.replace('*', () => url),
    after: form.replace('*', () => link(url)),
  }))

it('changes the links of a mail and not a byte else', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(kept, wrapped)), fc.boolean(), (pieces, opens) => {
      const html = pieces.map(({ before }) => before).join('')
      const expected = pieces.map(({ after }) => after).join('')
      const result = trackHtml({ secrets, publicUrl }, { ...mail, html, opens, clicks: true })
      expect(result.html).toBe(opens ? expected + pixel : expected)
      expect(result.tracked).toBe(opens || html !== expected)
    }),
  )
})

it('keeps what stands around links in any text, however broken', () => {
  const soup = fc.string({
    unit: fc.constantFrom(
      ...[
        '<',
        '>',
        '"',
        "'",
        '=',
        ' ',
        '/',
        '!',
        '-',
        '--',
        '?',
        '&',
        ';',
        '#',
        'a',
        '<a',
        '<A ',
        'href',
        ' href="',
        '</a',
      ],
      ...[
        'http://x.example',
        'https://',
        '<!--',
        '-->',
        '<style',
        '</style',
        '<script>',
        '</body>',
        '&amp;',
        '\0',
        '\n',
        'ä',
        '😀',
      ],
    ),
    maxLength: 60,
  })
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  fc.assert(
    fc.property(soup, (html) => {
      const around = clicks(html).html.split(/https:\/\/sales\.example\.com\/c\/[\w-]+\/[\w-]+/)
      expect(html).toMatch(new RegExp(`^${around.map(escaped).join('[^]*')}$`))
    }),
    { numRuns: 1_000 },
  )
})

it('takes time in proportion to the length', () => {
  for (const piece of ['<a href="', '<!--', '<a ', '<style>', "<a href='", '</', '<a href=x ', '&', '<title'])
    expect(clicks(piece.repeat(50_000)).html.length).toBeGreaterThan(0)
})
