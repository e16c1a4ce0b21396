import { type Header, headerOf, readHeaderBlock } from './header-block.ts'

/** A `message/delivery-status` part (RFC 3464): one group of fields about the mail, one for each recipient. */
export type DeliveryStatus = {
  readonly perMessage: readonly Header[]
  readonly perRecipient: readonly (readonly Header[])[]
}

const MAX_GROUPS = 2000
const RECIPIENT_FIELDS = ['final-recipient', 'original-recipient', 'action', 'status', 'diagnostic-code']

const isAboutRecipient = (fields: readonly Header[]): boolean =>
  fields.some((field) => RECIPIENT_FIELDS.includes(field.name))

/** Servers that leave out the empty line between recipients begin each with a new Final-Recipient. */
const splitRecipients = (fields: readonly Header[]): Header[][] => {
  const groups: Header[][] = [[]]
  for (const field of fields) {
    const group = groups.at(-1) ?? []
    if (field.name === 'final-recipient' && headerOf(group, 'final-recipient') !== undefined)
      groups.push([field])
    else group.push(field)
  }
  return groups
}

/** Reads the fields of a delivery status. What is not a field is skipped; a status without a group for the mail is read too. */
export const readDeliveryStatus = (text: string): DeliveryStatus => {
  const perMessage: Header[] = []
  const perRecipient: Header[][] = []
  let rest = text
  for (let i = 0; i < MAX_GROUPS && rest !== ''; i++) {
    const { headers, end } = readHeaderBlock(rest)
    rest = rest.slice(end)
    if (headers.length === 0) continue
    if (isAboutRecipient(headers)) perRecipient.push(...splitRecipients(headers))
    else if (perRecipient.length === 0) perMessage.push(...headers)
  }
  return { perMessage, perRecipient }
}
