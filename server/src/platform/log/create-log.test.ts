import { expect, test } from 'vitest'
import { createLog } from './create-log.ts'

const recordLines = () => {
  const lines: Record<string, unknown>[] = []
  return { lines, write: (line: string) => void lines.push(JSON.parse(line)) }
}

test('each entry is one JSON object with a level, a time and its sentence', () => {
  const destination = recordLines()
  createLog({ destination }).warn({ companyId: 'c1' }, 'a mailbox paused itself')
  expect(destination.lines).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      companyId: 'c1',
      msg: 'a mailbox paused itself',
    },
  ])
})

test('secrets are hidden at every depth that is logged', () => {
  const destination = recordLines()
  createLog({ destination }).info({
    password: 's3cret',
    request: { headers: { 'x-api-key': 's3cret', authorization: 's3cret', cookie: 's3cret', host: 'a' } },
    mailbox: { smtp: { auth: { pass: 's3cret', user: 'steve' } } },
  })
  const text = JSON.stringify(destination.lines)
  expect(text).not.toContain('s3cret')
  expect(text).toContain('steve')
})

test('an error keeps its stack and its causes', () => {
  const destination = recordLines()
  createLog({ destination }).error({ err: new Error('outer', { cause: new Error('inner') }) }, 'it failed')
  expect(JSON.stringify(destination.lines[0])).toContain('inner')
  expect(destination.lines[0]?.err).toMatchObject({ type: 'Error', message: 'outer' })
})

test('the row that PostgreSQL quotes in an error is not repeated', () => {
  const destination = recordLines()
  const refused = Object.assign(new Error('null value in column "a"'), {
    code: '23502',
    detail: 'Failing row contains (Dear Ann, …).',
  })
  const log = createLog({ destination })
  log.error({ err: refused }, 'it failed')
  log.error({ err: new Error('outer', { cause: refused }) }, 'it failed')
  const text = JSON.stringify(destination.lines)
  expect(text).toContain('null value in column')
  expect(text).not.toContain('Dear Ann')
})
