import { invalidInput } from '#platform/errors/index.ts'
import type { StoredMessage } from '../../store/mail-account.ts'
import type { Command } from '../command.ts'
import type { FolderView } from '../folder-view.ts'
import { messagesIn } from '../folder-view.ts'
import { bodyPart, valuesOf } from '../raw-message.ts'
import { viewOf } from '../session.ts'
import type { Cursor } from '../wire/cursor.ts'
import { dayOf, readDay } from '../wire/dates.ts'

type Test = (message: StoredMessage) => boolean
/** Reads the rest of a search key and answers its test. */
type Key = (cursor: Cursor, view: FolderView) => Test

const flag =
  (name: string, wanted: boolean): Key =>
  () =>
  ({ flags }) =>
    flags.has(name) === wanted

const takeText = (cursor: Cursor): string => {
  cursor.space()
  return cursor.astring().toLowerCase()
}

const keyword =
  (wanted: boolean): Key =>
  (cursor) => {
    const name = takeText(cursor)
    return ({ flags }) => [...flags].some((one) => one.toLowerCase() === name) === wanted
  }

/** Compares bytes in any case; encoded words are not decoded. */
const field =
  (name: string): Key =>
  (cursor) => {
    const text = takeText(cursor)
    return ({ raw }) => valuesOf(raw, name).some((value) => value.toLowerCase().includes(text))
  }

const within =
  (part: (raw: Buffer) => Buffer): Key =>
  (cursor) => {
    const text = takeText(cursor)
    return ({ raw }) => part(raw).toString('latin1').toLowerCase().includes(text)
  }

const day =
  (of: (message: StoredMessage) => number, compare: (day: number, asked: number) => boolean): Key =>
  (cursor) => {
    cursor.space()
    const asked = readDay(cursor.astring())
    return (message) => compare(of(message), asked)
  }

const size =
  (compare: (bytes: number, asked: number) => boolean): Key =>
  (cursor) => {
    cursor.space()
    const asked = cursor.number()
    return ({ raw }) => compare(raw.length, asked)
  }

const arrived = ({ internalDate }: StoredMessage): number => dayOf(internalDate)
/** The Date of the mail, its zone disregarded; a mail without one was sent in no year. */
const sent = ({ raw }: StoredMessage): number => {
  const at = Date.parse(valuesOf(raw, 'date')[0] ?? '')
  return Number.isNaN(at) ? Number.NaN : dayOf(new Date(at))
}
const before = (one: number, asked: number): boolean => one < asked
const same = (one: number, asked: number): boolean => one === asked
const since = (one: number, asked: number): boolean => one >= asked

const KEYS: Record<string, Key> = {
  ALL: () => () => true,
  ANSWERED: flag('\\Answered', true),
  UNANSWERED: flag('\\Answered', false),
  DELETED: flag('\\Deleted', true),
  UNDELETED: flag('\\Deleted', false),
  DRAFT: flag('\\Draft', true),
  UNDRAFT: flag('\\Draft', false),
  FLAGGED: flag('\\Flagged', true),
  UNFLAGGED: flag('\\Flagged', false),
  SEEN: flag('\\Seen', true),
  UNSEEN: flag('\\Seen', false),
  RECENT: () => () => false,
  NEW: () => () => false,
  OLD: () => () => true,
  KEYWORD: keyword(true),
  UNKEYWORD: keyword(false),
  FROM: field('from'),
  TO: field('to'),
  CC: field('cc'),
  BCC: field('bcc'),
  SUBJECT: field('subject'),
  HEADER: (cursor, view) => {
    cursor.space()
    return field(cursor.astring())(cursor, view)
  },
  TEXT: within((raw) => raw),
  BODY: within(bodyPart),
  BEFORE: day(arrived, before),
  ON: day(arrived, same),
  SINCE: day(arrived, since),
  SENTBEFORE: day(sent, before),
  SENTON: day(sent, same),
  SENTSINCE: day(sent, since),
  LARGER: size((bytes, asked) => bytes > asked),
  SMALLER: size((bytes, asked) => bytes < asked),
  UID: (cursor, view) => {
    cursor.space()
    return inSet(cursor.sequenceSet(), view, true)
  },
  NOT: (cursor, view) => {
    cursor.space()
    const inner = takeKey(cursor, view)
    return (message) => !inner(message)
  },
  OR: (cursor, view) => {
    cursor.space()
    const first = takeKey(cursor, view)
    cursor.space()
    const second = takeKey(cursor, view)
    return (message) => first(message) || second(message)
  },
}

export const search: Command = ({ session, cursor, byUid }) => {
  const view = viewOf(session)
  cursor.space()
  if (cursor.accept('CHARSET ')) {
    const charset = cursor.astring().toUpperCase()
    if (charset !== 'UTF-8' && charset !== 'US-ASCII')
      return 'NO [BADCHARSET (UTF-8 US-ASCII)] Unknown charset'
    cursor.space()
  }
  const tests = [takeKey(cursor, view)]
  while (!cursor.atEnd()) {
    cursor.space()
    tests.push(takeKey(cursor, view))
  }
  const found = messagesIn(view, '1:*', false).filter(({ message }) => tests.every((test) => test(message)))
  session.tell(['SEARCH', ...found.map(({ number, message }) => (byUid ? message.uid : number))].join(' '))
  return 'OK Searched'
}

const takeKey = (cursor: Cursor, view: FolderView): Test => {
  if (cursor.looksAt(/^\(/)) {
    const tests = cursor.list(() => takeKey(cursor, view))
    return (message) => tests.every((test) => test(message))
  }
  if (cursor.looksAt(/^[\d*]/)) return inSet(cursor.sequenceSet(), view, false)
  const name = cursor.word().toUpperCase()
  const key = KEYS[name]
  if (!key) throw invalidInput('command', `${name} is no search key that is known here`)
  return key(cursor, view)
}

const inSet = (set: string, view: FolderView, byUid: boolean): Test => {
  const uids = new Set(messagesIn(view, set, byUid).map(({ message }) => message.uid))
  return ({ uid }) => uids.has(uid)
}
