import { type Html, html } from '#platform/http/index.ts'
import type { PageWords } from './page-words.ts'

type Page = {
  title: string
  language?: string
  /** The path of the style sheet as seen from the page, so that a proxy may serve us under any path; or the sheet itself. */
  style: string | Html
  content: Html
}

const page = ({ title, language = 'en', style, content }: Page): string =>
  `<!doctype html>
${
  html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
${typeof style === 'string' ? html`<link rel="stylesheet" href="${style}">` : style}
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`.markup
}`

const STYLE = 'style.css'

type Shown = { words: PageWords; toAddress: string; style?: string | Html }

/** Asks; the button posts to the page's own URL. */
export const unsubscribePage = ({ words, toAddress, style = STYLE }: Shown): string =>
  page({
    ...{ title: words.title, language: words.language, style },
    content: html`<h1>${words.title}</h1>
${paragraphs(words.question, words, toAddress)}
<form method="post">
<button type="submit">${words.button}</button>
</form>
<p class="soft">${words.close}</p>`,
  })

export const unsubscribedPage = ({ words, toAddress, style = STYLE }: Shown): string =>
  page({
    ...{ title: words.doneTitle, language: words.language, style },
    content: html`<h1>${words.doneTitle}</h1>
${paragraphs(words.done, words, toAddress)}`,
  })

/** A text as paragraphs, its placeholders filled in; everything in it is text. */
const paragraphs = (text: string, { name }: PageWords, toAddress: string): Html[] =>
  text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map(
      (line) =>
        html`<p>${line.split(/(\{(?:name|address)\})/).map((part) => {
          if (part === '{address}') return html`<strong>${toAddress}</strong>`
          return html`${part === '{name}' ? name : part}`
        })}</p>`,
    )

/** For the links of a test mail, whose reader is the sender himself. */
export const testMailPage = (): string =>
  page({
    title: 'Test mail',
    style: STYLE,
    content: html`<h1>The link works</h1>
<p>This was a test mail, so nobody is unsubscribed by it. In a mail to a prospect, this page asks and has a button.</p>`,
  })

/** For a mail that is not kept any more. */
export const mailGonePage = (): string =>
  page({
    title: 'Not kept any more',
    style: STYLE,
    content: html`<h1>This mail is not kept any more</h1>
<p>The sender has deleted it together with what was known about you. If another mail comes, use the link in that one, or answer it.</p>`,
  })

/** For a link that we did not write, or that was changed on its way. `style`: see `page`. */
export const invalidLinkPage = (style = STYLE): string =>
  page({
    title: 'Link not valid',
    style,
    content: html`<h1>This link is not valid</h1>
<p>It is not complete, or was changed on its way. Open it again from the mail, or copy it from there up to its last character.</p>`,
  })
