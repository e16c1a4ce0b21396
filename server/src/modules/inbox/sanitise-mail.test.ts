import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitiseMail } from './sanitise-mail.ts'

const PNG = 'data:image/png;base64,iVBORw0KGgo='

/** What must stand in no sanitised mail, whatever it was. */
const FORBIDDEN =
  /<(?:script|style|svg|math|iframe|object|embed|form|input|button|meta|link|base|video|audio|source|template|textarea)\b|\son\w+\s*=|javascript:|vbscript:|expression\(|@import|url\(|srcset|formaction|xlink/i

/** The tags of a sanitised mail, in which every other `<` is escaped: what it says between them runs nothing, even if it reads like CSS. */
const tagsOf = (html: string): string => (html.match(/<[^>]*>?/g) ?? []).join('')

const HOSTILE = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://evil.test/a.png" srcset="https://evil.test/b.png 2x" onload=alert(1)>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<a href="javascript:alert(1)">a</a>',
  '<a href="java&#x09;script:alert(1)">a</a>',
  '<a href="\u0001javascript:alert(1)">a</a>',
  '<a href="data:text/html,<script>alert(1)</script>">a</a>',
  '<a href="vbscript:x">a</a>',
  '<meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<base href="https://evil.test/">',
  '<link rel="stylesheet" href="https://evil.test/a.css">',
  '<style>@import "https://evil.test/a.css"; a[href^=x]{background:url(https://evil.test/x)}</style>',
  '<div style="background:url(https://evil.test/a.png)">a</div>',
  '<div style="background-image:u\\72l(https://evil.test/a.png)">a</div>',
  '<div style="width:expression(alert(1))">a</div>',
  '<div style="color:red;-moz-binding:url(https://evil.test/x)">a</div>',
  '<form action="https://evil.test"><input name=a><button formaction="javascript:alert(1)">b</button></form>',
  '<iframe src="https://evil.test"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://evil.test"></object><embed src="https://evil.test">',
  '<video src="https://evil.test/v" poster="https://evil.test/p"><source src="https://evil.test/s"></video>',
  '<table background="https://evil.test/a.png"><tr><td background="//evil.test/b.png">a</td></tr></table>',
  '<img src="//evil.test/a.png"><img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<template><img src=x onerror=alert(1)></template><noscript><img src=x onerror=alert(1)></noscript>',
  '<!--[if mso]><script>alert(1)</script><![endif]--><![CDATA[<script>alert(1)</script>]]>',
  '<p title="</p><script>alert(1)</script>">a</p><textarea></textarea><script>alert(1)</script>',
  '<input autofocus onfocus=alert(1)><details open ontoggle=alert(1)>x</details>',
]

describe('a sanitised mail', () => {
  test.each(HOSTILE)('has nothing that runs or loads: %s', (html) => {
    const { html: clean } = sanitiseMail(html)
    expect(clean).not.toMatch(FORBIDDEN)
    expect(clean).not.toContain('evil.test')
  })

  test('has none in any mixture of these either, also with pictures of other servers', () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom(...HOSTILE, '<A'), fc.string({ unit: 'binary-ascii' })),
      {
        maxLength: 6,
      },
    )
    fc.assert(
      fc.property(pieces, fc.boolean(), (some, remoteImages) => {
        const { html } = sanitiseMail(some.join(''), { remoteImages })
        expect(tagsOf(html)).not.toMatch(FORBIDDEN)
      }),
    )
  })

  test('keeps what people write: structure, colours, links that open outside', () => {
    const { html } = sanitiseMail(
      '<p style="color: #333; font-size: 12px; position: fixed">Hi <b>Bob</b>, see <a href="https://x.test/a?b=1&amp;c=2">this</a></p><blockquote>old</blockquote>',
    )
    expect(html).toBe(
      '<p style="color:#333;font-size:12px">Hi <b>Bob</b>, see <a href="https://x.test/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">this</a></p><blockquote>old</blockquote>',
    )
  })

  test('shows pictures of other servers when asked to, and says how many it left out', () => {
    const mail = `<img src="https://x.test/a.png" alt="Logo"><img src="cid:part1"><img src="${PNG}">`
    expect(sanitiseMail(mail)).toEqual({
      html: `<img alt="Logo" /><img /><img src="${PNG}" />`,
      blockedImages: 1,
      missingImages: 1,
      contentIds: new Set(['part1']),
    })
    expect(sanitiseMail(mail, { remoteImages: true })).toMatchObject({
      html: expect.stringContaining('<img alt="Logo" src="https://x.test/a.png" />'),
      blockedImages: 0,
    })
  })

  test('shows pictures that were sent along where they are given, and as pictures only', () => {
    const mail =
      '<img src="cid:one%40x" alt="One"><img src=" CID:two@x "><img src="cid:%"><img src="cid:three@x">'
    const attached = new Map([
      ['one@x', PNG],
      ['two@x', 'data:image/svg+xml;base64,PHN2Zy8+'],
      ['three@x', 'https://x.test/a.png'],
    ])
    expect(sanitiseMail(mail, { attached })).toEqual({
      html: `<img alt="One" src="${PNG}" /><img /><img /><img />`,
      blockedImages: 0,
      missingImages: 3,
      contentIds: new Set(['one@x', 'two@x', '%', 'three@x']),
    })
  })

  test('writes no picture so often that the page grows without end', () => {
    const attached = new Map([['one', `${PNG.slice(0, -1)}${'A'.repeat(1_000_000)}`]])
    const { html, missingImages } = sanitiseMail('<img src="cid:one">'.repeat(100), { attached })
    expect(missingImages).toBeGreaterThan(75)
    expect(html.length).toBeLessThan(20_100_000)
  })

  test('without links, as for our own mails, says their words alone', () => {
    expect(sanitiseMail('<a href="https://x.test">here</a>', { links: false }).html).toBe('<span>here</span>')
  })
})
