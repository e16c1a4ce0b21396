import type { HttpServer } from './create-http-server.ts'
import { type Html, html } from './html.ts'
import { PAGE_STYLE } from './page-style.ts'

const STYLE_PATH = '/page.css'

/** A complete small page that needs no script, in the product's dress. Send it with `PAGE_HEADERS`. */
export const writePage = ({
  title,
  content,
  wide = false,
}: {
  title: string
  content: Html
  wide?: boolean
}): string =>
  `<!doctype html>
${
  html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Cadenza</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<main class="${wide ? 'wide' : ''}">
<p class="brand"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 10h3v4H3zm5-4h3v12H8zm5-3h3v18h-3zm5 5h3v8h-3z"/></svg>Cadenza</p>
${content}
</main>
</body>
</html>
`.markup
}`

/** The style sheet of those pages. */
export const addPageStyle = (server: Pick<HttpServer, 'get'>): void => {
  server.get(STYLE_PATH, async (_request, reply) =>
    reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'max-age=300')
      .send(PAGE_STYLE),
  )
}
