import type { IncomingHttpHeaders } from 'node:http'

/** What is below these is for programs, or for prospects: no address of the app. */
const OTHERS = /^\/+(api|apis|assets|t)(\/|$)/i

/** Whether a browser opens an address of the app, as against a program that asks for data. */
export const isPageRequest = ({
  method,
  url,
  headers,
}: {
  method: string
  url: string
  headers: IncomingHttpHeaders
}): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  (headers.accept ?? '').includes('text/html') &&
  !OTHERS.test(url.split('?', 1)[0] ?? url)
