import { type AppError, invalidInput } from '#platform/errors/index.ts'

// Positive classes after RFC 3501, 9: an atom is printable ASCII without ( ) { % * " \ ] and blanks. 8-bit bytes are let pass, since
// clients send them.
const ATOM = /[!#$&'+-[^-z|}~\x80-\xff]+/y
const ASTRING = /[!#$&'+-[\]^-z|}~\x80-\xff]+/y
const LIST_PATTERN = /[!#$%&'*+-[\]^-z|}~\x80-\xff]+/y
const FLAG = /\\?[!#$&'+-[^-z|}~\x80-\xff]+/y
const TAG = /[!#$&',-[\]^-z|}~]+/y
const WORD = /[a-z0-9.]+/iy
const NUMBER = /\d{1,10}/y
const SEQUENCE_SET = /[\d:*,]+/y
const QUOTED = /"((?:[^"\\\r\n]|\\["\\])*)"/y
const LITERAL = /\{(\d{1,10})\+?\}\r\n/y

/**
 * Reads one command from left to right. Texts are byte strings: one character per byte, whatever the encoding. What does not fit the
 * grammar throws `invalid_input`, which the client sees as BAD.
 */
export type Cursor = {
  atEnd(): boolean
  /** Steps over `text`, in any case, if it stands here. */
  accept(text: string): boolean
  expect(text: string): void
  space(): void
  /** The end of the command. */
  end(): void
  tag(): string
  atom(): string
  /** Letters, digits and dots, as names of FETCH items are. */
  word(): string
  /** An atom, a quoted string or a literal. */
  astring(): string
  /** A quoted string or a literal. */
  string(): string
  nstring(): string | null
  listPattern(): string
  flag(): string
  number(): number
  sequenceSet(): string
  literal(): Buffer
  /** What `item` reads, between brackets and separated by blanks; may be empty. */
  list<T>(item: () => T): T[]
  looksAt(pattern: RegExp): boolean
}

export const createCursor = (command: Buffer): Cursor => {
  const text = command.toString('latin1')
  let position = 0

  const fault = (wanted: string): AppError => {
    const found = position < text.length ? `“${text.slice(position, position + 20)}”` : 'the end'
    return invalidInput('command', `${wanted} expected at byte ${position}, found ${found}`)
  }

  const tryMatch = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = position
    const match = pattern.exec(text)
    if (!match) return undefined
    position = pattern.lastIndex
    return match
  }

  const take = (pattern: RegExp, wanted: string): string => {
    const match = tryMatch(pattern)
    if (!match) throw fault(wanted)
    return match[0]
  }

  const accept = (wanted: string): boolean => {
    const found = text.slice(position, position + wanted.length)
    if (found.toUpperCase() !== wanted.toUpperCase()) return false
    position += wanted.length
    return true
  }

  const expect = (wanted: string): void => {
    if (!accept(wanted)) throw fault(wanted === ' ' ? 'a blank' : `“${wanted}”`)
  }

  const tryLiteral = (): Buffer | undefined => {
    const match = tryMatch(LITERAL)
    if (!match) return undefined
    const start = position
    position += Number(match[1])
    return command.subarray(start, position)
  }

  const tryString = (): string | undefined => {
    const quoted = tryMatch(QUOTED)
    if (quoted) return (quoted[1] ?? '').replaceAll(/\\(["\\])/g, '$1')
    return tryLiteral()?.toString('latin1')
  }

  const string = (): string => {
    const found = tryString()
    if (found === undefined) throw fault('a string')
    return found
  }

  const list = <T>(item: () => T): T[] => {
    expect('(')
    const items: T[] = []
    while (!accept(')')) {
      if (items.length > 0) expect(' ')
      items.push(item())
    }
    return items
  }

  return {
    atEnd: () => position === text.length,
    accept,
    expect,
    space: () => expect(' '),
    end: () => {
      if (position !== text.length) throw fault('the end of the command')
    },
    tag: () => take(TAG, 'a tag'),
    atom: () => take(ATOM, 'a word'),
    word: () => take(WORD, 'a word'),
    astring: () => tryString() ?? take(ASTRING, 'a text'),
    string,
    nstring: () => (accept('NIL') ? null : string()),
    listPattern: () => tryString() ?? take(LIST_PATTERN, 'a folder name or pattern'),
    flag: () => take(FLAG, 'a flag'),
    number: () => Number(take(NUMBER, 'a number')),
    sequenceSet: () => take(SEQUENCE_SET, 'a set of message numbers'),
    literal: () => {
      const bytes = tryLiteral()
      if (!bytes) throw fault('a literal')
      return bytes
    },
    list,
    looksAt: (pattern) => pattern.test(text.slice(position, position + 64)),
  }
}
