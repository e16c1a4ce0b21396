import type { Queryable } from '#platform/db/index.ts'
import { DEFAULT_SETTINGS, type SequenceSettings } from '../definition.ts'
import { cadenceById } from '../find-sequence.ts'
import { selectCalendar } from '../holiday-calendars/calendar-queries.ts'
import type { SequenceDeps } from '../sequence.ts'
import type { CadenceFile, FileMailboxes } from './file-types.ts'
import { formatCadenceFile } from './format-cadence-file.ts'

/**
 * A cadence as a file: what is published, or its draft when asked for or when nothing is. Importing the file again changes nothing.
 * Throws `not_found`.
 */
export const exportCadenceFile = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: { companyId: string; sequenceId: string; draft?: boolean | undefined; ids?: boolean | undefined },
): Promise<string> => {
  const cadence = await cadenceById(tx, input)
  const wanted = wantedDefinition(cadence, input.draft ?? false)
  const { settings, steps } = wanted ?? { settings: DEFAULT_SETTINGS, steps: [] }
  return formatCadenceFile(
    { name: cadence.name, settings: await namedSettings(deps, tx, { ...input, settings }), steps },
    { ids: input.ids ?? false },
  )
}

/** What is published, or its draft when asked for or when nothing is. */
export const wantedDefinition = <Definition>(
  { draft, published }: { draft: Definition | null; published: Definition | null },
  wantsDraft: boolean,
): Definition | null => (wantsDraft ? (draft ?? published) : (published ?? draft))

/** Settings as a file has them: mailboxes by address, the calendar by name. */
export const namedSettings = async (
  deps: Pick<SequenceDeps, 'mailboxes'>,
  tx: Queryable,
  { companyId, settings }: { companyId: string; settings: SequenceSettings },
): Promise<CadenceFile['settings']> => {
  const { calendarId, ...holidays } = settings.holidays
  const calendar = calendarId === undefined ? null : await selectCalendar(tx, { companyId, calendarId })
  let mailboxes: FileMailboxes
  if (settings.mailboxes.of === 'list') {
    const { mailboxIds } = settings.mailboxes
    const addresses = await deps.mailboxes.mailboxAddresses(tx, { companyId, mailboxIds })
    mailboxes = { of: 'list', addresses: mailboxIds.flatMap((id) => addresses.get(id) ?? []) }
  } else mailboxes = settings.mailboxes
  return { ...settings, mailboxes, holidays: { ...holidays, ...(calendar && { calendar: calendar.name }) } }
}
