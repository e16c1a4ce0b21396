export type SnoozeTime = { label: string; at: Date }

const HOUR = 3_600_000
/** When a day of work begins, in the browser's time zone. */
const MORNING = 9

const morningIn = (days: number, now: Date): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING)

/** Times to put a task off to, the soonest first; all in the future, and on a working day where a day is named. */
export const snoozeTimes = (now: Date): SnoozeTime[] => {
  const weekday = now.getDay()
  const toMonday = (8 - weekday) % 7 || 7
  const tomorrow = morningIn(1, now)
  const isWorkday = ![0, 6].includes(tomorrow.getDay())
  return [
    { label: 'In an hour', at: new Date(now.getTime() + HOUR) },
    { label: 'In three hours', at: new Date(now.getTime() + 3 * HOUR) },
    ...(isWorkday ? [{ label: 'Tomorrow morning', at: tomorrow }] : []),
    ...(toMonday > 2 ? [{ label: 'In two days', at: morningIn(2, now) }].filter(isOnWorkday) : []),
    { label: 'Monday morning', at: morningIn(toMonday, now) },
    { label: 'In a week', at: morningIn(7, now) },
  ].filter((time, index, all) => all.findIndex(({ at }) => at.getTime() === time.at.getTime()) === index)
}

const isOnWorkday = ({ at }: SnoozeTime): boolean => ![0, 6].includes(at.getDay())
