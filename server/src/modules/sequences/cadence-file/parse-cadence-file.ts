import { checkDefinition } from '../check-definition.ts'
import { type DraftDefinition, type DraftStep, tidyDraft } from '../draft.ts'
import { type Issue, issuesError } from '../issues.ts'
import { nameMistake } from '../sequence-name.ts'
import type { CadenceFile, FileStep } from './file-types.ts'
import { readSettings, SETTING_KEYS } from './read-settings.ts'
import { readSteps } from './read-steps.ts'
import { BROKEN_YAML, isBlank, type Reading, readMap, readText, startReading } from './reading.ts'

export type ParsedCadence = {
  file: CadenceFile
  /** Throws one `invalid_input` error for mistakes found later, each with its line and column; does nothing for none. */
  refuse(issues: readonly Issue[]): void
}

/**
 * Reads a cadence file (YAML) and checks all that a file alone can tell. Throws one `invalid_input` error that lists every mistake as
 * `line 4, column 11, steps[0].wait: …`. Mailboxes, saved templates and calendars are names still: the import looks them up.
 */
export const parseCadenceFile = (text: string): ParsedCadence => {
  const reading = startReading(text)
  const refuse = (issues: readonly Issue[]): void => {
    if (issues.length > 0) throw issuesError(inOrder(reading, issues), (issue) => located(reading, issue))
  }
  refuse(reading.issues)
  if (isBlank(reading.root))
    refuse([{ path: '', message: 'the file is empty; `cadenza cadence example` prints a complete one.' }])
  const keys = readMap(reading, reading.root, ['name', ...SETTING_KEYS, 'steps'])
  if (!keys) refuse(reading.issues)
  const values = keys ?? new Map()
  const name = (readText(reading, values.get('name')) ?? '').trim()
  const wrongName = nameMistake(name)
  if (wrongName) reading.complain(values.get('name') ?? reading.root, `name: ${wrongName}.`)
  const file: CadenceFile = {
    name,
    settings: readSettings(reading, values),
    steps: readSteps(reading, values.get('steps')),
  }
  // What the steps say is checked only when all of them could be read: indexes would not fit otherwise.
  if (reading.issues.length === 0) reading.issues.push(...checkDefinition(provisional(file)))
  refuse(reading.issues)
  return { file, refuse }
}

/** The file as a definition, with stand-ins for what only the database knows. */
const provisional = ({ settings, steps }: CadenceFile): DraftDefinition => {
  const { mailboxes, holidays, ...rest } = settings
  const { calendar: _, ...days } = holidays
  return tidyDraft({
    settings: {
      ...rest,
      holidays: days,
      mailboxes: mailboxes.of === 'list' ? { of: 'list', mailboxIds: mailboxes.addresses } : mailboxes,
    },
    steps: steps.map(withStandIns),
  })
}

const withStandIns = (step: FileStep): DraftStep =>
  step.kind === 'mail'
    ? {
        ...step,
        options: step.options.map((option) => ({
          ...option,
          subject: option.subject ?? 'x',
          body: option.body ?? 'x',
        })),
      }
    : step

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
