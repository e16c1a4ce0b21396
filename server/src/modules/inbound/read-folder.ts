import type { ImapFlow, SearchObject } from 'imapflow'
import type { FolderRole } from './choose-folders.ts'
import type { FolderPosition } from './folder-queries.ts'

/** A mail as fetched. */
export type FetchedMail = { folder: string; role: FolderRole; uid: number; raw: Uint8Array; arrivedAt: Date }

/** A new mailbox, and one whose UIDs lost their meaning, is read from this many days back. */
const DAYS_BACK = 7
/** Longer mails are cut here: what tells a reply or a bounce stands at the beginning. */
export const MOST_BYTES = 1_500_000
/** Mails fetched before the position is stored; of the longest they are 30 MB. */
const BATCH = 20

/**
 * Reads what came into a folder since its stored position (RFC 3501 UIDs), oldest first, and hands it on in batches; the position to store
 * with each batch goes with it, so that a lost connection repeats nothing and skips nothing.
 */
export const readFolder = async (
  client: ImapFlow,
  input: {
    folder: { path: string; role: FolderRole }
    position: FolderPosition | undefined
    now: Date
    take: (mails: FetchedMail[], position: FolderPosition) => Promise<void>
  },
): Promise<void> => {
  const { folder, now, take } = input
  const lock = await client.getMailboxLock(folder.path, { readOnly: true })
  try {
    const opened = client.mailbox
    if (!opened) throw new Error(`the server did not open the folder “${folder.path}”`)
    const known = input.position?.uidValidity === opened.uidValidity ? input.position : undefined
    let position: FolderPosition = known
      ? { ...known, role: folder.role }
      : {
          ...folder,
          uidValidity: opened.uidValidity,
          lastUid: await uidBefore(client, { uidNext: opened.uidNext, now }),
        }
    if (!known) await take([], position)
    const uids = await uidsAfter(client, position.lastUid, opened.uidNext)
    for (let from = 0; from < uids.length; from += BATCH) {
      const some = uids.slice(from, from + BATCH)
      const mails = await fetchMails(client, folder, some)
      position = { ...position, lastUid: Math.max(position.lastUid, ...some) }
      await take(mails, position)
    }
  } finally {
    lock.release()
  }
}

/** The UID before the first one of the last days. */
const uidBefore = async (
  client: ImapFlow,
  { uidNext, now }: { uidNext: number; now: Date },
): Promise<number> => {
  const since = new Date(now.getTime() - DAYS_BACK * 86_400_000)
  const uids = await search(client, { since })
  return (uids[0] ?? uidNext) - 1
}

const uidsAfter = async (client: ImapFlow, lastUid: number, uidNext: number): Promise<number[]> => {
  if (uidNext !== undefined && uidNext <= lastUid + 1) return []
  // "n:*" names the last mail even where its UID is below n (RFC 3501, 6.4.8).
  return (await search(client, { uid: `${lastUid + 1}:*` })).filter((uid) => uid > lastUid)
}

/** In order. A search that the server refused is no empty one: mails would be passed over. */
const search = async (client: ImapFlow, query: SearchObject): Promise<number[]> => {
  const found = await client.search(query, { uid: true })
  if (!found) throw new Error('the server did not carry out a search')
  return found.sort((a, b) => a - b)
}

const fetchMails = async (
  client: ImapFlow,
  folder: { path: string; role: FolderRole },
  uids: readonly number[],
): Promise<FetchedMail[]> => {
  const mails: FetchedMail[] = []
  const query = { uid: true, internalDate: true, source: { start: 0, maxLength: MOST_BYTES } }
  for await (const found of client.fetch(uids.join(','), query, { uid: true })) {
    if (!found.source) continue
    mails.push({
      folder: folder.path,
      role: folder.role,
      uid: found.uid,
      raw: found.source,
      arrivedAt: new Date(found.internalDate ?? 0),
    })
  }
  return mails.sort((a, b) => a.uid - b.uid)
}
