/**
 * What the app's page may do: run and load files of this server only. Styles also from elements, because Mantine writes its variables and
 * its responsive properties into `<style>`; scripts never. A frame made of text (`srcdoc`) inherits this policy, so nothing remote loads
 * in it either: what shows a mail with its pictures is a page of the server with a policy of its own.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const PAGE_HEADERS: Record<string, string> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  // Asked for every time: it names the files of the present build.
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
}

export const FILE_HEADERS: Record<string, string> = {
  'cache-control': 'public, max-age=31536000, immutable',
}
