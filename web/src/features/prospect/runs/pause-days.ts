/** A day to pause until: local, in the form of a date field. */
export type PauseDay = { label: string; day: string }

const HOUR_OF_RETURN = 8

const dayOf = (date: Date): string => {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

const daysLater = (now: Date, days: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)

/** The days that people mean most often. */
export const pauseDays = (now: Date): PauseDay[] => {
  const toMonday = (8 - now.getDay()) % 7 || 7
  return [
    { label: 'Tomorrow', day: dayOf(daysLater(now, 1)) },
    { label: 'Next Monday', day: dayOf(daysLater(now, toMonday)) },
    { label: 'In two weeks', day: dayOf(daysLater(now, 14)) },
    { label: 'In a month', day: dayOf(daysLater(now, 30)) },
  ]
}

/** The first day that a pause may end on. */
export const earliestDay = (now: Date): string => dayOf(daysLater(now, 1))

/** That morning in the browser's zone, as the API takes it; null where the text is no day. */
export const morningOf = (day: string): string | null => {
  const at = new Date(`${day}T${String(HOUR_OF_RETURN).padStart(2, '0')}:00:00`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
