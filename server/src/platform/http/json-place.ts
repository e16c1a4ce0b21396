/** Where a text stops being JSON, counted from 1. */
export type Place = { line: number; column: number }

const SPACE = /[ \t\r\n]*/y
// Any character but quotes, backslashes and controls, or an escape.
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const STRING_START = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** The offset at which `pattern` ends when it stands at `at`, else -1. */
const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

/**
 * The offset of the first character that cannot be JSON (RFC 8259), or -1 when the whole text is JSON. The engine's own messages name
 * no place for some mistakes. Runs only for texts that failed to parse; keeps its own stack, so depth is no danger.
 */
export const findJsonError = (text: string): number => {
  const open: ('{' | '[')[] = []
  let expecting: 'value' | 'value or ]' | 'key' | 'key or }' | 'after' = 'value'
  let at = 0
  const skipSpace = () => {
    at = Math.max(at, endOf(SPACE, text, at))
  }
  for (;;) {
    skipSpace()
    const next = text[at]
    if (expecting === 'after') {
      const container = open.at(-1)
      if (container === undefined) return at === text.length ? -1 : at
      if (next === ',') {
        at += 1
        expecting = container === '{' ? 'key' : 'value'
      } else if (next === (container === '{' ? '}' : ']')) {
        at += 1
        open.pop()
      } else return at
    } else if (expecting === 'key' || expecting === 'key or }') {
      if (next === '}' && expecting === 'key or }') {
        at += 1
        open.pop()
        expecting = 'after'
        continue
      }
      const end = endOf(STRING, text, at)
      if (end < 0) return next === '"' ? endOf(STRING_START, text, at) : at
      at = end
      skipSpace()
      if (text[at] !== ':') return at
      at += 1
      expecting = 'value'
    } else if (next === '{' || next === '[') {
      open.push(next)
      at += 1
      expecting = next === '{' ? 'key or }' : 'value or ]'
    } else if (next === ']' && expecting === 'value or ]') {
      at += 1
      open.pop()
      expecting = 'after'
    } else {
      const end = next === '"' ? endOf(STRING, text, at) : endOf(SCALAR, text, at)
      if (end < 0) return next === '"' ? endOf(STRING_START, text, at) : at
      at = end
      expecting = 'after'
    }
  }
}

/** The line and column of an offset. */
export const placeOf = (text: string, offset: number): Place => {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
