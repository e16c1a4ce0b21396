// The checks of architecture.test.ts over made-up sources: each finds what it is there for, and no more.
import { describe, expect, it } from 'vitest'
import { moduleCycles, wrongArrows } from './architecture-arrows.ts'
import { headerOf, importsOf, reachedFrom, type Source } from './architecture-sources.ts'
import { ownSurroundings } from './architecture-surroundings.ts'
import { foreignWrites, tablesOf, unannouncedReads } from './architecture-tables.ts'

const src = (path: string, text: string): Source => ({ path: `server/src/${path}`, text })
const importing = (path: string, ...specifiers: string[]): Source =>
  src(path, specifiers.map((specifier) => `import { x } from '${specifier}'\n`).join(''))

describe('reading sources', () => {
  it('finds imports of every kind, and none in comments', () => {
    const text = `import fs from 'node:fs'
import {
  a,
  type B,
} from './a.ts'
export * from '../b/index.ts'
export type { C } from "#platform/c/index.ts"
import './side.ts'
const d = await import('#modules/d/index.ts')
// import x from './no.ts'
/** import x from './no.ts' */
export const from = 'x'
`
    expect(importsOf(src('modules/m/f.ts', text))).toEqual([
      'node:fs',
      'server/src/modules/m/a.ts',
      'server/src/modules/b/index.ts',
      'server/src/platform/c/index.ts',
      'server/src/modules/m/side.ts',
      'server/src/modules/d/index.ts',
    ])
  })

  it('follows them from the entry', () => {
    const sources = [
      importing('main.ts', './cli/a.ts'),
      importing('cli/a.ts', '#modules/m/index.ts', 'pg'),
      importing('modules/m/index.ts', '../../main.ts'),
      importing('modules/m/scene.ts', './index.ts'),
    ]
    expect(reachedFrom(sources, 'server/src/main.ts').map(({ path }) => path.slice(11))).toEqual([
      'main.ts',
      'cli/a.ts',
      'modules/m/index.ts',
    ])
  })

  it('takes all comments before the code for the header', () => {
    expect(headerOf(src('a.ts', '// one\n// two\n\n/** three */\nconst a = 1 // four\n'))).toMatch(
      /one\s[\s\S]*two\s[\s\S]*three/,
    )
    expect(headerOf(src('a.ts', '// one\nconst a = 1 // four\n// five'))).toBe('// one\n')
    expect(headerOf(src('a.ts', 'const a = 1'))).toBe('')
  })
})

