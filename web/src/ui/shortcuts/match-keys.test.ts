import { expect, test } from 'vitest'
import { keyOf, matchKeys } from './match-keys.ts'

const press = (key: string, held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {}) =>
  keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

test('Ctrl and ⌘ are one key, letters have no case, and ? is itself', () => {
  expect(press('K', { ctrlKey: true })).toBe('Mod+k')
  expect(press('k', { metaKey: true })).toBe('Mod+k')
  expect(press('Enter', { altKey: true })).toBe('Alt+Enter')
  expect(press('?')).toBe('?')
})

test('keys one after the other are a beginning until the last one', () => {
  const shortcuts = ['g p', 'g i', 'j']
  expect(matchKeys(['g'], shortcuts)).toBe('beginning')
  expect(matchKeys(['g', 'p'], shortcuts)).toEqual({ match: 'g p' })
  expect(matchKeys(['g', 'x'], shortcuts)).toBeNull()
  expect(matchKeys(['j'], shortcuts)).toEqual({ match: 'j' })
  expect(matchKeys(['p'], shortcuts)).toBeNull()
})
