import { attachmentName } from './attachment-name.ts'
import type { StoredAttachment } from './received-details.ts'

/** An attachment as a thread shows it; its place in the list is what it is fetched by. */
export type ThreadAttachment = {
  /** Fit to be shown, and to be saved under. */
  fileName: string
  mimeType: string
  /** Bytes. */
  size: number
  /** A picture that the mail's HTML shows. */
  inline: boolean
}

/** The kinds that can be shown in the HTML; see picture-type.ts. Another one is a file to those who read the mail here. */
const SHOWN = ['image/png', 'image/jpeg', 'image/jpg', 'image/gif', 'image/webp']

/**
 * The attachments of a mail whose HTML shows what has these Content-IDs. Whatever the HTML does not show is beside it, also what was sent
 * as a part of it: some programs send every file so.
 */
export const threadAttachments = (
  attachments: readonly StoredAttachment[],
  shown: ReadonlySet<string>,
): ThreadAttachment[] =>
  attachments.map(({ fileName, mimeType, size, inline, contentId }, index) => ({
    fileName: attachmentName({ fileName, mimeType, index }),
    mimeType,
    size,
    // Of a mail that came before Content-IDs were stored, it is only known that it was meant to be shown, and whether anything is.
    inline:
      SHOWN.includes(mimeType) && (contentId === null ? inline && shown.size > 0 : shown.has(contentId)),
  }))
