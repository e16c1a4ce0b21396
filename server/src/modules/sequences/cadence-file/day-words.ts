import type { DeliveryWindow, Weekday } from '../definition.ts'

const NAMES: readonly [Weekday, string][] = [
  [1, 'monday'],
  [2, 'tuesday'],
  [3, 'wednesday'],
  [4, 'thursday'],
  [5, 'friday'],
  [6, 'saturday'],
  [7, 'sunday'],
]
const GROUPS = new Map<string, Weekday[]>([
  ['weekdays', [1, 2, 3, 4, 5]],
  ['weekend', [6, 7]],
  ['weekends', [6, 7]],
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['every day', [1, 2, 3, 4, 5, 6, 7]],
])

/** Reads `mon`, `Monday`, `1`, `mon-fri`, `fri-mon`, `weekdays`, `every day`, or several parted by commas; answers with a sentence when it cannot. */
export const parseDays = (text: string): Weekday[] | string => {
  const days: Weekday[] = []
  for (const part of text.split(',')) {
    const found = parsePart(part.trim().toLowerCase())
    if (!found) return `"${part.trim()}" is no weekday; write mon, tue, wed, thu, fri, sat, sun, or mon-fri.`
    for (const day of found) if (!days.includes(day)) days.push(day)
  }
  return days
}

const parsePart = (part: string): Weekday[] | null => {
  const group = GROUPS.get(part)
  if (group) return group
  const [first, last, ...more] = part.split(/\s*(?:-|–|\bto\b)\s*/)
  if (more.length > 0) return null
  const from = parseDay(first ?? '')
  if (from === null || last === undefined) return from === null ? null : [from]
  const to = parseDay(last)
  if (to === null) return null
  const length = ((to - from + 7) % 7) + 1
  return Array.from({ length }, (_, index) => NAMES[(from - 1 + index) % 7]?.[0] ?? from)
}

const parseDay = (word: string): Weekday | null =>
  NAMES.find(([day, name]) => word === String(day) || (word.length >= 2 && name.startsWith(word)))?.[0] ??
  null

/** `mon` … `sun`, as `parseDays` reads it. */
export const formatDay = (day: Weekday): string => NAMES[day - 1]?.[1].slice(0, 3) ?? String(day)

/** Reads `09:00-17:00`; 24:00 is midnight. Answers with a sentence when it cannot. */
export const parseWindow = (text: string): DeliveryWindow | string => {
  const [from, to, ...more] = text.split(/\s*(?:-|–|\bto\b)\s*/)
  if (from === undefined || to === undefined || more.length > 0)
    return `"${text}" is no delivery window; write it as 09:00-17:00.`
  return { from: parseTime(from), to: parseTime(to) }
}

/** `9:00` → `09:00`, `24:00` → `00:00`; anything else stays as it is, for the check to name. */
export const parseTime = (text: string): string => {
  const time = text.trim()
  if (time === '24:00') return '00:00'
  return /^\d:\d\d$/.test(time) ? `0${time}` : time
}
