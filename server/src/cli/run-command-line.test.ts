import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runCommandLine } from './run-command-line.ts'

let out = ''
beforeEach(() => {
  out = ''
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      out += text
      return true
    })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const help = async (...words: string[]): Promise<string> => {
  out = ''
  expect(await runCommandLine([...words, '--help'])).toBe(0)
  return out
}
const commandsIn = (text: string): string[] =>
  [...(text.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].flatMap(([, name]) => name ?? [])

test('every command says with --help what it does and takes, and those that print a result have --json', async () => {
  const top = commandsIn(await help()).filter((name) => name !== 'help')
  expect(top).toEqual(
    expect.arrayContaining([
      'serve',
      'user',
      'mailbox',
      'cadence',
      'prospects',
      'status',
      'task',
      'uncertain',
      'doctor',
    ]),
  )
  for (const name of top) {
    const text = await help(name)
    expect(text).toContain(`Usage: cadenza ${name}`)
    const below = commandsIn(text).filter((one) => one !== 'help')
    if (below.length === 0 && name !== 'serve') expect(text).toContain('--json')
    for (const one of below) expect(await help(name, one)).toContain('--json')
  }
})

test('words that are off end with 2 and say where to look', async () => {
  expect(await runCommandLine(['mailbox', 'add', '--from', 'a@b.test'])).toBe(2)
  expect(out).toMatch(/required option '--user <address>' not specified[\s\S]*--help/)
  expect(await runCommandLine(['fly'])).toBe(2)
  expect(out).toContain("unknown command 'fly'")
})
