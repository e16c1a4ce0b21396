/** For answers that are data: nothing in them may load, run or be framed. */
export const DATA_HEADERS: Record<string, string> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** For pages that the server renders: own files and forms only, no scripts, no inline styles. */
export const PAGE_HEADERS: Record<string, string> = {
  ...DATA_HEADERS,
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'content-type': 'text/html; charset=utf-8',
}
