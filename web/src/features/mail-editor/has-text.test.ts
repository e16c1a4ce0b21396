import { expect, test } from 'vitest'
import { hasText } from './has-text.ts'

test.each(['', '<p></p>', '<p> </p><p><br></p>', '<p>&nbsp;\u00a0</p>', '<ul><li><p></p></li></ul>', '<hr>'])(
  '%s says nothing',
  (html) => {
    expect(hasText(html)).toBe(false)
  },
)

test.each(['a', '<p>Hello</p>', '<p></p><ol><li><p>1</p></li></ol>', '<p>&lt;</p>'])(
  '%s says something',
  (html) => {
    expect(hasText(html)).toBe(true)
  },
)
