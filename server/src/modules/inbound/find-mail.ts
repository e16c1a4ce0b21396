import { parseMessage } from '@cadenza/mailkit'
import type { ImapFlow, SearchObject } from 'imapflow'
import { AppError } from '#platform/errors/index.ts'
import { keyOf } from './parse-fetched.ts'
import { MOST_BYTES } from './read-folder.ts'
import type { ReceivedPlace } from './received-place.ts'
import { readableFolders } from './sync-mailbox.ts'

/** More than most providers let through. A mail is held in memory whole, and once more decoded. */
const LARGEST = 30_000_000
/** Headers end before this; mailkit reads no longer ones. */
const HEADER_BYTES = 256 * 1024
/** Of the mails that a search finds in a folder the newest so many are looked at. */
const MOST_FOUND = 20
const DAY = 86_400_000

/**
 * The whole of a mail that was received: looked for where it lay, then by its Message-ID there and in the other folders that are read,
 * since a UID means another mail after a change of UIDVALIDITY, and none where the mail was moved (RFC 3501, 2.3.1.1). Undefined: it is in
 * none of them. Throws `too_large`.
 */
export const findMail = async (client: ImapFlow, place: ReceivedPlace): Promise<Uint8Array | undefined> => {
  const folders = await readableFolders(client)
  const paths = folders.watched.map(({ path }) => path).filter((path) => path !== place.folder)
  if (folders.paths.has(place.folder)) paths.unshift(place.folder)
  for (const path of paths) {
    const lock = await client.getMailboxLock(path, { readOnly: true })
    try {
      const found = await findInFolder(client, place, path)
      if (found) return found
    } finally {
      lock.release()
    }
  }
  return undefined
}

const findInFolder = async (
  client: ImapFlow,
  place: ReceivedPlace,
  path: string,
): Promise<Uint8Array | undefined> => {
  if (path === place.folder) {
    const there = await fetchIfSame(client, place.uid, place.messageKey)
    if (there) return there
  }
  const uids = await client.search(queryFor(place), { uid: true })
  // A search that the server refused must not look like a mail that is gone.
  if (!uids)
    throw new AppError({
      code: 'unavailable',
      message: `The mail server did not search the folder “${path}”. Try again, or open the mail in your mail program.`,
    })
  for (const uid of uids.toSorted((a, b) => b - a).slice(0, MOST_FOUND)) {
    const found = await fetchIfSame(client, uid, place.messageKey)
    if (found) return found
  }
  return undefined
}

/** A mail without a Message-ID keeps its sender and, where servers move it properly, the time at which it came. */
const queryFor = ({ messageKey, fromAddress, receivedAt }: ReceivedPlace): SearchObject =>
  isHash(messageKey)
    ? {
        // Days are the server's, in a zone that nobody knows.
        since: new Date(receivedAt.getTime() - DAY),
        before: new Date(receivedAt.getTime() + 2 * DAY),
        ...(fromAddress !== '' && { from: fromAddress }),
      }
    : // Without brackets, which some senders leave out. The search compares parts of texts.
      { header: { 'Message-ID': messageKey.slice(1, -1) } }

const isHash = (key: string): boolean => key.startsWith('hash:')

/** The mail with this UID, if it is the one of this key; whatever it is, no more than is needed to know that is fetched. */
const fetchIfSame = async (client: ImapFlow, uid: number, key: string): Promise<Uint8Array | undefined> => {
  // A hash is of what was read when the mail came.
  const most = isHash(key) ? MOST_BYTES : HEADER_BYTES
  const beginning = await fetchSource(client, uid, most)
  if (!beginning || keyOf(await parseMessage(beginning.source)) !== key) return undefined
  if (beginning.size > LARGEST) throw tooLarge()
  if (beginning.source.length < most) return beginning.source
  // Some servers do not tell sizes exactly.
  const whole = await fetchSource(client, uid, LARGEST)
  if (whole && whole.source.length >= LARGEST) throw tooLarge()
  return whole?.source
}

const fetchSource = async (
  client: ImapFlow,
  uid: number,
  most: number,
): Promise<{ source: Uint8Array; size: number } | undefined> => {
  const wanted = { uid: true, size: true, source: { start: 0, maxLength: most } }
  const found = await client.fetchOne(String(uid), wanted, { uid: true })
  if (found === false) return undefined
  const { source, size = source?.length ?? 0 } = found
  return source && { source, size }
}

const tooLarge = (): AppError =>
  new AppError({
    code: 'too_large',
    message: `This mail is larger than ${LARGEST / 1_000_000} MB, the most that is fetched. Open it in your mail program.`,
  })
