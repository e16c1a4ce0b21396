import { type Html, html } from '#platform/http/index.ts'
import type { TrackedMail } from './tracking-queries.ts'

/** `style` is the path of the style sheet as seen from the page, so that a proxy may serve us under any path. */
const page = ({ title, style, content }: { title: string; style: string; content: Html }): string =>
  `<!doctype html>
${
  html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
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

type Recipient = Pick<TrackedMail, 'toAddress' | 'companyName'>

/** Asks; the button posts to the page's own URL. */
export const unsubscribePage = ({ toAddress, companyName }: Recipient): string =>
  page({
    title: 'Unsubscribe',
    style: STYLE,
    content: html`<h1>Unsubscribe</h1>
<p>Do you want no more mails from ${companyName} to <strong>${toAddress}</strong>?</p>
<form method="post">
<button type="submit">Unsubscribe</button>
</form>
<p class="soft">If not, just close this page.</p>`,
  })

export const unsubscribedPage = ({ toAddress, companyName }: Recipient): string =>
  page({
    title: 'Unsubscribed',
    style: STYLE,
    content: html`<h1>You are unsubscribed</h1>
<p><strong>${toAddress}</strong> gets no more mails from ${companyName}. You can close this page.</p>`,
  })

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
