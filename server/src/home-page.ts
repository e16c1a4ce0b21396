import { type HttpServer, html, PAGE_HEADERS, writePage } from '#platform/http/index.ts'

/** `GET /`: to somebody who opens the address in a browser, what runs here and where to go on. */
export const addHomePage = (server: HttpServer, deps: { claimPath(): Promise<string | undefined> }): void => {
  server.get('/', async (_request, reply) => {
    const unclaimed = (await deps.claimPath()) !== undefined
    return reply.headers(PAGE_HEADERS).send(unclaimed ? UNCLAIMED : CLAIMED)
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
(<a href="/api/v1/openapi.json">its description</a>). On the server:</p>
<pre>npm run -s cadenza -- --help</pre>`,
})
