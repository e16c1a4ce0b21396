import { expect, test } from 'vitest'
import { readJsonBody } from './read-json-body.ts'

const read = (text: string) => readJsonBody(Buffer.from(text))

test('reads JSON, with or without a byte order mark', () => {
  expect(read('{"Email":"steve@tutecircle.com"}')).toEqual({ Email: 'steve@tutecircle.com' })
  expect(read('\ufeff[1]')).toEqual([1])
})

test('an empty body is no value', () => {
  expect(read('')).toBeUndefined()
  expect(read(' \n')).toBeUndefined()
})

test.each([
  ['{"Email":"a@b.c",}', /line 1, column 18/],
  ['{"Email": abc}', /line 1, column 11\): Unexpected token 'a'\.$/],
  ['{"Email":', /line 1, column 10/],
  ['{"a":"\\u0000"}', /^a holds a NUL character/],
  ['{"a":[{"b":"\\ud800"}]}', /^a\[0\]\.b holds half of a surrogate pair/],
  ['{"a":{"__proto__":{"x":1}}}', /__proto__/],
  [`${'['.repeat(80)}${']'.repeat(80)}`, /more than 64 levels/],
])('refuses %j', (text, message) => {
  expect(() => read(text)).toThrow(message)
})

test('brackets inside strings are no nesting', () => {
  expect(read(JSON.stringify({ a: `"\\${'['.repeat(100)}` }))).toBeDefined()
})

test('refuses bytes that are not UTF-8', () => {
  expect(() => readJsonBody(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow(/not valid UTF-8/)
})
