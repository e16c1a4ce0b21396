import { DateTime } from 'luxon'

/** Before today, today, or later, in a zone's days. */
export type DueWhen = 'overdue' | 'today' | 'upcoming'

/** The instants between which a task is due (`from` inclusive, `until` exclusive); null is open. */
export type DueRange = { from: Date | null; until: Date | null }

/** Overdue is what was due before today began; today's remain today's until midnight. */
export const dueRange = (input: { when: DueWhen; now: Date; zone: string }): DueRange => {
  const today = DateTime.fromJSDate(input.now, { zone: input.zone }).startOf('day')
  const tomorrow = today.plus({ days: 1 }).startOf('day')
  switch (input.when) {
    case 'overdue':
      return { from: null, until: today.toJSDate() }
    case 'today':
      return { from: today.toJSDate(), until: tomorrow.toJSDate() }
    case 'upcoming':
      return { from: tomorrow.toJSDate(), until: null }
  }
}
