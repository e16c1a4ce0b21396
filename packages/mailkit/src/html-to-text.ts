import { compile } from 'html-to-text'

/** Longer HTML is cut: nobody reads it, and converting must end in bounded time. */
const MAX_HTML = 512 * 1024

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 200, maxChildNodes: 20_000 },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
    { selector: 'table', options: { uppercaseHeaderCells: false } },
  ],
})

/** HTML as the plain text a reader would see: links in angle brackets after their text, images left out, lines not wrapped. Never throws. */
export const htmlToText = (html: string): string => {
  try {
    return convert(html.slice(0, MAX_HTML))
  } catch {
    // Something no parser takes; without its tags it can still be read.
    return html.slice(0, MAX_HTML).replace(/<[^>]{0,5000}>/g, ' ')
  }
}
