import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { explainFailure } from './explain-failure.ts'

const explain = async (output: string) =>
  (await explainFailure({ doing: 'start', output, dataDir: tmpdir() })).message.replace(
    ` Its log is in ${tmpdir()}.`,
    '',
  )

test('the last complaint is told, with its hint, without time and level', async () => {
  const output = `2026-01-01 10:00:00.123 UTC [12] LOG:  starting
2026-01-01 10:00:00.123 UTC [12] FATAL:  could not map memory
2026-01-01 10:00:00.124 UTC [12] HINT:  Use less.
2026-01-01 10:00:00.125 UTC [12] LOG:  database system is shut down`
  expect(await explain(output)).toBe('PostgreSQL could not start: could not map memory; Use less.')
})

test('a program that says only one thing is quoted, and silence is called so', async () => {
  expect(await explain('initdb: error: could not look up effective user ID 7: user does not exist\n')).toBe(
    'PostgreSQL could not start: could not look up effective user ID 7: user does not exist.',
  )
  expect(await explain('\n')).toBe('PostgreSQL could not start: it gave no reason.')
})

test('a full disk is told as such wherever it shows', async () => {
  expect(await explain('PANIC:  could not write to file "pg_wal/x": No space left on device')).toMatch(
    /^The disk that holds .* is full \(\d+ MB free\), so PostgreSQL could not start\. Nothing that was saved is lost/,
  )
})
