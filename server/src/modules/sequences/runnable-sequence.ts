import type { Queryable } from '#platform/db/index.ts'
import { notAllowed } from '#platform/errors/index.ts'
import { draftIssues } from './draft-issues.ts'
import { refuseArchived } from './edit-draft.ts'
import { sequenceById, type WhichSequence } from './find-sequence.ts'
import { selectCalendar } from './holiday-calendars/calendar-queries.ts'
import { refuseIssues } from './issues.ts'
import { withCalendar } from './merge-calendar.ts'
import type { PublishedSequence, SequenceDeps } from './sequence.ts'

/**
 * A sequence as it would run: its draft, or what is published; without a word on it what is published, if anything is. Throws `invalid_input` with
 * every mistake of a draft, `not_allowed` for one that is archived or has not what is asked for.
 */
export const runnableSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  { of, ...which }: WhichSequence & { of?: 'draft' | 'published' | undefined },
): Promise<PublishedSequence> => {
  const sequence = await sequenceById(tx, which)
  refuseArchived(sequence)
  const wanted = of ?? (sequence.published ? 'published' : 'draft')
  const definition = sequence[wanted]
  if (!definition)
    throw notAllowed(
      wanted === 'draft'
        ? `“${sequence.name}” has no draft; ask for what is published.`
        : `“${sequence.name}” was never published; publish it first, or ask for its draft.`,
      'of',
    )
  const { companyId, sequenceId } = which
  if (wanted === 'draft') refuseIssues(await draftIssues(deps, tx, { companyId, sequenceId, definition }))
  const { calendarId } = definition.settings.holidays
  const calendar = calendarId === undefined ? null : await selectCalendar(tx, { companyId, calendarId })
  const { id, kind, name, ownerId, state, version } = sequence
  return {
    ...{ id, kind, name, ownerId, state, version },
    definition: calendar ? withCalendar(definition, calendar) : definition,
  }
}
