import { conflict, notFound } from '#platform/errors/index.ts'
import { type FolderSpec, PLAIN_FOLDERS } from './folder-layouts.ts'
import {
  folderOf,
  indexOfUid,
  type MailAccount,
  messageByUid,
  type SpecialUse,
  type StoredFolder,
  type StoredMessage,
} from './mail-account.ts'
import { createListeners, type StoreListener } from './store-changes.ts'

type Place = { account: string; folder?: string | undefined }
type NewMessage = { raw: Uint8Array; at: Date; flags?: Iterable<string> | undefined }

/** Where a message came to lie, as APPENDUID and COPYUID tell it. */
export type Stored = { uid: number; uidValidity: number }

export type MailStore = ReturnType<typeof createMailStore>

/**
 * Mail accounts in memory: folders, messages, flags, UIDs. One store stands behind the IMAP server, the SMTP server's copies in Sent, and
 * whoever delivers to these accounts. `now` gives new folders their UIDVALIDITY, which rises with it and with every reset. A name that is
 * not there throws `not_found`.
 */
export const createMailStore = ({ now }: { now: () => Date }) => {
  const accounts = new Map<string, MailAccount>()
  const listeners = createListeners()
  let lastUidValidity = 0

  const nextUidValidity = (): number => {
    lastUidValidity = Math.max(lastUidValidity + 1, Math.floor(now().getTime() / 1000) % 0xffffffff)
    return lastUidValidity
  }

  const newFolder = ({ name, specialUse }: FolderSpec): StoredFolder => ({
    name,
    specialUse,
    subscribed: true,
    uidValidity: nextUidValidity(),
    uidNext: 1,
    messages: [],
  })

  const findAccount = (user: string): MailAccount | undefined => accounts.get(user.toLowerCase())

  const accountNamed = (user: string): MailAccount => {
    const account = findAccount(user)
    if (!account) throw notFound(`there is no mail account “${user}”`, 'account')
    return account
  }

  const folderNamed = ({
    account,
    folder = 'INBOX',
  }: Place): { account: MailAccount; folder: StoredFolder } => {
    const owner = accountNamed(account)
    const found = folderOf(owner, folder)
    if (!found) throw notFound(`the account ${account} has no folder “${folder}”`, 'folder')
    return { account: owner, folder: found }
  }

  const put = (account: MailAccount, folder: StoredFolder, message: NewMessage): Stored => {
    const stored: StoredMessage = {
      uid: folder.uidNext,
      raw: Buffer.from(message.raw),
      internalDate: new Date(message.at),
      flags: new Set(message.flags),
    }
    folder.uidNext += 1
    folder.messages.push(stored)
    listeners.tell({ kind: 'arrived', account, folder, message: stored })
    return { uid: stored.uid, uidValidity: folder.uidValidity }
  }

  const take = (account: MailAccount, folder: StoredFolder, uid: number): StoredMessage => {
    const index = indexOfUid(folder.messages, uid)
    const [message] = index === -1 ? [] : folder.messages.splice(index, 1)
    if (!message) throw notFound(`the folder “${folder.name}” has no message ${uid}`, 'uid')
    listeners.tell({ kind: 'expunged', account, folder, uid })
    return message
  }

  /** In an account with labels, every mail outside Junk and Trash is in All Mail too. */
  const keepInAllMail = (account: MailAccount, folder: StoredFolder, message: NewMessage): void => {
    const all = account.folders.find(({ specialUse }) => specialUse === '\\All')
    const apart = folder === all || folder.specialUse === '\\Junk' || folder.specialUse === '\\Trash'
    if (all && !apart) put(account, all, message)
  }

  return {
    now,
    addAccount: (input: { user: string; password: string; folders?: readonly FolderSpec[] | undefined }) => {
      const key = input.user.toLowerCase()
      if (accounts.has(key)) throw conflict(`the mail account “${input.user}” exists already`, 'user')
      const folders = (input.folders ?? PLAIN_FOLDERS).map(newFolder)
      const account: MailAccount = { user: input.user, password: input.password, folders }
      accounts.set(key, account)
      return account
    },
    /** The account of this user name, in any case, or undefined. */
    findAccount,
    setPassword: (user: string, password: string): void => {
      accountNamed(user).password = password
    },
    /** Lays a new mail into a folder, the Inbox unless said otherwise. */
    deliver: (input: Place & NewMessage): Stored => {
      const { account, folder } = folderNamed(input)
      const stored = put(account, folder, input)
      keepInAllMail(account, folder, input)
      return stored
    },
    /** The messages of a folder, oldest first. */
    messages: (place: Place): readonly StoredMessage[] => [...folderNamed(place).folder.messages],
    folderWithUse: (user: string, specialUse: SpecialUse): StoredFolder | undefined =>
      accountNamed(user).folders.find((folder) => folder.specialUse === specialUse),
    copyMessage: (input: { account: string; from: string; uid: number; to: string }): Stored => {
      const { account, folder } = folderNamed({ account: input.account, folder: input.from })
      const target = folderNamed({ account: input.account, folder: input.to })
      const message = messageByUid(folder, input.uid)
      if (!message) throw notFound(`the folder “${folder.name}” has no message ${input.uid}`, 'uid')
      return put(account, target.folder, { ...message, at: message.internalDate })
    },
    moveMessage: (input: { account: string; from: string; uid: number; to: string }): Stored => {
      const { account, folder } = folderNamed({ account: input.account, folder: input.from })
      const target = folderNamed({ account: input.account, folder: input.to })
      const message = take(account, folder, input.uid)
      return put(account, target.folder, { ...message, at: message.internalDate })
    },
    remove: (input: Place & { uid: number }): void => {
      const { account, folder } = folderNamed(input)
      take(account, folder, input.uid)
    },
    setFlags: (input: Place & { uid: number; flags: Iterable<string> }): void => {
      const { account, folder } = folderNamed(input)
      const index = indexOfUid(folder.messages, input.uid)
      const message = folder.messages[index]
      if (!message) throw notFound(`the folder “${folder.name}” has no message ${input.uid}`, 'uid')
      folder.messages[index] = { ...message, flags: new Set(input.flags) }
      listeners.tell({ kind: 'flagged', account, folder, uid: input.uid })
    },
    /** Gives a folder another UIDVALIDITY and its messages new UIDs from 1, as a rebuilt or restored server does. */
    resetUidValidity: (user: string, name = 'INBOX'): number => {
      const { account, folder } = folderNamed({ account: user, folder: name })
      folder.uidValidity = nextUidValidity()
      folder.messages = folder.messages.map((message, index) => ({ ...message, uid: index + 1 }))
      folder.uidNext = folder.messages.length + 1
      listeners.tell({ kind: 'invalidated', account, folder })
      return folder.uidValidity
    },
    createFolder: (user: string, spec: FolderSpec): void => {
      const account = accountNamed(user)
      if (folderOf(account, spec.name)) throw conflict(`the folder “${spec.name}” exists already`, 'folder')
      account.folders.push(newFolder(spec))
    },
    deleteFolder: (user: string, name: string): void => {
      const { account, folder } = folderNamed({ account: user, folder: name })
      account.folders.splice(account.folders.indexOf(folder), 1)
      listeners.tell({ kind: 'invalidated', account, folder })
    },
    renameFolder: (user: string, from: string, to: string): void => {
      const { account, folder } = folderNamed({ account: user, folder: from })
      if (folderOf(account, to)) throw conflict(`the folder “${to}” exists already`, 'folder')
      folder.name = to
      listeners.tell({ kind: 'invalidated', account, folder })
    },
    setSubscribed: (user: string, name: string, subscribed: boolean): void => {
      folderNamed({ account: user, folder: name }).folder.subscribed = subscribed
    },
    /** Calls `listener` after every change until the returned function is called. */
    onChange: (listener: StoreListener): (() => void) => listeners.add(listener),
  }
}
