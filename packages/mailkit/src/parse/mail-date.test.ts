import { describe, expect, it } from 'vitest'
import { readMailDate } from './mail-date.ts'

describe('readMailDate', () => {
  it.each([
    ['Mon, 2 Mar 2026 10:00:00 +0100', '2026-03-02T09:00:00.000Z', '2026-03-02'],
    ['2 Mar 2026 10:00 +0100', '2026-03-02T09:00:00.000Z', '2026-03-02'],
    ['Mon, 02 Mar 2026 23:30:00 -0800 (PST)', '2026-03-03T07:30:00.000Z', '2026-03-02'],
    ['Mon, 2 Mar 26 10:00:00 GMT', '2026-03-02T10:00:00.000Z', '2026-03-02'],
    ['Mon, 2 March 2026 10:00:00 EST', '2026-03-02T15:00:00.000Z', '2026-03-02'],
    ['Mon, 2-Mar-2026 10.00.00 +0000', '2026-03-02T10:00:00.000Z', '2026-03-02'],
    ['2 Mar 2026 10:00:00', '2026-03-02T10:00:00.000Z', '2026-03-02'],
    ['2 Mar 2026 10:00:00 +9999', '2026-03-02T10:00:00.000Z', '2026-03-02'],
  ])('%s', (text, instant, localDay) => {
    expect(readMailDate(text)).toEqual({ instant: new Date(instant), localDay })
  })

  it.each(['', 'yesterday', '30 Feb 2026 10:00:00 +0000', '2 Foo 2026 10:00:00 +0000'])(
    'finds no date in %j',
    (text) => {
      expect(readMailDate(text)).toBeUndefined()
    },
  )
})
