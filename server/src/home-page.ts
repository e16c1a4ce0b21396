import { type HttpServer, html, PAGE_HEADERS, writePage } from '#platform/http/index.ts'

/** `GET /`: to somebody who opens the address in a browser, what runs here and where to go on. */
export const addHomePage = (
  server: HttpServer,
  deps: { claimPath(): Promise<string | undefined>; isSendingHeld(): Promise<boolean> },
): void => {
  server.get('/', async (_request, reply) => {
    const unclaimed = (await deps.claimPath()) !== undefined
    const page = unclaimed ? UNCLAIMED : (await deps.isSendingHeld()) ? HELD : CLAIMED
    return reply.headers(PAGE_HEADERS).send(page)
  })
}

const UNCLAIMED = writePage({
  title: 'Not set up yet',
  content: html`<h1>This instance is not set up yet</h1>
<p class="lead">The server printed a link when it started. It makes you the first user.</p>
<p>Or, on the server:</p>
<pre>npm run -s cadenza -- user add --company NAME --email YOU</pre>`,
})

const CLAIMED = writePage({
  title: 'Running',
  content: html`<h1>Cadenza is running</h1>
<p class="lead">It is worked with over its APIs and its command line.</p>
<p>The public API answers under <code>/apis/v1/user/YOU</code>, the app's own under <code>/api/v1</code>
(<a href="/api/docs">both are described here</a>). On the server:</p>
<pre>npm run -s cadenza -- --help</pre>`,
})

// Anybody may read this page: whose company it is stands elsewhere.
const HELD = writePage({
  title: 'Sending is held',
  content: html`<h1>Sending is held</h1>
<p class="lead">This installation was restored from a backup. What was sent after it is not known here, so no mail leaves until
somebody has looked and confirms.</p>
<p>On the server:</p>
<pre>npm run -s cadenza -- confirm-sending</pre>
<p>Or, as an admin, over the app's API: <code>GET /api/v1/sending/report</code>, then <code>POST /api/v1/sending/confirm</code>.</p>`,
})
