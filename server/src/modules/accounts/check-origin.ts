import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '#platform/errors/index.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

const hostOf = (url: string | undefined): string | undefined =>
  url === undefined ? undefined : URL.parse(url)?.host

/**
 * Refuses a request that changes something and whose cookie was sent by a page of another site. Browsers name the page's origin in
 * `Origin` on every such request (Fetch standard), so one without it is refused too.
 */
export const checkOrigin = (request: {
  method: string
  headers: IncomingHttpHeaders
  publicUrl: string | undefined
}): void => {
  if (SAFE.has(request.method)) return
  const { origin, host } = request.headers
  const from = hostOf(origin)
  if (from !== undefined && (from === host || from === hostOf(request.publicUrl))) return
  throw new AppError({
    code: 'forbidden',
    field: 'Origin',
    message: 'A page of another site sent this request. Open Cadenza itself, or use an API key.',
  })
}
