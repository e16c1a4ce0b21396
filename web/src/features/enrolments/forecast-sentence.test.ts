import { expect, test } from 'vitest'
import { forecastSentence } from './forecast-sentence.ts'

const day = { mailboxId: 'm', firstMails: 1, followUps: 0, others: 0 }
const told = {
  ...{ asked: 250, areAll: true, starting: 248, foretold: 248, mails: 740 },
  days: [
    { ...day, day: '2026-11-25' },
    { ...day, day: '2026-12-11' },
  ],
}

test('it says how many start, and from when to when their mails go', () => {
  expect(forecastSentence(told)).toMatch(
    /^248 of 250 prospects start\. 740 mails go from .*25 Nov.* to .*11 Dec/,
  )
  expect(forecastSentence({ ...told, starting: 0 })).toBe('Nobody would be started.')
})

test('where only the first were looked at, it says so', () => {
  const many = { ...told, asked: 25_000, starting: 24_000, foretold: 10_000, mails: 30_000 }
  expect(forecastSentence(many)).toMatch(
    /^24,000 of 25,000 prospects start\. To the first 10,000 of them 30,000 mails go from /,
  )
  expect(forecastSentence({ ...many, asked: 100_000, areAll: false })).toMatch(
    /^24,000 of the first 100,000 prospects start\./,
  )
})
