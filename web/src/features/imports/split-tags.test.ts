import { expect, test } from 'vitest'
import { splitTags } from './split-tags.ts'

test('what was pasted with separators becomes tags, each once', () => {
  expect(splitTags(['hot', 'new, 2026|hot ', ';', ''])).toEqual(['hot', 'new', '2026'])
})
