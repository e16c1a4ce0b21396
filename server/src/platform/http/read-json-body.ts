import { isUtf8 } from 'node:buffer'
import { type AppError, invalidInput, messageOf } from '#platform/errors/index.ts'
import { findJsonError, placeOf } from './json-place.ts'
import { refuseUnstorableText } from './text-values.ts'

/** How deep arrays and objects may stand in each other; far more than any body of ours needs. */
const DEEPEST = 64

/**
 * The value of a JSON body; `undefined` for an empty one. Throws invalid_input with line and column where it is not JSON, and for what
 * could not be kept as sent: text that is not UTF-8, NUL characters, `__proto__` keys, nesting beyond 64 levels.
 */
export const readJsonBody = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes))
    throw invalidInput('body', 'The body is not valid UTF-8. Send JSON encoded as UTF-8 without other bytes.')
  const decoded = bytes.toString('utf8')
  const text = decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded
  if (text.trim() === '') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw malformed(text, cause)
  }
  refuseDeepNesting(text)
  if (text.includes('__proto__')) refuseProto(value)
  // Only an escape can bring in what raw UTF-8 cannot hold.
  if (text.includes('\\u') || text.includes('\u0000')) refuseUnstorableText(value)
  return value
}

const malformed = (text: string, cause: unknown): AppError => {
  const { line, column } = placeOf(text, Math.max(0, findJsonError(text)))
  const reason = messageOf(cause)
    .replace(/ in JSON at position .*$/, '')
    .replace(/, (?:\.\.\.)?".*$/s, '')
  return invalidInput(
    'body',
    `The body is not valid JSON (line ${line}, column ${column}): ${reason}.`,
    cause,
  )
}

const refuseDeepNesting = (text: string): void => {
  let depth = 0
  let inString = false
  if (text.length <= DEEPEST) return
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at += 1
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > DEEPEST)
        throw invalidInput('body', `The body nests arrays and objects more than ${DEEPEST} levels deep.`)
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
}

/** Runs after the check of depth, so recursion is bounded. */
const refuseProto = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return
  if (Object.hasOwn(value, '__proto__'))
    throw invalidInput('__proto__', 'The body has a field named __proto__, which is not accepted.')
  for (const inner of Object.values(value)) refuseProto(inner)
}
