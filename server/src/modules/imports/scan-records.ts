/** A row of a CSV; `mistake` says why it could not be read, and its cells are then what its delimiters part. */
export type CsvRecord = { cells: string[]; mistake?: string }

/** Takes a text in pieces, however they are cut, and answers with the rows that are whole. */
export type RecordScanner = { push(piece: string): CsvRecord[]; end(): CsvRecord[] }

/** No row of people is longer; a longer one is a quote that was never closed. In characters. */
export const LONGEST_RECORD = 1_000_000

const NEVER_CLOSED = 'A quote in this row is not closed where its cell ends.'
const TOO_LONG = `The row is longer than ${LONGEST_RECORD.toLocaleString('en')} characters.`

/**
 * Parts a text into rows as RFC 4180 has it, with what is met in the wild: CR, LF and CRLF in any mixture, quotes inside of cells, blanks
 * around quoted ones, rows of any number of cells. Empty rows are left out.
 *
 * Where a quote is never closed, only the line it stands in is a mistake, and reading goes on with the next one. A scanner of our own,
 * because csv-parse either gives up there or, relaxed, lets the rows up to the next quote vanish into one cell.
 */
export const createRecordScanner = (delimiter: string): RecordScanner => {
  let text = ''
  /** Inside of a line that was too long and has been told. */
  let skipping = false

  const take = (atEnd: boolean): CsvRecord[] => {
    const records: CsvRecord[] = []
    const read = createReader(text, delimiter, atEnd)
    let start = 0
    if (skipping) {
      const end = lineEnd(text, 0)
      skipping = end === text.length
      start = end
    }
    while (start < text.length) {
      const found = read(start)
      if (found === 'more' && text.length - start <= LONGEST_RECORD) break
      if (typeof found === 'object') {
        start = found.end
        if (found.cells.some((cell) => cell.trim() !== '')) records.push({ cells: found.cells })
        continue
      }
      const end = lineEnd(text, start)
      const whole = end < text.length || atEnd
      records.push({
        cells: text.slice(start, Math.min(end, start + LONGEST_RECORD)).split(delimiter),
        mistake: whole ? NEVER_CLOSED : TOO_LONG,
      })
      skipping = !whole
      start = end
    }
    text = text.slice(start)
    return records
  }

  return {
    push: (piece) => {
      text += piece
      return take(false)
    },
    end: () => take(true),
  }
}

/** Where the row ends that `read` was asked for: behind its line break. `more`: the text ends before it; `broken`: see above. */
type Read = { cells: string[]; end: number } | 'more' | 'broken'

const createReader = (text: string, delimiter: string, atEnd: boolean): ((start: number) => Read) => {
  const nextQuote = finder(text, '"')
  const nextDelimiter = finder(text, delimiter)
  const nextLf = finder(text, '\n')
  const nextCr = finder(text, '\r')

  /** The row's cells, once it is certain where its line ends. */
  const row = (cells: () => string[], end: number): Read => {
    if (end === text.length) return atEnd ? { cells: cells(), end } : 'more'
    if (text[end] !== '\r') return { cells: cells(), end: end + 1 }
    if (end + 1 === text.length && !atEnd) return 'more'
    return { cells: cells(), end: end + (text[end + 1] === '\n' ? 2 : 1) }
  }

  return (start) => {
    const end = Math.min(nextLf(start), nextCr(start))
    if (nextQuote(start) >= end) return row(() => text.slice(start, end).split(delimiter), end)
    const cells: string[] = []
    for (let at = start; ; ) {
      const quoted = readQuoted(text, { at, delimiter, atEnd })
      if (quoted === 'more' || quoted === 'broken') return quoted
      const cellEnd = quoted === 'unquoted' ? Math.min(nextDelimiter(at), nextLf(at), nextCr(at)) : quoted.end
      cells.push(quoted === 'unquoted' ? text.slice(at, cellEnd) : quoted.value)
      if (text[cellEnd] !== delimiter) return row(() => cells, cellEnd)
      at = cellEnd + 1
    }
  }
}

/** A cell in quotes, up to the delimiter or line break behind it. `unquoted`: it has none, or something else stands behind them. */
const readQuoted = (
  text: string,
  { at, delimiter, atEnd }: { at: number; delimiter: string; atEnd: boolean },
): { value: string; end: number } | 'unquoted' | 'more' | 'broken' => {
  const open = skipBlanks(text, at)
  if (text[open] !== '"') return 'unquoted'
  let value = ''
  let from = open + 1
  for (;;) {
    const close = text.indexOf('"', from)
    if (close < 0 || (close + 1 === text.length && !atEnd)) return atEnd ? 'broken' : 'more'
    value += text.slice(from, close)
    if (text[close + 1] === '"') {
      value += '"'
      from = close + 2
      continue
    }
    const end = skipBlanks(text, close + 1)
    if (end === text.length) return atEnd ? { value, end } : 'more'
    if (text[end] === delimiter || text[end] === '\n' || text[end] === '\r') return { value, end }
    return lineEnd(text, open) < close ? 'broken' : 'unquoted'
  }
}

const skipBlanks = (text: string, from: number): number => {
  let at = from
  while (text[at] === ' ') at += 1
  return at
}

/** The first line break at or after `from`, else the end of the text. */
const lineEnd = (text: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) if (text[at] === '\n' || text[at] === '\r') return at
  return text.length
}

/** Finds a letter at or after an index, else the text's end; remembers what it found, so that a text without it is searched once. */
const finder = (text: string, letter: string): ((from: number) => number) => {
  let searchedFrom = 0
  let found = -1
  return (from) => {
    if (found < from || from < searchedFrom) {
      const index = text.indexOf(letter, from)
      found = index < 0 ? text.length : index
      searchedFrom = from
    }
    return found
  }
}
