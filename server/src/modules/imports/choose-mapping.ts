import { MOST_CUSTOM_FIELDS } from '#modules/prospects/index.ts'
import { type AppError, invalidInput } from '#platform/errors/index.ts'
import { type ColumnTarget, customName, customTarget, readTarget, TARGET_FIELDS } from './column-target.ts'
import { type Columns, guessMapping } from './guess-mapping.ts'
import { HEADER_NAMES } from './header-names.ts'
import { nearest } from './nearest.ts'
import { plainName } from './plain-name.ts'

/** What the user says of columns: names of columns (or of a CSV's header in any case) with where they go; see `readTarget`. */
export type MappingChoice = Readonly<Record<string, string>>

/**
 * Where each column goes: as the user chose, and as guessed for the rest. A field that was chosen for one column is taken from the one it
 * was guessed for. Throws `invalid_input` on `mapping` for a column or a field that does not exist, and for a field chosen twice.
 */
export const chooseMapping = (columns: Columns, choice: MappingChoice = {}): ColumnTarget[] => {
  const chosen = new Map<number, ColumnTarget>()
  for (const [column, text] of Object.entries(choice)) {
    const read = readTarget(text)
    if ('mistake' in read) throw invalidInput('mapping', read.mistake)
    const twin = [...chosen].find(([, target]) => target !== null && target === read.target)
    if (twin) throw invalidInput('mapping', `${text} is mapped to two columns; one column can go there.`)
    chosen.set(indexOf(columns, column), read.target)
  }
  const taken = new Set([...chosen.values()].filter((target) => target !== null))
  const mapping = guessMapping(columns).map((guess, index): ColumnTarget => {
    const own = chosen.get(index)
    if (own !== undefined) return own
    if (guess === null || !taken.has(guess)) return guess
    const custom = customTarget(columns.names[index] ?? '')
    return taken.has(custom) ? null : custom
  })
  const customFields = mapping.filter((target) => customName(target) !== undefined)
  if (customFields.length > MOST_CUSTOM_FIELDS)
    throw invalidInput(
      'mapping',
      `${customFields.length} columns would become custom fields, but a prospect has at most ${MOST_CUSTOM_FIELDS}; leave some out with “-”.`,
    )
  return mapping
}

const indexOf = ({ names }: Columns, column: string): number => {
  const exact = names.indexOf(column.trim())
  if (exact >= 0) return exact
  const plain = plainName(column)
  const alike = names.findIndex((name) => plainName(name) === plain)
  if (alike >= 0) return alike
  const near = nearest(column, names)
  const turnedRound = 'target' in readTarget(column) && TARGET_FIELDS.some((field) => field === column)
  throw invalidInput(
    'mapping',
    `The file has no column “${column}”.${turnedRound ? ' A mapping names the column first, then the field.' : ''}${
      near.length > 0 ? ` Did you mean ${quoted(near.slice(0, 3))}?` : ''
    } Its columns are ${quoted(names)}.`,
  )
}

/** What to say where no column holds the addresses. */
export const noEmailColumn = ({ names, rows }: Columns): AppError => {
  const byName = names.filter((name) => nearest(name, EMAIL_NAMES).length > 0)
  const byContent = names.filter((_, index) => rows.some((row) => row[index]?.includes('@')))
  const guesses = [...new Set([...byContent, ...byName])].slice(0, 3)
  const [first = names[0] ?? 'Column 1'] = guesses
  return invalidInput(
    'mapping',
    `No column of the file is known to hold the mail addresses. Its columns are ${quoted(names)}.${
      guesses.length > 0 ? ` Perhaps it is ${quoted(guesses)}.` : ''
    } Say which it is by mapping it to Email, as in --map "${first}=Email".`,
  )
}

const EMAIL_NAMES = HEADER_NAMES.find(({ field }) => field === 'Email')?.names ?? []

const MOST_NAMED = 30

const quoted = (names: readonly string[]): string => {
  const shown = names.slice(0, MOST_NAMED).map((name) => `“${name}”`)
  return `${shown.join(', ')}${names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''}`
}
