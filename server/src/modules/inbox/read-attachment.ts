import type { Attachment } from '@cadenza/mailkit'
import { notFound } from '#platform/errors/index.ts'
import { attachmentName } from './attachment-name.ts'
import type { InboxDeps } from './inbox-deps.ts'
import { pictureType } from './picture-type.ts'
import { readDetails, type StoredAttachment } from './received-details.ts'
import { answeredMail } from './thread-queries.ts'

export type DownloadedAttachment = {
  /** Fit to be saved under. */
  name: string
  /** A type that browsers do nothing with but show or save, else `application/octet-stream`. */
  type: string
  content: Uint8Array
}

/**
 * An attachment of a mail that came into a thread, by its place in the list that the thread shows. Throws `not_found` when there is no
 * such mail or attachment, and what `attachmentsOf` throws.
 */
export const readAttachment = async (
  { db, ports }: Pick<InboxDeps, 'db' | 'ports'>,
  input: { companyId: string; threadId: string; receivedId: string; index: number },
): Promise<DownloadedAttachment> => {
  const { companyId, index } = input
  const mail = await answeredMail(db, input)
  if (!mail) throw notFound('There is no such mail in this thread.', 'mail')
  const listed = readDetails(mail.details).attachments[index]
  if (!listed) throw notFound('This mail has no attachment of this number.', 'index')
  const part = (await ports.attachmentsOf({ companyId, receivedMailId: mail.id }))[index]
  // Who writes a second mail under the Message-ID of a first must not have another file handed out under the name that is shown.
  if (!part || !isListed(part, listed))
    throw notFound(
      'The mail in the mailbox is not the one that came: this attachment is not in it. Open it in your mail program.',
      'index',
    )
  return { name: attachmentName({ ...listed, index }), type: typeOf(part), content: part.content }
}

const isListed = (part: Attachment, listed: StoredAttachment): boolean =>
  (part.fileName?.toWellFormed() ?? '') === (listed.fileName ?? '') &&
  part.mimeType.toWellFormed() === listed.mimeType

/** Nothing is declared harmless because its sender says so. */
const typeOf = ({ content }: Attachment): string =>
  pictureType(content) ?? (beginsLikePdf(content) ? 'application/pdf' : 'application/octet-stream')

/** ISO 32000-1, 7.5.2. */
const beginsLikePdf = (content: Uint8Array): boolean =>
  Buffer.from(content.subarray(0, 5)).toString('latin1') === '%PDF-'

/** Has all attachments of a mail stored of which only the beginning was read when it came. Throws as `readAttachment`. */
export const completeAttachments = async (
  { db, ports }: Pick<InboxDeps, 'db' | 'ports'>,
  input: { companyId: string; threadId: string; receivedId: string },
): Promise<void> => {
  const mail = await answeredMail(db, input)
  if (!mail) throw notFound('There is no such mail in this thread.', 'mail')
  if (readDetails(mail.details).isCut)
    await ports.attachmentsOf({ companyId: input.companyId, receivedMailId: mail.id })
}
