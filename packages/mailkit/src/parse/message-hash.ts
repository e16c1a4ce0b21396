import { createHash } from 'node:crypto'
import { headerOf } from './header-block.ts'
import type { ParsedMessage } from './parsed-message.ts'

/**
 * What a mail without a Message-ID is known by: the same for every copy of it, whatever folder or server it is read from. Made of what
 * its sender wrote (from, to, date, subject, text), never of what servers add on the way, such as Received.
 * @returns `hash:` and 32 hex digits, which no Message-ID looks like
 */
export const messageHash = (message: ParsedMessage): string => {
  const parts = [
    message.from?.address ?? '',
    message.to.map((mailbox) => mailbox.address).join(','),
    headerOf(message.headers, 'date') ?? '',
    message.subject,
    // Some servers change line ends and trailing space.
    (message.text ?? message.html ?? '').replace(/\s+/g, ' ').trim(),
  ]
  return `hash:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`
}
