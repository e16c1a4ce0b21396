import type { StartForecast } from './types.ts'

/** One mailbox of a chart, or several that share a colour. */
export type ForecastSeries = { key: string; label: string; mailboxIds: readonly string[] }

/** A day, or a week that begins on it, with the mails of each series by its key. */
export type ForecastRow = {
  /** YYYY-MM-DD */
  day: string
  mails: Readonly<Record<string, number>>
  firstMails: number
  followUps: number
  /** Mails to prospects who wait already. */
  others: number
}

const MOST_SERIES = 6
/** A chart with more bars than this cannot be read. */
const MOST_BARS = 62

/** The mailboxes that send something, the busiest first; what is more than a chart can tell apart is one. */
export const seriesOf = ({ mailboxes }: Pick<StartForecast, 'mailboxes'>): ForecastSeries[] => {
  const sending = mailboxes.filter(({ mails }) => mails > 0).toSorted((a, b) => b.mails - a.mails)
  const shown = sending.length > MOST_SERIES ? sending.slice(0, MOST_SERIES - 1) : sending
  const rest = sending.slice(shown.length)
  return [
    ...shown.map(({ mailboxId, address }) => ({ key: mailboxId, label: address, mailboxIds: [mailboxId] })),
    ...(rest.length > 0
      ? [
          {
            key: 'rest',
            label: `${rest.length} more mailboxes`,
            mailboxIds: rest.map(({ mailboxId }) => mailboxId),
          },
        ]
      : []),
  ]
}

/** Every day from the first mail of these prospects to the last, also those without one; weeks where they are too many. */
export const rowsOf = (
  { days }: Pick<StartForecast, 'days'>,
  series: readonly ForecastSeries[],
): { rows: ForecastRow[]; unit: 'day' | 'week' } => {
  const own = days.filter(({ firstMails, followUps }) => firstMails + followUps > 0)
  const [first, last] = [own[0]?.day, own.at(-1)?.day]
  if (first === undefined || last === undefined) return { rows: [], unit: 'day' }
  const unit = daysBetween(first, last) < MOST_BARS ? 'day' : 'week'
  const begin = unit === 'day' ? first : mondayOf(first)
  const inOrder = Map.groupBy(days, ({ day }) => (unit === 'day' ? day : mondayOf(day)))
  const rows: ForecastRow[] = []
  for (let day = begin; day <= last; day = plusDays(day, unit === 'day' ? 1 : 7))
    rows.push(rowOf(day, inOrder.get(day) ?? [], series))
  return { rows, unit }
}

const rowOf = (
  day: string,
  entries: StartForecast['days'],
  series: readonly ForecastSeries[],
): ForecastRow => {
  const sum = (some: StartForecast['days'], count: (entry: StartForecast['days'][number]) => number) =>
    some.reduce((total, entry) => total + count(entry), 0)
  return {
    day,
    mails: Object.fromEntries(
      series.map(({ key, mailboxIds }) => [
        key,
        sum(
          entries.filter(({ mailboxId }) => mailboxIds.includes(mailboxId)),
          ({ firstMails, followUps }) => firstMails + followUps,
        ),
      ]),
    ),
    firstMails: sum(entries, ({ firstMails }) => firstMails),
    followUps: sum(entries, ({ followUps }) => followUps),
    others: sum(entries, ({ others }) => others),
  }
}

const DAY_MS = 86_400_000
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)
const plusDays = (day: string, days: number): string => dayOf(numberOf(day) + days)
const daysBetween = (first: string, last: string): number => numberOf(last) - numberOf(first)
// Day 0 was a Thursday.
const mondayOf = (day: string): string => dayOf(numberOf(day) - ((numberOf(day) + 3) % 7))
