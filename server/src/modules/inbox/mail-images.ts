import type { Attachment } from '@cadenza/mailkit'
import { AppError, notFound } from '#platform/errors/index.ts'
import type { InboxDeps } from './inbox-deps.ts'
import { pictureType } from './picture-type.ts'
import { type SanitisedMail, sanitiseMail } from './sanitise-mail.ts'
import { answeredMail } from './thread-queries.ts'

/** Pictures of one mail are shown up to this size together, in bytes; they travel inside the page, a third larger. */
const MOST_BYTES = 10_000_000

type Deps = Pick<InboxDeps, 'db' | 'ports'>

/**
 * The HTML of a mail that came into a thread, sanitised, the pictures that were sent along in it and no others: they are fetched from the
 * mailbox, and nobody else is asked for anything. Throws `not_found` when there is no such mail, and what `attachmentsOf` throws.
 */
export const mailWithImages = async (
  { db, ports }: Deps,
  input: { companyId: string; threadId: string; receivedId: string },
): Promise<SanitisedMail> => {
  const mail = await answeredMail(db, input)
  if (!mail) throw notFound('There is no such mail in this thread.', 'mail')
  const html = mail.html ?? ''
  return sanitiseMail(html, { attached: await fetchPictures(ports, { ...input, id: mail.id, html }) })
}

/**
 * A mail that came into a thread, the newest where none is named, for a page of its own; with `attached` also the pictures that were sent
 * along, where they can be had. Undefined: there is no such mail.
 */
export const mailToFrame = async (
  { db, ports }: Deps,
  input: { companyId: string; threadId: string; receivedId: string | undefined; attached: boolean },
): Promise<
  { html: string | null; text: string | null; attached: ReadonlyMap<string, string> } | undefined
> => {
  const mail = await answeredMail(db, input)
  if (!mail) return undefined
  const { id, html, text } = mail
  if (!input.attached || html === null) return { html, text, attached: new Map() }
  try {
    return { html, text, attached: await fetchPictures(ports, { ...input, id, html }) }
  } catch (error) {
    // The page shows the mail, whatever became of its pictures.
    if (error instanceof AppError) return { html, text, attached: new Map() }
    throw error
  }
}

/** A mail that shows none of them is not fetched. */
const fetchPictures = async (
  ports: Deps['ports'],
  { companyId, id, html }: { companyId: string; id: string; html: string },
): Promise<ReadonlyMap<string, string>> => {
  const { contentIds } = sanitiseMail(html)
  if (contentIds.size === 0) return new Map()
  return picturesOf(await ports.attachmentsOf({ companyId, receivedMailId: id }), contentIds)
}

/** The pictures among the attachments that are called for, as `data:` addresses by their Content-IDs; of one id the first. */
export const picturesOf = (
  parts: readonly Attachment[],
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, string> => {
  const pictures = new Map<string, string>()
  let bytes = 0
  for (const { contentId, content } of parts) {
    if (contentId === undefined || !wanted.has(contentId) || pictures.has(contentId)) continue
    const type = pictureType(content)
    if (type === undefined || bytes + content.length > MOST_BYTES) continue
    bytes += content.length
    pictures.set(contentId, `data:${type};base64,${Buffer.from(content).toString('base64')}`)
  }
  return pictures
}
