import type { Queryable } from '#platform/db/index.ts'
import { DEFAULT_SETTINGS } from '../definition.ts'
import { sequenceById } from '../find-sequence.ts'
import { selectCalendar } from '../holiday-calendars/calendar-queries.ts'
import type { SequenceDeps } from '../sequence.ts'
import type { FileMailboxes } from './file-types.ts'
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
  const { companyId } = input
  const sequence = await sequenceById(tx, input)
  const wanted = input.draft ? (sequence.draft ?? sequence.published) : (sequence.published ?? sequence.draft)
  const { settings, steps } = wanted ?? { settings: DEFAULT_SETTINGS, steps: [] }
  const { calendarId, ...holidays } = settings.holidays
  const calendar = calendarId === undefined ? null : await selectCalendar(tx, { companyId, calendarId })
  let mailboxes: FileMailboxes
  if (settings.mailboxes.of === 'list') {
    const { mailboxIds } = settings.mailboxes
    const addresses = await deps.mailboxes.mailboxAddresses(tx, { companyId, mailboxIds })
    mailboxes = { of: 'list', addresses: mailboxIds.flatMap((id) => addresses.get(id) ?? []) }
  } else mailboxes = settings.mailboxes
  return formatCadenceFile(
    {
      name: sequence.name,
      settings: {
        ...settings,
        mailboxes,
        holidays: { ...holidays, ...(calendar && { calendar: calendar.name }) },
      },
      steps,
    },
    { ids: input.ids ?? false },
  )
}
