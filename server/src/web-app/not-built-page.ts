import type { FastifyReply } from 'fastify'
import { html, PAGE_HEADERS, writePage } from '#platform/http/index.ts'

/** 503: everything else of the server works, and the operator is told how to get the pages. */
export const sendNotBuilt = (reply: FastifyReply): FastifyReply =>
  reply.code(503).headers(PAGE_HEADERS).send(PAGE)

const PAGE = writePage({
  title: 'Not built',
  content: html`<h1>The web app is not built</h1>
<p class="lead">Cadenza runs, its APIs answer and mails are sent, but its pages are missing.</p>
<p>On the server:</p>
<pre>npm run web:build</pre>
<p>It says what is in the way; afterwards load this page again. The <a href="/api/docs">APIs are described here</a>.</p>`,
})
