import { escapeHtml } from '#platform/http/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import { decodeAttribute } from './decode-reference.ts'
import { clickLink, pixelLink } from './links.ts'
import type { MailRef } from './mail-token.ts'
import { scanTags } from './scan-tags.ts'

export type TrackHtml = MailRef & { html: string; opens: boolean; clicks: boolean }

/**
 * The HTML of a mail with its links (`<a href>`, http and https) led by way of us and a pixel at its end, as asked for; every other byte
 * stays. `tracked` says whether anything was put in. Without a public URL nothing is.
 */
export const trackHtml = (
  { secrets, publicUrl }: { secrets: Pick<Secrets, 'sign' | 'verify'>; publicUrl: string | undefined },
  { html, opens, clicks, companyId, messageId }: TrackHtml,
): { html: string; tracked: boolean } => {
  if (publicUrl === undefined || (!opens && !clicks)) return { html, tracked: false }
  const linking = { secrets, publicUrl }
  const mail = { companyId, messageId }
  const pieces: string[] = []
  let written = 0
  let bodyEnd: number | undefined
  const put = (text: string, { start, end }: { start: number; end: number }): void => {
    pieces.push(html.slice(written, start), text)
    written = end
  }
  scanTags(html, {
    onHref: (name, span) => {
      if (!clicks || name !== 'a') return
      const address = decodeAttribute(html.slice(span.start, span.end))
      const wrapped = address === null ? null : clickLink(linking, mail, address)
      if (wrapped !== null) put(escapeHtml(wrapped), span)
    },
    onBodyEnd: (position) => {
      bodyEnd = position
    },
  })
  if (opens) {
    const end = Math.max(bodyEnd ?? html.length, written)
    put(pixel(pixelLink(linking, mail)), { start: end, end })
  }
  if (pieces.length === 0) return { html, tracked: false }
  pieces.push(html.slice(written))
  return { html: pieces.join(''), tracked: true }
}

const pixel = (link: string): string =>
  `<img src="${escapeHtml(link)}" width="1" height="1" alt="" style="border:0;width:1px;height:1px">`
