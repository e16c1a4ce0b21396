import { folderOf, messageByUid } from '../../store/mail-account.ts'
import type { Stored } from '../../store/mail-store.ts'
import { type Call, type Command, plain } from '../command.ts'
import { messagesIn } from '../folder-view.ts'
import { accountOf, placeOf, viewOf } from '../session.ts'
import { readDateTime } from '../wire/dates.ts'
import { decodeFolderName } from '../wire/folder-names.ts'
import { resolveSequenceSet, writeSequenceSet } from '../wire/sequence-set.ts'
import { writeList } from '../wire/write-values.ts'

const NO_FOLDER = 'NO [TRYCREATE] There is no such folder'
const READ_ONLY = 'NO [READ-ONLY] The folder is opened for reading only'

export const store: Command = ({ session, cursor, byUid }) => {
  const view = viewOf(session)
  cursor.space()
  const set = cursor.sequenceSet()
  cursor.space()
  const sign = cursor.accept('+') ? '+' : cursor.accept('-') ? '-' : ''
  cursor.expect('FLAGS')
  const silent = cursor.accept('.SILENT')
  cursor.space()
  const flags = cursor.looksAt(/^\(/) ? cursor.list(() => cursor.flag()) : [cursor.flag()]
  cursor.end()
  if (view.readOnly) return READ_ONLY
  for (const { number, message } of messagesIn(view, set, byUid)) {
    session.store.setFlags({
      ...placeOf(session),
      uid: message.uid,
      flags: changed(message.flags, sign, flags),
    })
    // The client knows what it did.
    view.flagged.delete(message.uid)
    const now = messageByUid(view.folder, message.uid)
    if (!silent && now)
      session.tell(`${number} FETCH (${byUid ? `UID ${now.uid} ` : ''}FLAGS ${writeList(now.flags)})`)
  }
  return 'OK Stored'
}

const changed = (before: ReadonlySet<string>, sign: string, flags: readonly string[]): Set<string> => {
  if (sign === '+') return new Set([...before, ...flags])
  if (sign === '-') return new Set([...before].filter((flag) => !flags.includes(flag)))
  return new Set(flags)
}

/** COPY and MOVE (RFC 6851), with the UIDs before and after (RFC 4315). */
const transfer =
  (move: boolean): Command =>
  ({ session, cursor, byUid }) => {
    const view = viewOf(session)
    cursor.space()
    const set = cursor.sequenceSet()
    cursor.space()
    const to = decodeFolderName(cursor.astring())
    cursor.end()
    const account = accountOf(session)
    if (!folderOf(account, to)) return NO_FOLDER
    if (move && view.readOnly) return READ_ONLY
    const uids = messagesIn(view, set, byUid).map(({ message }) => message.uid)
    const stored: Stored[] = uids.map((uid) => {
      const input = { account: account.user, from: view.folder.name, uid, to }
      return move ? session.store.moveMessage(input) : session.store.copyMessage(input)
    })
    const [first] = stored
    if (!first) return 'OK Nothing to do'
    const code = `[COPYUID ${first.uidValidity} ${writeSequenceSet(uids)} ${writeSequenceSet(stored.map(({ uid }) => uid))}]`
    if (!move) return `OK ${code} Copied`
    session.tell(`OK ${code} Moved`)
    return 'OK Moved'
  }

export const copy = transfer(false)
export const move = transfer(true)

export const append: Command = ({ session, cursor }) => {
  cursor.space()
  const folder = decodeFolderName(cursor.astring())
  cursor.space()
  const flags = cursor.looksAt(/^\(/) ? cursor.list(() => cursor.flag()) : undefined
  if (flags) cursor.space()
  const at = cursor.looksAt(/^"/) ? readDateTime(cursor.string()) : undefined
  if (at) cursor.space()
  const raw = cursor.literal()
  cursor.end()
  const account = accountOf(session)
  if (!folderOf(account, folder)) return NO_FOLDER
  const { uid, uidValidity } = session.store.deliver({
    account: account.user,
    folder,
    raw,
    at: at ?? session.store.now(),
    flags,
  })
  return `OK [APPENDUID ${uidValidity} ${uid}] Appended`
}

const expungeWhere = ({ session }: Call, wanted: (uid: number) => boolean): string => {
  const { folder, readOnly } = viewOf(session)
  if (readOnly) return READ_ONLY
  for (const { uid, flags } of [...folder.messages])
    if (flags.has('\\Deleted') && wanted(uid)) session.store.remove({ ...placeOf(session), uid })
  return 'OK Expunged'
}

const expungeAll = plain((call) => expungeWhere(call, () => true))

/** EXPUNGE, and with UIDs (RFC 4315) only those that are named. */
export const expunge: Command = (call) => {
  if (!call.byUid) return expungeAll(call)
  const { cursor, session } = call
  cursor.space()
  const set = cursor.sequenceSet()
  cursor.end()
  const ranges = resolveSequenceSet(set, viewOf(session).folder.messages.at(-1)?.uid ?? 0)
  return expungeWhere(call, (uid) => ranges.some(({ from, to }) => from <= uid && uid <= to))
}
