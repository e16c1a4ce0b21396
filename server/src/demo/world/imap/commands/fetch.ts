import { invalidInput } from '#platform/errors/index.ts'
import { messageByUid, type StoredMessage } from '../../store/mail-account.ts'
import type { Command } from '../command.ts'
import { envelopeOf } from '../envelope.ts'
import { messagesIn } from '../folder-view.ts'
import { bodyPart, headerPart, someFields } from '../raw-message.ts'
import { placeOf, viewOf } from '../session.ts'
import type { Cursor } from '../wire/cursor.ts'
import { writeDateTime } from '../wire/dates.ts'
import { writeList, writeLiteral, writeString } from '../wire/write-values.ts'

/** One thing asked of each message. `reads` marks it as seen. */
type Item = { write: (message: StoredMessage) => (string | Buffer)[]; reads: boolean }

const item = (name: string, value: (message: StoredMessage) => string): Item => ({
  write: (message) => [`${name} ${value(message)}`],
  reads: false,
})

const UID = item('UID', ({ uid }) => String(uid))
const FLAGS = item('FLAGS', ({ flags }) => writeList(flags))
const INTERNALDATE = item('INTERNALDATE', ({ internalDate }) => writeDateTime(internalDate))
const SIZE = item('RFC822.SIZE', ({ raw }) => String(raw.length))
const ENVELOPE = item('ENVELOPE', ({ raw }) => envelopeOf(raw))

const body = (name: string, reads: boolean, part: (raw: Buffer) => Buffer): Item => ({
  write: ({ raw }) => [`${name} `, writeLiteral(part(raw))],
  reads,
})

const PLAIN_ITEMS: Record<string, readonly Item[]> = {
  UID: [UID],
  FLAGS: [FLAGS],
  INTERNALDATE: [INTERNALDATE],
  'RFC822.SIZE': [SIZE],
  ENVELOPE: [ENVELOPE],
  RFC822: [body('RFC822', true, (raw) => raw)],
  'RFC822.HEADER': [body('RFC822.HEADER', false, headerPart)],
  'RFC822.TEXT': [body('RFC822.TEXT', true, bodyPart)],
  FAST: [FLAGS, INTERNALDATE, SIZE],
  ALL: [FLAGS, INTERNALDATE, SIZE, ENVELOPE],
}

export const fetch: Command = ({ session, cursor, byUid }) => {
  const view = viewOf(session)
  cursor.space()
  const set = cursor.sequenceSet()
  cursor.space()
  const asked = cursor.looksAt(/^\(/) ? cursor.list(() => takeItem(cursor)).flat() : takeItem(cursor)
  cursor.end()
  const items = byUid && !asked.includes(UID) ? [UID, ...asked] : asked
  const reads = items.some((one) => one.reads) && !view.readOnly
  for (const { number, message } of messagesIn(view, set, byUid)) {
    let shown = message
    let written = items
    if (reads && !message.flags.has('\\Seen')) {
      session.store.setFlags({
        ...placeOf(session),
        uid: message.uid,
        flags: [...message.flags, '\\Seen'],
      })
      view.flagged.delete(message.uid)
      shown = messageByUid(view.folder, message.uid) ?? message
      if (!items.includes(FLAGS)) written = [...items, FLAGS]
    }
    const parts = written.flatMap((one, index) => [index === 0 ? '' : ' ', ...one.write(shown)])
    session.tellBytes([`${number} FETCH (`, ...parts, ')'])
  }
  return 'OK Fetched'
}

const takeItem = (cursor: Cursor): readonly Item[] => {
  const name = cursor.word().toUpperCase()
  if ((name === 'BODY' || name === 'BODY.PEEK') && cursor.accept('[')) return [takeBody(cursor, name)]
  const items = PLAIN_ITEMS[name]
  if (!items) throw invalidInput('command', `${name} is nothing that can be fetched here`)
  return items
}

/** `BODY[section]<from.length>`. Single parts of a mail are not offered: what reads mails here reads them whole. */
const takeBody = (cursor: Cursor, name: string): Item => {
  const section = cursor.accept(']') ? '' : cursor.word().toUpperCase()
  const fields = section.startsWith('HEADER.FIELDS') ? takeFields(cursor) : []
  if (section !== '') cursor.expect(']')
  const partial = cursor.accept('<') ? takePartial(cursor) : undefined
  const shown = fields.length > 0 ? `${section} ${writeList(fields.map(writeString))}` : section
  const cut = (bytes: Buffer): Buffer =>
    partial ? bytes.subarray(partial.from, partial.from + partial.length) : bytes
  const whole = partOf(section, fields)
  return body(`BODY[${shown}]${partial ? `<${partial.from}>` : ''}`, name === 'BODY', (raw) =>
    cut(whole(raw)),
  )
}

const takeFields = (cursor: Cursor): string[] => {
  cursor.space()
  return cursor.list(() => cursor.astring())
}

const takePartial = (cursor: Cursor): { from: number; length: number } => {
  const from = cursor.number()
  cursor.expect('.')
  const length = cursor.number()
  cursor.expect('>')
  return { from, length }
}

const partOf = (section: string, fields: readonly string[]): ((raw: Buffer) => Buffer) => {
  switch (section) {
    case '':
      return (raw) => raw
    case 'HEADER':
      return headerPart
    case 'TEXT':
      return bodyPart
    case 'HEADER.FIELDS':
      return (raw) => someFields(raw, fields, { except: false })
    case 'HEADER.FIELDS.NOT':
      return (raw) => someFields(raw, fields, { except: true })
    default:
      throw invalidInput('command', `the section ${section} cannot be fetched here`)
  }
}
