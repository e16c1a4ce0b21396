import { normaliseAddress } from '../addresses/normalise-address.ts'
import { headersOf } from '../parse/header-block.ts'
import type { ParsedMessage } from '../parse/parsed-message.ts'
import { type BounceParts, originalRecipientsOf } from './bounce-parts.ts'
import { bouncedRecipient } from './bounced-recipient.ts'
import type { BouncedRecipient } from './classification.ts'
import { wordsAbout } from './words-about.ts'

const MAX_RECIPIENTS = 100
const ADDRESS = String.raw`[^\s<>"',;:()\[\]@|=]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,253}[A-Za-z0-9]`
/** A line that begins with the failed address, as qmail, Postfix, Exim and most others write. */
const AT_LINE_START = new RegExp(String.raw`^[ \t*•-]*[<"']?(${ADDRESS})[>"']?(?=[:,\s(]|$)`, 'gm')
/** The address after a reply code (`550 <ann@…>... User unknown`) or after words that introduce it. */
const INTRODUCED = new RegExp(
  String.raw`(?:^[ \t]*[45]\d\d[ -][^\n<]{0,20}<|(?:rcpt to|recipients?|address(?:ee)?s?|delivered? to|deliver (?:the )?(?:message|mail|it) to|message to|mail to|sent to|following address(?:es)?|mailbox|address: ?)\s*:?\s*[<"']?)(${ADDRESS})`,
  'gim',
)
const ANYWHERE = new RegExp(ADDRESS, 'g')
const NOT_A_RECIPIENT = /^(?:mailer-?daemon|postmaster|abuse|support|help(?:desk)?)@/i

const findAll = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => normaliseAddress((match[1] ?? match[0]).replace(/[.,]+$/, '')))

/**
 * The failed addresses in the words of a report without fields: those a header names, else those at line starts or after telling words,
 * else any, else whom the returned mail was for. Our own address, which such reports name too, is never one.
 */
const failedAddresses = (message: ParsedMessage, parts: BounceParts): string[] => {
  const own = new Set(message.to.map((mailbox) => mailbox.address))
  const originals = originalRecipientsOf(parts)
  const usable = (addresses: string[]): string[] =>
    [...new Set(addresses)].filter((address) => !own.has(address) || originals.includes(address))
  const people = (addresses: string[]): string[] =>
    usable(addresses).filter((address) => !NOT_A_RECIPIENT.test(address))
  const named = headersOf(message.headers, 'x-failed-recipients').join(' ')
  for (const found of [
    usable(findAll(ANYWHERE, named)),
    usable([...findAll(AT_LINE_START, parts.words), ...findAll(INTRODUCED, parts.words)]),
    originals.length === 1 ? usable(originals) : [],
    people(findAll(ANYWHERE, parts.words)),
    usable(originals),
  ]) {
    if (found.length > 0) return found.slice(0, MAX_RECIPIENTS)
  }
  return []
}

/** Reads a report that is only text, as servers without RFC 3464 write. */
export const readTextReport = (message: ParsedMessage, parts: BounceParts): BouncedRecipient[] => {
  const addresses = failedAddresses(message, parts)
  if (addresses.length <= 1) return [bouncedRecipient({ address: addresses[0] ?? '', words: parts.words })]
  return addresses.map((address) => {
    const about = bouncedRecipient({ address, words: wordsAbout(parts.words, [address]) })
    return about.reason === 'unknown' ? bouncedRecipient({ address, words: parts.words }) : about
  })
}
