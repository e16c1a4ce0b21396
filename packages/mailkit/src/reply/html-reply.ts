import { compile } from 'html-to-text'
import { htmlToText } from '../html-to-text.ts'

const MAX_HTML = 512 * 1024

/** As `htmlToText`, but what stands in a blockquote or a quoting program's own container gets `> ` before each line, as in a text mail. */
const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 200, maxChildNodes: 20_000 },
  formatters: {
    quote: (element, walk, builder) => {
      builder.openBlock({ leadingLineBreaks: 1 })
      walk(element.children, builder)
      builder.closeBlock({
        trailingLineBreaks: 1,
        blockTransform: (text) =>
          text
            .trim()
            .split('\n')
            .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
            .join('\n'),
      })
    },
  },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'img', format: 'skip' },
    { selector: 'blockquote', format: 'quote' },
    ...['div.yahoo_quoted', 'div.protonmail_quote', 'div.zmail_extra', 'div.tutanota_quote'].map(
      (selector) => ({
        selector,
        format: 'quote',
      }),
    ),
    { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
})

/** The HTML of a reply as text in which quotes are marked. Never throws. */
export const quotedTextOfHtml = (html: string): string => {
  try {
    return convert(html.slice(0, MAX_HTML))
  } catch {
    return htmlToText(html)
  }
}
