import fc from 'fast-check'
import { expect, test } from 'vitest'
import { customField, sayCondition, writeCondition } from './field-conditions.ts'

test('conditions are said in words, whatever a custom field is called', () => {
  expect(sayCondition(writeCondition('title', 'contains', 'VP: Sales'))).toBe('Title contains VP: Sales')
  expect(sayCondition(writeCondition('phone', 'empty', ''))).toBe('Phone is empty')
  expect(sayCondition('custom.%:is:x')).toBe('% is x')
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
      expect(sayCondition(writeCondition(customField(name), 'present', ''))).toBe(`${name} is filled in`)
    }),
  )
})
