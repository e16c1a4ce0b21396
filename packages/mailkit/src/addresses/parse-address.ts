import { addressParser } from 'postal-mime'
import { normaliseAddress } from './normalise-address.ts'

/** A person or a mailbox as headers name it. `address` is normalised; `name` is the decoded display name, if there is one. */
export type Mailbox = { readonly name?: string; readonly address: string }

/** Longer address lists are cut: no header of a real mail is near it, and parsing must end in bounded time. */
const MAX_LIST = 100_000

const toMailbox = (parsed: { name: string; address?: string | undefined }): Mailbox | undefined => {
  const address = normaliseAddress(parsed.address ?? '')
  if (!address.includes('@') || /[\s\p{Cc}]/u.test(address)) return undefined
  const name = parsed.name.replace(/\p{Cc}/gu, ' ').trim()
  return name === '' ? { address } : { name, address }
}

/** The mailboxes of an address list as it stands in `To` or `Reply-To` (RFC 5322 section 3.4), groups opened, whatever has no `@` left out. */
export const parseAddressList = (text: string): Mailbox[] =>
  addressParser(text.slice(0, MAX_LIST), { flatten: true }).flatMap((entry) => toMailbox(entry) ?? [])

/** The first mailbox in `Steve <steve@example.com>` or `steve@example.com`; nothing where there is no address. */
export const parseAddress = (text: string): Mailbox | undefined => parseAddressList(text)[0]
