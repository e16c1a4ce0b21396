import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowsOf, seriesOf } from './forecast-rows.ts'

const DAY = 86_400_000
const dayAt = (index: number): string =>
  new Date(Date.UTC(2026, 1, 27) + index * DAY).toISOString().slice(0, 10)

const forecasts = fc
  .uniqueArray(
    fc.record({
      index: fc.integer({ min: 0, max: 200 }),
      mailbox: fc.integer({ min: 0, max: 8 }),
      firstMails: fc.nat({ max: 3 }),
      followUps: fc.nat({ max: 3 }),
      others: fc.nat({ max: 3 }),
    }),
    { selector: ({ index, mailbox }) => `${index} ${mailbox}` },
  )
  .map((entries) => {
    const days = entries
      .map(({ index, mailbox, ...counts }) => ({ day: dayAt(index), mailboxId: `m${mailbox}`, ...counts }))
      .sort((a, b) => (a.day < b.day ? -1 : 1))
    const mailboxes = [...Map.groupBy(days, ({ mailboxId }) => mailboxId)].map(([mailboxId, some]) => ({
      ...{ mailboxId, address: `${mailboxId}@acme.test`, zone: 'UTC', prospects: 1, note: null },
      mails: some.reduce((sum, { firstMails, followUps }) => sum + firstMails + followUps, 0),
    }))
    return { days, mailboxes }
  })

test('no mail is lost between the days and the bars, and no bar is missing between two', () => {
  fc.assert(
    fc.property(forecasts, (forecast) => {
      const series = seriesOf(forecast)
      const { rows, unit } = rowsOf(forecast, series)
      const wanted = forecast.days.reduce((sum, { firstMails, followUps }) => sum + firstMails + followUps, 0)
      expect(rows.reduce((sum, { firstMails, followUps }) => sum + firstMails + followUps, 0)).toBe(wanted)
      expect(rows.reduce((sum, { mails }) => sum + Object.values(mails).reduce((a, b) => a + b, 0), 0)).toBe(
        wanted,
      )
      expect(series.length).toBeLessThanOrEqual(6)
      expect(rows.length).toBeLessThanOrEqual(62)
      const step = unit === 'day' ? DAY : 7 * DAY
      for (const [index, { day }] of rows.entries())
        expect(Date.parse(day)).toBe(Date.parse(rows[0]?.day ?? '') + index * step)
    }),
  )
})

test('where more than two months are shown, bars are weeks that begin on Mondays', () => {
  const entry = { mailboxId: 'm', firstMails: 1, followUps: 0, others: 0 }
  const days = [
    { ...entry, day: '2026-03-01' },
    { ...entry, day: '2026-03-02' },
    { ...entry, day: '2026-06-30' },
  ]
  const series = [{ key: 'm', label: 'm', mailboxIds: ['m'] }]
  const { rows, unit } = rowsOf({ days }, series)
  expect(unit).toBe('week')
  expect(rows.slice(0, 2).map(({ day, firstMails }) => [day, firstMails])).toEqual([
    ['2026-02-23', 1],
    ['2026-03-02', 1],
  ])
  expect(rows.at(-1)).toMatchObject({ day: '2026-06-29', firstMails: 1 })
})
