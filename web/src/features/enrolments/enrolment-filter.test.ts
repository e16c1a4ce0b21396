import { expect, test } from 'vitest'
import { choicesOf, readEnrolmentFilter } from './enrolment-filter.ts'

test('what an address does not mean is left out', () => {
  expect(readEnrolmentFilter({ phase: 'held', search: 'ann', tab: 'x' })).toEqual({
    phase: 'held',
    search: 'ann',
  })
  expect(readEnrolmentFilter({ phase: 'toString', status: 7, search: '' })).toEqual({})
})

test('choices are what somebody is in, and what is chosen', () => {
  const counts = {
    counts: [
      { status: 'in_cadence', prospects: 5 },
      { status: 'replied', prospects: 2 },
    ],
    phases: [
      { phase: 'due', prospects: 4 },
      { phase: 'held', prospects: 1 },
    ],
  }
  const labels = choicesOf(counts, { status: 'bounced' }).map(
    ({ label, prospects }) => `${label} ${prospects}`,
  )
  expect(labels).toEqual(['All 7', 'Waiting 4', 'Held 1', 'Replied 2', 'Bounced 0'])
})
