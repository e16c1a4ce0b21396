import { invalidInput } from '#platform/errors/index.ts'

/** A literal's announcement at the end of a line: `{123}` waits for the server's go-ahead, `{123+}` (RFC 7888) does not. */
const LITERAL = /\{(\d{1,10})(\+?)\}$/
const LONGEST_ANNOUNCEMENT = 13
const CRLF = Buffer.from('\r\n')

export type Framer = {
  push(chunk: Buffer): void
  /** The next whole command without its final CRLF, literals and their announcements included; undefined until it has come. */
  takeCommand(): Buffer | undefined
  /** The next line as it stands, for answers that are no commands (DONE, SASL). */
  takeLine(): Buffer | undefined
}

/**
 * Cuts a byte stream into commands, wherever its packets begin and end. `askForLiteral` is called when the client waits to be told that it
 * may send a literal. A line or literal over the limits throws `invalid_input`; the connection cannot go on after that.
 */
export const createFramer = (options: {
  askForLiteral: () => void
  longestLine: number
  largestLiteral: number
}): Framer => {
  let chunks: Buffer[] = []
  let length = 0
  /** Where the line begins that is being waited for. */
  let lineStart = 0
  /** Before so many bytes are there, nothing new can be said. */
  let needed = 0

  const held = (): Buffer => {
    const [only] = chunks
    if (chunks.length === 1 && only) return only
    const all = Buffer.concat(chunks, length)
    chunks = [all]
    return all
  }

  const consume = (end: number): Buffer => {
    const all = held()
    chunks = [all.subarray(end + CRLF.length)]
    length = all.length - end - CRLF.length
    lineStart = 0
    needed = 0
    return all.subarray(0, end)
  }

  const endOfLine = (): number => {
    if (length < needed) return -1
    const end = held().indexOf(CRLF, lineStart)
    const lineLength = (end === -1 ? length : end) - lineStart
    if (lineLength > options.longestLine)
      throw invalidInput('command', `a line may be at most ${options.longestLine} bytes long`)
    if (end === -1) needed = length + 1
    return end
  }

  return {
    push: (chunk) => {
      chunks.push(chunk)
      length += chunk.length
    },
    takeLine: () => {
      const end = endOfLine()
      return end === -1 ? undefined : consume(end)
    },
    takeCommand: () => {
      for (;;) {
        const end = endOfLine()
        if (end === -1) return undefined
        const tail = held().toString('latin1', Math.max(lineStart, end - LONGEST_ANNOUNCEMENT), end)
        const announced = LITERAL.exec(tail)
        if (!announced) return consume(end)
        const size = Number(announced[1])
        if (size > options.largestLiteral)
          throw invalidInput('command', `a literal may be at most ${options.largestLiteral} bytes long`)
        if (announced[2] !== '+') options.askForLiteral()
        lineStart = end + CRLF.length + size
        needed = lineStart + CRLF.length
      }
    },
  }
}
