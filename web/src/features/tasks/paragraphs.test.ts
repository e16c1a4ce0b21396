import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paragraphsOf } from './paragraphs.ts'

test('an empty line begins a paragraph, a single one breaks the line', () => {
  expect(paragraphsOf(' Hello Ann,\nhow are you?\n\n \nBye ')).toBe(
    '<p>Hello Ann,<br>how are you?</p><p>Bye</p>',
  )
  expect(paragraphsOf('')).toBe('')
})

test('no text is markup', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(paragraphsOf(text).replaceAll(/<\/?p>|<br>/g, '')).not.toMatch(/[<>]/)
    }),
  )
})