describe('arrows', () => {
  it.each([
    ['platform/db/a.ts', '#modules/tasks/index.ts'],
    ['platform/db/a.ts', '../../config.ts'],
    ['modules/tasks/a.ts', '#klenty-api/index.ts'],
    ['modules/tasks/a.ts', '../../app.ts'],
    ['modules/tasks/a.ts', '#test/database.ts'],
    ['modules/tasks/a.ts', '#modules/prospects/status.ts'],
    ['modules/tasks/a.ts', '../prospects/status.ts'],
    ['modules/tasks/a.ts', '#modules/sequences/core/index.ts'],
    ['modules/engine/a.ts', '#modules/outbound/index.ts'],
    ['modules/engine/core/a.ts', '#modules/tracking/index.ts'],
    ['modules/inbound/a.ts', '#modules/engine/index.ts'],
    ['modules/imports/a.ts', '#modules/engine/index.ts'],
    ['klenty-api/a.ts', '#modules/tasks/task.ts'],
    ['klenty-api/a.ts', '#cli/output.ts'],
    ['mcp/a.ts', '#klenty-api/index.ts'],
    ['cli/a.ts', '#modules/tasks/task.ts'],
    ['app.ts', './modules/tasks/task.ts'],
  ])('%s must not import %s', (path, specifier) => {
    expect(wrongArrows([importing(path, specifier)])).toHaveLength(1)
  })

  it.each([
    ['platform/http/a.ts', '#platform/log/index.ts'],
    ['modules/tasks/a.ts', './b.ts'],
    ['modules/tasks/deep/a.ts', '../b.ts'],
    ['modules/tasks/a.ts', '#modules/prospects/index.ts'],
    ['modules/engine/core/a.ts', '#modules/sequences/definition.ts'],
    ['modules/tasks/a.ts', '@cadenza/mailkit'],
    ['klenty-api/a.ts', '#modules/engine/index.ts'],
    ['cli/a.ts', '../app.ts'],
    ['cli/a.ts', '#klenty-api/index.ts'],
    ['app.ts', '#modules/engine/index.ts'],
    ['demo/world/a.ts', '#platform/clock/index.ts'],
  ])('%s may import %s', (path, specifier) => {
    expect(wrongArrows([importing(path, specifier)])).toEqual([])
  })

  it('keeps packages by themselves', () => {
    const from = (specifier: string) =>
      wrongArrows([{ path: 'packages/mailkit/src/a/b.ts', text: `import { x } from '${specifier}'\n` }])
    for (const wrong of [
      '#platform/log/index.ts',
      '../../../../server/src/config.ts',
      '../../../contracts/src/index.ts',
    ])
      expect(from(wrong)).toHaveLength(1)
    for (const right of ['../c.ts', 'postal-mime', 'node:crypto', '@cadenza/contracts'])
      expect(from(right)).toEqual([])
  })

  it('finds circles once, however long', () => {
    const chain = (...names: string[]) =>
      names.map((name, index) =>
        importing(`modules/${name}/a.ts`, `#modules/${names[(index + 1) % names.length]}/index.ts`),
      )
    expect(moduleCycles(chain('b', 'a'))).toEqual(['a → b → a'])
    expect(moduleCycles(chain('c', 'a', 'b'))).toEqual(['a → b → c → a'])
    expect(moduleCycles([...chain('a', 'b'), ...chain('c', 'd')])).toEqual(['a → b → a', 'c → d → c'])
    expect(moduleCycles(chain('a', 'b', 'c').slice(0, 2))).toEqual([])
    expect(moduleCycles([importing('modules/a/x.ts', './y.ts', '#platform/db/index.ts')])).toEqual([])
  })
})

