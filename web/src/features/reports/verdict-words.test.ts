import { expect, test } from 'vitest'
import { type Comparison, verdictWords } from './verdict-words.ts'

const base: Comparison = {
  verdict: 'open',
  leaderId: 'b',
  difference: { low: -0.01, high: 0.05 },
  mailsNeeded: 1234,
  options: [
    { id: 'a', share: 0.05, interval: { low: 0.03, high: 0.08 }, chanceToBeBest: 0.2 },
    { id: 'b', share: 0.07, interval: { low: 0.05, high: 0.1 }, chanceToBeBest: 0.8 },
  ],
}
const words = (more: Partial<Comparison>) =>
  verdictWords({ ...base, ...more }, { nameOf: (id) => `Option ${id}`, what: 'replies' })

test('only what is sure is called better', () => {
  expect(words({}).headline).toBe('Option b is ahead, but not surely')
  expect(words({}).detail).toMatch(/80\.0%.*1,234 mails/)
  expect(words({ verdict: 'too_few' }).headline).toBe('Not enough mails yet')
  expect(words({ leaderId: null, difference: null, mailsNeeded: null }).headline).toBe('No difference so far')
  const decided = words({ verdict: 'decided', difference: { low: 0.012, high: 0.05 } })
  expect(decided.headline).toBe('Option b is better')
  expect(decided.detail).toMatch(/1\.2 to 5\.0 more replies/)
})
