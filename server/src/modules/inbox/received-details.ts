/** An address with the name beside it; the name may be empty. */
export type ThreadAddress = { name: string; address: string }

/** What is known of an attachment. Its content stays in the mailbox. */
export type StoredAttachment = {
  /** As its sender wrote it. */
  fileName: string | null
  mimeType: string
  /** Bytes. */
  size: number
  /** Meant to be shown inside the HTML. */
  inline: boolean
  /** What the HTML may call it by; of older mails it is not known. */
  contentId: string | null
}

export type ReceivedDetails = {
  attachments: StoredAttachment[]
  /** Only the beginning was read: there may be more attachments, and the last one may be longer. */
  isCut: boolean
  to: ThreadAddress[]
  cc: ThreadAddress[]
  replyTo: ThreadAddress[]
}

/** What inbound stored beside a mail. Older mails lack their recipients. */
export const readDetails = (details: unknown): ReceivedDetails => {
  const recipients = property(details, 'recipients')
  return {
    attachments: listOf(property(details, 'attachments')).map((one) => ({
      fileName: textOf(property(one, 'fileName')) || null,
      mimeType: textOf(property(one, 'mimeType')),
      size: Number(property(one, 'size')) || 0,
      inline: property(one, 'inline') === true,
      contentId: textOf(property(one, 'contentId')) || null,
    })),
    isCut: property(details, 'isCut') === true,
    to: addressesOf(property(recipients, 'to')),
    cc: addressesOf(property(recipients, 'cc')),
    replyTo: addressesOf(property(recipients, 'replyTo')),
  }
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const addressesOf = (value: unknown): ThreadAddress[] =>
  listOf(value)
    .map((one) => ({ name: textOf(property(one, 'name')), address: textOf(property(one, 'address')) }))
    .filter(({ address }) => address !== '')
