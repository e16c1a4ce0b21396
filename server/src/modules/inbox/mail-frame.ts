import { escapeHtml } from '#platform/http/index.ts'
import { sanitiseMail } from './sanitise-mail.ts'

/**
 * What the page of a mail may do, though it is sanitised: show pictures of other servers, and open links beside. The app's own policy allows
 * no such pictures, and a frame made of text would inherit it; so this one is a page of its own.
 */
export const FRAME_HEADERS: Record<string, string> = {
  'content-security-policy': [
    "default-src 'none'",
    'img-src data: https: http:',
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  ].join('; '),
  'referrer-policy': 'no-referrer',
}

/** A received mail with its pictures as a page, those that were sent along in it by their Content-IDs. */
export const mailFrame = ({
  html,
  text,
  attached,
}: {
  html: string | null
  text: string | null
  attached: ReadonlyMap<string, string>
}): string => {
  const body =
    html === null
      ? `<pre>${escapeHtml(text ?? '')}</pre>`
      : sanitiseMail(html, { remoteImages: true, attached }).html
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mail</title><style>${STYLE}</style></head><body>${body}</body></html>`
}

const STYLE =
  'body{font:14px/1.5 Arial,Helvetica,sans-serif;margin:0;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}pre{white-space:pre-wrap;font:inherit}'
