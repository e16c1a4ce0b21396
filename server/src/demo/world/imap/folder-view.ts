import { messageByUid, type StoredFolder, type StoredMessage } from '../store/mail-account.ts'
import { pickInRanges, resolveSequenceSet } from './wire/sequence-set.ts'
import { writeList } from './wire/write-values.ts'

/** A folder as one client knows it: message numbers are positions in `uids` (from 1) until the client is told of a change. */
export type FolderView = {
  readonly folder: StoredFolder
  readonly readOnly: boolean
  uids: number[]
  /** Messages whose flags changed since the client was told. */
  readonly flagged: Set<number>
}

export const viewFolder = (folder: StoredFolder, readOnly: boolean): FolderView => ({
  folder,
  readOnly,
  uids: folder.messages.map(({ uid }) => uid),
  flagged: new Set(),
})

/** A message and the number that the client knows it by. */
export type NumberedMessage = { number: number; message: StoredMessage }

/**
 * The messages that a set names, by UID or by number; those that were expunged meanwhile are missing. Throws `invalid_input` for what is
 * no set.
 */
export const messagesIn = (view: FolderView, set: string, byUid: boolean): NumberedMessage[] => {
  const numbers = byUid ? view.uids : view.uids.map((_, index) => index + 1)
  const picked = pickInRanges(numbers, resolveSequenceSet(set, numbers.at(-1) ?? 0))
  return picked.flatMap(({ index }) => {
    const message = messageByUid(view.folder, view.uids[index] ?? 0)
    return message ? [{ number: index + 1, message }] : []
  })
}

/**
 * What the client must be told to know the folder as it is. Expunges change message numbers and may only be told where no numbers are on
 * their way (RFC 3501, 7.4.1).
 */
export const newsOf = (view: FolderView, { expunges }: { expunges: boolean }): string[] => {
  const { folder } = view
  const news: string[] = []
  if (expunges) {
    const present = new Set(folder.messages.map(({ uid }) => uid))
    const gone = view.uids.flatMap((uid, index) => (present.has(uid) ? [] : index + 1)).reverse()
    news.push(...gone.map((number) => `${number} EXPUNGE`))
    if (gone.length > 0) view.uids = view.uids.filter((uid) => present.has(uid))
  }
  const known = view.uids.at(-1) ?? 0
  const arrived = folder.messages.filter(({ uid }) => uid > known)
  if (arrived.length > 0) {
    view.uids.push(...arrived.map(({ uid }) => uid))
    news.push(`${view.uids.length} EXISTS`)
  }
  for (const uid of view.flagged) {
    const message = messageByUid(folder, uid)
    const number = view.uids.indexOf(uid) + 1
    if (message && number > 0) news.push(`${number} FETCH (UID ${uid} FLAGS ${writeList(message.flags)})`)
  }
  view.flagged.clear()
  return news
}
