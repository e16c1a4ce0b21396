import { expect, test } from 'vitest'
import { standingOf } from './standing.ts'

const standing = (prospectStatus: string, cadenceStatus = 'No active cadence') =>
  standingOf({ prospectStatus, cadenceStatus })

test.each([
  ['Not Contacted', { suppressed: null, shown: null }],
  ['Contacted', { suppressed: null, shown: 'contacted' }],
  ['Replied', { suppressed: null, shown: 'replied' }],
  ['Bounced', { suppressed: 'bounced' }],
  ['Unsubscribed', { suppressed: 'unsubscribed' }],
  ['DoNotContact', { suppressed: 'do_not_contact' }],
  ['do not contact', { suppressed: 'do_not_contact' }],
])('%s', (word, expected) => {
  expect(standing(word)).toMatchObject({ ...expected, unknownWord: null })
})

test('the stronger of both words counts', () => {
  expect(standing('Contacted', 'Unsubscribed')).toMatchObject({
    suppressed: 'unsubscribed',
    shown: 'contacted',
  })
  expect(standing('Bounced', 'Unsubscribed')).toMatchObject({ suppressed: 'unsubscribed' })
  expect(standing('DoNotContact', 'Bounced')).toMatchObject({ suppressed: 'do_not_contact' })
})

test('nobody is mailed on a word that nobody knows', () => {
  expect(standing('Opted out')).toEqual({
    ...{ suppressed: 'do_not_contact', shown: null, unknownWord: 'Opted out' },
  })
})
