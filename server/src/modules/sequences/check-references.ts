import type { Queryable } from '#platform/db/index.ts'
import type { SequenceSettings } from './definition.ts'
import { selectCalendar } from './holiday-calendars/calendar-queries.ts'
import type { Issue } from './issues.ts'
import type { MailboxDirectory } from './sequence.ts'

/** What a definition names and the database does not have: mailboxes, a holiday calendar. */
export const checkReferences = async (
  tx: Queryable,
  input: { companyId: string; settings: SequenceSettings; mailboxes: MailboxDirectory },
): Promise<Issue[]> => {
  const { companyId, settings } = input
  const issues: Issue[] = []
  if (settings.mailboxes.of === 'list') {
    const { mailboxIds } = settings.mailboxes
    const known = await input.mailboxes.mailboxAddresses(tx, { companyId, mailboxIds })
    for (const [index, id] of mailboxIds.entries())
      if (!known.has(id))
        issues.push({ path: `mailboxes[${index}]`, message: 'this mailbox does not exist, or was removed.' })
  }
  const { calendarId, country } = settings.holidays
  if (calendarId === undefined) return issues
  const calendar = await selectCalendar(tx, { companyId, calendarId })
  if (!calendar) issues.push({ path: 'holidays.calendar', message: 'this holiday calendar does not exist.' })
  else if (country !== undefined && calendar.country !== null && calendar.country !== country)
    issues.push({
      path: 'holidays.country',
      message: `the calendar "${calendar.name}" has the holidays of ${calendar.country}; leave the country out, or use another calendar.`,
    })
  return issues
}
