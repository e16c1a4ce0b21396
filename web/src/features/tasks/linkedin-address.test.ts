import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkedinAddress } from './linkedin-address.ts'

const of = (linkedinUrl: string | null) =>
  linkedinAddress({ linkedinUrl, fullName: 'Ann Lee', company: 'Acme & Co', email: 'ann@x.test' })

test.each([
  ['https://www.linkedin.com/in/ann', 'https://www.linkedin.com/in/ann'],
  ['linkedin.com/in/ann', 'https://linkedin.com/in/ann'],
  ['http://de.linkedin.com/in/ann?x=1', 'https://de.linkedin.com/in/ann?x=1'],
])('%s is a profile', (field, url) => {
  expect(of(field)).toEqual({ url, isProfile: true })
})

test.each([null, '', 'ann', 'https://linkedin.com.evil.test/in/ann', 'javascript:alert(1)//linkedin.com'])(
  '%s is none: his name is searched',
  (field) => {
    expect(of(field)).toEqual({
      url: 'https://www.linkedin.com/search/results/people/?keywords=Ann%20Lee%20Acme%20%26%20Co',
      isProfile: false,
    })
  },
)

test('whatever a field holds, only LinkedIn is opened', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), (field) => {
      const url = new URL(of(field).url)
      expect(url.protocol).toBe('https:')
      expect(url.hostname).toMatch(/(^|\.)linkedin\.com$/)
    }),
    { numRuns: 40 },
  )
})
