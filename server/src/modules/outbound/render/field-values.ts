import { TEXT_FIELDS, type TextField } from '#modules/prospects/index.ts'
import type { Values } from './compile-text.ts'

type Properties = { [Property in TextField['property']]: string | null }

/** What the texts of a mail can say of the person it goes to. */
export type Recipient = Properties & {
  email: string
  customFields: Readonly<Record<string, string>>
  ownerName: string
  ownerEmail: string
}

/** What they can say of the mailbox it leaves from. */
export type Sender = { name: string; address: string; signature: string; unsubscribeLink: string }

/** Names match in any case and without spaces, hyphens and underscores: `{{ JobTitle }}` finds the field `Job title`. */
const keyOf = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '')

const PROPERTY_OF_KEY = new Map(TEXT_FIELDS.map(({ name, property }) => [keyOf(name), property]))

/**
 * The variables of a mail: the prospect's fields under the names of the public API, his custom fields under theirs, the owner's and the
 * sender's. A blank field is no value; only a signature may be empty.
 */
export const fieldValues = (recipient: Recipient | null, sender: Sender | null): Values => {
  let custom: Map<string, string> | undefined
  return (name) => {
    const key = keyOf(name)
    const value = (sender && senderValue(sender, key)) ?? (recipient && recipientValue(recipient, key))
    if (value !== null && value !== undefined) return key === 'signature' ? value : notBlank(value)
    if (PROPERTY_OF_KEY.has(key) || !recipient) return undefined
    custom ??= new Map(
      Object.entries(recipient.customFields)
        .reverse()
        .map(([field, text]) => [keyOf(field), text]),
    )
    return notBlank(custom.get(key))
  }
}

const notBlank = (text: string | null | undefined): string | undefined => text?.trim() || undefined

const senderValue = (sender: Sender, key: string): string | undefined => {
  switch (key) {
    case 'sendername':
      return sender.name
    case 'senderfirstname':
      return sender.name.trim().split(/\s+/)[0]
    case 'senderemail':
      return sender.address
    case 'signature':
      return sender.signature
    case 'unsubscribelink':
      return sender.unsubscribeLink
  }
  return undefined
}

const recipientValue = (recipient: Recipient, key: string): string | null | undefined => {
  switch (key) {
    case 'email':
      return recipient.email
    case 'fullname':
      return (
        notBlank(recipient.fullName) ?? [recipient.firstName, recipient.lastName].filter(Boolean).join(' ')
      )
    case 'ownername':
      return recipient.ownerName
    case 'owneremail':
      return recipient.ownerEmail
  }
  const property = PROPERTY_OF_KEY.get(key)
  return property && recipient[property]
}
