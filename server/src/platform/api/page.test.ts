import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import { byId, pageOf, readPage } from './index.ts'
import { readCursor, writeCursor } from './page-cursor.ts'

const texts = fc.array(
  fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
  {
    minLength: 1,
    maxLength: 3,
  },
)

test('a cursor reads as it was written, and fits in a query', () => {
  fc.assert(
    fc.property(texts, (place) => {
      const cursor = writeCursor(place)
      expect(readCursor(cursor, place.length)).toEqual(place)
      expect(encodeURIComponent(cursor)).toBe(cursor)
    }),
  )
})

test('whatever else comes as a cursor is an error that names it', () => {
  const refused = (cursor: string, parts = 1) => {
    try {
      readCursor(cursor, parts)
    } catch (error) {
      return error instanceof AppError && error.code === 'invalid_input' && error.field === 'cursor'
    }
    return false
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => refused(text) || text === ''))
  for (const place of [['a', 'b'], [1], 'a', null, { length: 1 }, ['\0']])
    expect(refused(Buffer.from(JSON.stringify(place)).toString('base64url'))).toBe(true)
})

test('pages walk through a list once, in order, and the last one knows that it is the last', () => {
  fc.assert(
    fc.property(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 8 }), (count, limit) => {
      const all = Array.from({ length: count }, (_, index) => ({ id: String(index).padStart(2, '0') }))
      const seen: string[] = []
      let cursor: string | undefined
      let pages = 0
      do {
        const { after, rows } = readPage({ limit, cursor })
        const read = all.filter(({ id }) => after === undefined || id > (after[0] ?? '')).slice(0, rows)
        const page = pageOf(read, { limit, placeOf: byId, view: ({ id }) => id })
        seen.push(...page.items)
        cursor = page.next ?? undefined
        pages += 1
      } while (cursor !== undefined)
      expect(seen).toEqual(all.map(({ id }) => id))
      expect(pages).toBe(Math.max(1, Math.ceil(count / limit)))
    }),
  )
})
