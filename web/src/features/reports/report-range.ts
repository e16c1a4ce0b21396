export const PRESETS = ['7d', '30d', '90d', 'month', 'last-month', 'year', 'all'] as const
export type Preset = (typeof PRESETS)[number]

export const PRESET_LABELS: Readonly<Record<Preset, string>> = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  month: 'This month',
  'last-month': 'Last month',
  year: 'This year',
  all: 'Everything',
}

/** Days such as 2026-11-25, both included; absent: open. */
export type Days = { from?: string; to?: string }

/** Today in a zone. */
export const todayIn = (zone: string, now: Date): string =>
  new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: zone,
  }).format(now)

const DAY = 86_400_000

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayAt = (instant: number): string => new Date(instant).toISOString().slice(0, 10)

/** A calendar day some days later (or earlier). */
export const addDays = (day: string, days: number): string => dayAt(at(day) + days * DAY)

/** How many days a range holds, the first and the last included. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / DAY) + 1

/** What a preset means today. */
export const daysOfPreset = (preset: Preset, today: string): Days => {
  const month = today.slice(0, 7)
  switch (preset) {
    case '7d':
      return { from: addDays(today, -6), to: today }
    case '30d':
      return { from: addDays(today, -29), to: today }
    case '90d':
      return { from: addDays(today, -89), to: today }
    case 'month':
      return { from: `${month}-01`, to: today }
    case 'last-month': {
      const to = addDays(`${month}-01`, -1)
      return { from: `${to.slice(0, 7)}-01`, to }
    }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    case 'all':
      return {}
  }
}
