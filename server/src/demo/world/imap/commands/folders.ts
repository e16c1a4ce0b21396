import { notFound } from '#platform/errors/index.ts'
import { folderOf, type StoredFolder, sameFolderName } from '../../store/mail-account.ts'
import { type Command, plain } from '../command.ts'
import { viewFolder } from '../folder-view.ts'
import { accountOf, type Session, viewOf } from '../session.ts'
import type { Cursor } from '../wire/cursor.ts'
import { decodeFolderName, encodeFolderName } from '../wire/folder-names.ts'
import { writeList, writeString } from '../wire/write-values.ts'

const SYSTEM_FLAGS = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft']
const STATUS_ITEMS: Record<string, (folder: StoredFolder) => number> = {
  MESSAGES: ({ messages }) => messages.length,
  RECENT: () => 0,
  UIDNEXT: ({ uidNext }) => uidNext,
  UIDVALIDITY: ({ uidValidity }) => uidValidity,
  UNSEEN: ({ messages }) => messages.filter(({ flags }) => !flags.has('\\Seen')).length,
}

const takeName = (cursor: Cursor): string => {
  cursor.space()
  return decodeFolderName(cursor.astring())
}

export const folderNamed = (session: Session, name: string): StoredFolder => {
  const folder = folderOf(accountOf(session), name)
  if (!folder) throw notFound(`There is no folder ${name}`, 'folder')
  return folder
}

const open =
  ({ readOnly }: { readOnly: boolean }): Command =>
  ({ session, cursor }) => {
    const name = takeName(cursor)
    cursor.end()
    // A SELECT that fails leaves nothing selected (RFC 3501, 6.3.1).
    session.view = undefined
    const folder = folderNamed(session, name)
    const unseen = folder.messages.findIndex(({ flags }) => !flags.has('\\Seen'))
    session.view = viewFolder(folder, readOnly)
    session.tell(`FLAGS ${writeList(SYSTEM_FLAGS)}`)
    session.tell(`OK [PERMANENTFLAGS ${writeList(readOnly ? [] : [...SYSTEM_FLAGS, '\\*'])}] Flags that last`)
    session.tell(`${folder.messages.length} EXISTS`)
    session.tell('0 RECENT')
    if (unseen !== -1) session.tell(`OK [UNSEEN ${unseen + 1}] First unseen`)
    session.tell(`OK [UIDVALIDITY ${folder.uidValidity}] UIDs valid`)
    session.tell(`OK [UIDNEXT ${folder.uidNext}] Next UID`)
    return readOnly ? 'OK [READ-ONLY] Opened' : 'OK [READ-WRITE] Opened'
  }

export const select = open({ readOnly: false })
export const examine = open({ readOnly: true })

export const unselect: Command = plain(({ session }) => {
  session.view = undefined
  return 'OK Closed'
})

/** CLOSE also takes away, silently, what is marked as deleted. */
export const close: Command = plain(({ session }) => {
  const { folder, readOnly } = viewOf(session)
  session.view = undefined
  if (!readOnly)
    for (const { uid, flags } of [...folder.messages])
      if (flags.has('\\Deleted'))
        session.store.remove({ account: accountOf(session).user, folder: folder.name, uid })
  return 'OK Closed'
})

export const status: Command = ({ session, cursor }) => {
  const name = takeName(cursor)
  cursor.space()
  const items = cursor.list(() => cursor.atom().toUpperCase())
  cursor.end()
  const folder = folderNamed(session, name)
  session.tell(statusOf(folder, items))
  return 'OK Counted'
}

/** A STATUS answer; unknown items are left out. */
export const statusOf = (folder: StoredFolder, items: readonly string[]): string => {
  const values = items.flatMap((item) => {
    const value = STATUS_ITEMS[item]
    return value ? [`${item} ${value(folder)}`] : []
  })
  return `STATUS ${writeString(encodeFolderName(folder.name))} ${writeList(values)}`
}

export const create: Command = ({ session, cursor }) => {
  const name = takeName(cursor)
  cursor.end()
  session.store.createFolder(accountOf(session).user, { name })
  return 'OK Created'
}

export const remove: Command = ({ session, cursor }) => {
  const name = takeName(cursor)
  cursor.end()
  if (sameFolderName(name, 'INBOX')) return 'NO The Inbox cannot be deleted'
  session.store.deleteFolder(accountOf(session).user, name)
  return 'OK Deleted'
}

export const rename: Command = ({ session, cursor }) => {
  const from = takeName(cursor)
  const to = takeName(cursor)
  cursor.end()
  if (sameFolderName(from, 'INBOX')) return 'NO The Inbox cannot be renamed'
  session.store.renameFolder(accountOf(session).user, from, to)
  return 'OK Renamed'
}

const subscription =
  (subscribed: boolean): Command =>
  ({ session, cursor }) => {
    const name = takeName(cursor)
    cursor.end()
    session.store.setSubscribed(accountOf(session).user, name, subscribed)
    return 'OK Done'
  }

export const subscribe = subscription(true)
export const unsubscribe = subscription(false)