describe('tables', () => {
  const owners = { tasks: ['tasks'], events: ['events'], instance: ['platform/secrets', 'accounts'] }
  const inTasks = (text: string, path = 'modules/tasks/q.ts') => [src(path, text)]

  it.each([
    'INSERT INTO events (id) VALUES ($1)',
    'WITH x AS (INSERT INTO\n  events SELECT 1)',
    'UPDATE events SET a = 1',
    'UPDATE ONLY events e SET a = 1',
    'SELECT 1 FROM tasks FOR UPDATE; UPDATE events SET a = 1',
    'DELETE FROM events WHERE a',
    'MERGE INTO events USING x',
    'TRUNCATE events',
    'TRUNCATE TABLE events',
    'UPDATE instance SET value = 1',
    'UPDATE unknown SET value = 1',
    `DELETE FROM $${'{table}'}`,
    'INSERT INTO "events" (id)',
  ])('a task may not %s', (sql) => {
    expect(foreignWrites(inTasks(`const q = \`${sql}\``), owners)).toHaveLength(1)
  })

  it.each(["db.insertInto('events')", 'db.updateTable("events")', "db\n  .deleteFrom('events as e')"])(
    'nor by %s',
    (code) => {
      expect(foreignWrites(inTasks(code), owners)).toHaveLength(1)
    },
  )

  it.each([
    'INSERT INTO tasks (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET a = 1',
    'UPDATE tasks SET a = 1',
    'SELECT 1 FROM events FOR UPDATE SKIP LOCKED',
    'SELECT 1 FROM events e FOR NO KEY UPDATE OF e',
    'REFERENCES x ON UPDATE CASCADE',
    'SELECT 1 FROM events',
  ])('but may %s', (sql) => {
    expect(foreignWrites(inTasks(`const q = \`${sql}\``), owners)).toEqual([])
  })

  it('knows the writers of a table that has several, and not those of comments', () => {
    const write = 'INSERT INTO instance (key) VALUES (1)'
    expect(foreignWrites(inTasks(write, 'platform/secrets/a.ts'), owners)).toEqual([])
    expect(foreignWrites(inTasks(write, 'modules/accounts/claim/a.ts'), owners)).toEqual([])
    expect(foreignWrites(inTasks(write, 'platform/db/a.ts'), owners)).toHaveLength(1)
    expect(foreignWrites(inTasks(write, 'cli/a.ts'), owners)).toHaveLength(1)
    expect(foreignWrites(inTasks(`// ${write}\n/**\n * ${write}\n */`), owners)).toEqual([])
  })

  it.each([
    'SELECT 1 FROM events',
    'SELECT 1 FROM tasks t JOIN events e ON true',
    'SELECT 1 FROM tasks t, events e',
    'SELECT 1 FROM tasks AS t,\n  lists l, events',
    'DELETE FROM tasks USING events',
    "db.selectFrom('events')",
  ])('who reads them says so: %s', (sql) => {
    const code = `const q = \`${sql}\``
    expect(unannouncedReads(inTasks(code), owners)).toHaveLength(1)
    expect(unannouncedReads(inTasks(`import a from 'a'\n// Reads events.\n${code}`), owners)).toHaveLength(1)
    expect(unannouncedReads(inTasks(`// Reads eventsx.\n${code}`), owners)).toHaveLength(1)
    expect(unannouncedReads(inTasks(`// Reads events, another module's.\n${code}`), owners)).toEqual([])
    expect(unannouncedReads(inTasks(code, 'modules/events/q.ts'), owners).join()).not.toMatch(/reads events/)
  })

  it('lists what migrations have made', () => {
    expect(
      tablesOf(['CREATE TABLE b (\n);\nCREATE TABLE a (\n);', 'DROP TABLE b;\nCREATE TABLE c (']),
    ).toEqual(['a', 'c'])
  })
})

describe('surroundings', () => {
  it.each([
    'const a = process.env.PORT',
    "const a = process['env']",
    'const { env } = process',
    "import { env } from 'node:process'",
    'const now = Date.now()',
    'const clock = Date.now',
    'const now = new Date()',
    'const now = new Date( )',
    'const now = new Date',
    'DateTime.now()',
    'DateTime.utc()',
    'const q = `SELECT\n now()`',
    "const q = 'WHERE a < now()'",
    'const q = `SELECT CURRENT_TIMESTAMP`',
    'const q = `SELECT clock_timestamp()`',
    'const a = Math.random()',
  ])('nobody writes %s', (code) => {
    expect(ownSurroundings([src('modules/a/b.ts', code)])).toHaveLength(1)
  })

  it.each([
    'const now = clock.now()',
    'const at = now()',
    'const then = new Date(now)',
    'const then = new Date(now.getTime())',
    'const a = { env: 1 }',
    'const random = parts.random ?? Math.random',
    'DateTime.fromJSDate(now)',
    'DateTime.utc(2026, 1, 1)',
    '// Date.now() is forbidden',
  ])('but may write %s', (code) => {
    expect(ownSurroundings([src('modules/a/b.ts', code)])).toEqual([])
  })

  it('each in its place', () => {
    expect(ownSurroundings([src('config.ts', 'process.env')])).toEqual([])
    expect(ownSurroundings([src('platform/clock/system-clock.ts', 'new Date()')])).toEqual([])
    expect(ownSurroundings([src('modules/a/config.ts', 'process.env')])).toHaveLength(1)
    expect(ownSurroundings([src('platform/db/clock.ts', 'new Date()')])).toHaveLength(1)
  })
})
