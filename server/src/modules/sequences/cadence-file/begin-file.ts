import { type Issue, issuesError } from '../issues.ts'
import { nameMistake } from '../sequence-name.ts'
import { SETTING_KEYS } from './read-settings.ts'
import { BROKEN_YAML, isBlank, type Place, type Reading, readMap, readText, startReading } from './reading.ts'

/** Throws one `invalid_input` error for mistakes, each with its line and column; does nothing for none. */
export type Refuse = (issues: readonly Issue[]) => void

/**
 * Begins to read the file of a cadence or journey: its YAML, its name and its keys, which are those of the settings and `keys`. Throws at
 * once when there is nothing to go on with; other mistakes are collected in the reading.
 */
export const beginFile = (
  text: string,
  { of, keys: own }: { of: 'cadence' | 'journey'; keys: readonly string[] },
): { reading: Reading; keys: Map<string, Place>; name: string; refuse: Refuse } => {
  const reading = startReading(text)
  const refuse: Refuse = (issues) => {
    if (issues.length > 0) throw issuesError(inOrder(reading, issues), (issue) => located(reading, issue))
  }
  refuse(reading.issues)
  if (isBlank(reading.root))
    refuse([{ path: '', message: `the file is empty; \`cadenza ${of} example\` prints a complete one.` }])
  const read = readMap(reading, reading.root, ['name', ...SETTING_KEYS, ...own])
  if (!read) refuse(reading.issues)
  const keys = read ?? new Map<string, Place>()
  const name = (readText(reading, keys.get('name')) ?? '').trim()
  const wrongName = nameMistake(name)
  if (wrongName) reading.complain(keys.get('name') ?? reading.root, `name: ${wrongName}.`)
  return { reading, keys, name, refuse }
}

const located = (reading: Reading, { path }: Issue): string => {
  const { line, column } = reading.positionOf(path)
  const named = path === '' || path === BROKEN_YAML ? '' : `, ${path}`
  return `line ${line}, column ${column}${named}`
}

const inOrder = (reading: Reading, issues: readonly Issue[]): Issue[] =>
  issues.toSorted((a, b) => {
    const [first, second] = [reading.positionOf(a.path), reading.positionOf(b.path)]
    return first.line - second.line || first.column - second.column
  })
