/** The use a folder is marked for, as RFC 6154 writes it; undefined for the Inbox and for folders of the user's own. */
export type SpecialUse = '\\All' | '\\Archive' | '\\Drafts' | '\\Junk' | '\\Sent' | '\\Trash'

export type StoredMessage = {
  readonly uid: number
  /** Exactly the bytes that were delivered. */
  readonly raw: Buffer
  readonly internalDate: Date
  readonly flags: ReadonlySet<string>
}

/** `messages` is ordered by uid. Only the store changes a folder. */
export type StoredFolder = {
  name: string
  readonly specialUse: SpecialUse | undefined
  subscribed: boolean
  uidValidity: number
  uidNext: number
  messages: StoredMessage[]
}

export type MailAccount = {
  readonly user: string
  password: string
  readonly folders: StoredFolder[]
}

/** The name of a folder as RFC 3501 compares them: INBOX in any case is the Inbox, everything else is exact. */
export const sameFolderName = (a: string, b: string): boolean =>
  a === b || (a.toUpperCase() === 'INBOX' && b.toUpperCase() === 'INBOX')

export const folderOf = (account: MailAccount, name: string): StoredFolder | undefined =>
  account.folders.find((folder) => sameFolderName(folder.name, name))

/** Where the message with this uid stands in a folder, or -1. */
export const indexOfUid = (messages: readonly StoredMessage[], uid: number): number => {
  let low = 0
  let high = messages.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = messages[middle]
    if (!found) break
    if (found.uid === uid) return middle
    if (found.uid < uid) low = middle + 1
    else high = middle - 1
  }
  return -1
}

export const messageByUid = (folder: StoredFolder, uid: number): StoredMessage | undefined =>
  folder.messages[indexOfUid(folder.messages, uid)]
