import type { Liquid } from 'liquidjs'
import { type CompiledText, compileText } from './compile-text.ts'
import type { TextKind } from './text-kind.ts'

/** Characters of source kept compiled; some hundred cadences. */
const MOST_CHARACTERS = 20_000_000

/** Compiled texts by their source; the ones not used for longest go first. */
export const createTextCache = (
  liquid: Liquid,
  mostCharacters = MOST_CHARACTERS,
): ((text: string, kind: TextKind) => CompiledText) => {
  const kept = new Map<string, CompiledText>()
  let characters = 0
  return (text, kind) => {
    const key = `${kind} ${text}`
    const found = kept.get(key)
    if (found) {
      kept.delete(key)
      kept.set(key, found)
      return found
    }
    const compiled = compileText(liquid, text, kind)
    kept.set(key, compiled)
    characters += key.length
    for (const oldest of kept.keys()) {
      if (characters <= mostCharacters) break
      kept.delete(oldest)
      characters -= oldest.length
    }
    return compiled
  }
}
