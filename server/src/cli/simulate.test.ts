import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runCommandLine } from './run-command-line.ts'

let printed: string[]
beforeEach(() => {
  printed = []
  const write = (line: string) => void printed.push(line)
  vi.spyOn(console, 'log').mockImplementation(write)
  vi.spyOn(console, 'error').mockImplementation(write)
})
afterEach(() => {
  vi.restoreAllMocks()
})

test('shows each day and the sum of them', async () => {
  expect(await runCommandLine(['simulate', '--prospects', '3', '--days', '2'])).toBe(0)
  const lines = printed.map((line) => line.split(/ {2,}/).map((cell) => cell.trim()))
  expect(lines[0]?.slice(0, 3)).toEqual(['day', 'sent', 'opened'])
  expect(lines.slice(1, 4).map(([day]) => day)).toEqual(['2027-03-01', '2027-03-02', 'all days'])
  expect(lines[3]?.[1]).toBe('3')
  expect(printed.at(-1)).toMatch(/^2 days with 3 prospects took [\d.]+ s\.$/)
}, 120_000)

test.each([
  ['--prospects', '0'],
  ['--prospects', 'many'],
  ['--days', '1000'],
])('%s %s is refused with what is right', async (option, value) => {
  expect(await runCommandLine(['simulate', option, value])).toBe(1)
  expect(printed.join()).toContain(`${option} is "${value}", but it must be a whole number from 1 to`)
})
