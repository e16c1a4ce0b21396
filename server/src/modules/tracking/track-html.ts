import { escapeHtml } from '#platform/http/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import { decodeAttribute } from './decode-reference.ts'
import { clickLink, pixelLink } from './links.ts'
import type { MailRef } from './mail-token.ts'
import { type Span, scanTags } from './scan-tags.ts'

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
  const edits: Edit[] = []
  let bodyEnd = html.length
  scanTags(html, {
    onHref: (name, span) => {
      if (!clicks || name !== 'a') return
      const address = decodeAttribute(html.slice(span.start, span.end))
      const wrapped = address === null ? null : clickLink(linking, mail, address)
      if (wrapped !== null) edits.push({ ...span, text: escapeHtml(wrapped) })
    },
    onBodyEnd: (position) => {
      bodyEnd = position
    },
  })
  if (opens) edits.push({ start: bodyEnd, end: bodyEnd, text: pixel(pixelLink(linking, mail)) })
  return { html: edited(html, edits), tracked: edits.length > 0 }
}

type Edit = Span & { text: string }

/** Links may follow a `</body>`, so the pixel need not come last. */
const edited = (html: string, edits: Edit[]): string => {
  let written = 0
  let text = ''
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    text += html.slice(written, edit.start) + edit.text
    written = edit.end
  }
  return text + html.slice(written)
}

const pixel = (link: string): string =>
  `<img src="${escapeHtml(link)}" width="1" height="1" alt="" style="border:0;width:1px;height:1px">`
