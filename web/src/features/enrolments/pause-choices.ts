import { formatDay } from '#ui/time/index.ts'

/** Until when prospects are commonly paused. Days begin at eight in the morning, by the clock of the browser. */
export const pauseChoices = (now: Date): { label: string; until: string | null }[] => {
  const inDays = (days: number): Date => {
    const day = new Date(now)
    day.setDate(day.getDate() + days)
    day.setHours(8, 0, 0, 0)
    return day
  }
  const choice = (words: string, days: number) => ({
    label: `${words} (${formatDay(inDays(days))})`,
    until: inDays(days).toISOString(),
  })
  return [
    { label: 'Until resumed', until: null },
    choice('For a week', 7),
    choice('For two weeks', 14),
    choice('For a month', 30),
    choice('For three months', 91),
  ]
}
