import { checkDefinition } from '../check-definition.ts'
import type { SequenceSettings } from '../definition.ts'
import { type DraftDefinition, type DraftOption, tidyDraft } from '../draft.ts'
import { beginFile, type Refuse } from './begin-file.ts'
import type { CadenceFile, FileOption } from './file-types.ts'
import { readSettings } from './read-settings.ts'
import { readSteps } from './read-steps.ts'

export type ParsedCadence = { file: CadenceFile; refuse: Refuse }

/**
 * Reads a cadence file (YAML) and checks all that a file alone can tell. Throws one `invalid_input` error that lists every mistake as
 * `line 4, column 11, steps[0].wait: …`. Mailboxes, saved templates and calendars are names still: the import looks them up.
 */
export const parseCadenceFile = (text: string): ParsedCadence => {
  const { reading, keys, name, refuse } = beginFile(text, { of: 'cadence', keys: ['steps'] })
  const file: CadenceFile = {
    name,
    settings: readSettings(reading, keys),
    steps: readSteps(reading, keys.get('steps')),
  }
  // What the steps say is checked only when all of them could be read: indexes would not fit otherwise.
  if (reading.issues.length === 0) reading.issues.push(...checkDefinition(provisional(file)))
  refuse(reading.issues)
  return { file, refuse }
}

/** The file as a definition, with stand-ins for what only the database knows. */
const provisional = ({ settings, steps }: CadenceFile): DraftDefinition =>
  tidyDraft({
    settings: provisionalSettings(settings),
    steps: steps.map((step) =>
      step.kind === 'mail' ? { ...step, options: provisionalOptions(step.options) } : step,
    ),
  })

/** Settings with stand-ins for what only the database knows. */
export const provisionalSettings = (settings: CadenceFile['settings']): SequenceSettings => {
  const { mailboxes, holidays, ...rest } = settings
  const { calendar: _, ...days } = holidays
  return {
    ...rest,
    holidays: days,
    mailboxes: mailboxes.of === 'list' ? { of: 'list', mailboxIds: mailboxes.addresses } : mailboxes,
  }
}

/** Options with stand-ins for the texts of saved templates. */
export const provisionalOptions = (options: readonly FileOption[]): DraftOption[] =>
  options.map((option) => ({ ...option, subject: option.subject ?? 'x', body: option.body ?? 'x' }))
