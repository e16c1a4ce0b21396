import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { createTestDatabase } from '../../../../test/database.ts'
import { insertCompany } from '../../../../test/insert-company.ts'
import { createSequences, EXAMPLE_JOURNEY, type Sequences } from '../index.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let companyId: string
let userId: string
let sequences: Sequences

const clock = manualClock(new Date('2026-03-02T08:00:00Z'))

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())
beforeEach(async () => {
  const company = await insertCompany(db)
  companyId = company.companyId
  userId = company.userId
  sequences = createSequences({
    db,
    clock,
    newId: createIds({ clock }),
    mailboxes: { mailboxIdsByAddress: async () => new Map(), mailboxAddresses: async () => new Map() },
    notify: async () => {},
    onPublished: async () => {},
    onStateChanged: async () => {},
  })
})

const importFile = (text: string, publish = true) =>
  sequences.importJourneyFile({ companyId, userId, text, publish })
const failure = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw new Error('expected an AppError', { cause: error })
}
const journey = (nodes: string, start = 'a') => `name: J\nstart: ${start}\nnodes:\n${nodes}`

describe('a journey file', () => {
  it('makes a journey, and imported again changes nothing', async () => {
    const { sequenceId, version } = await importFile(EXAMPLE_JOURNEY)
    expect(version).toBe(1)
    const text = await sequences.exportJourneyFile({ companyId, sequenceId })
    expect(await importFile(text)).toMatchObject({ sequenceId, created: false, changed: false, version: 1 })
    expect(await importFile(EXAMPLE_JOURNEY)).toMatchObject({ changed: false })
  })

  it('keeps the ids of nodes of the same name, and numbers mails and tasks as they are reached', async () => {
    const mail = (name: string, next: string) =>
      `  ${name}: {mail: {template: ${name}, subject: s, body: b}, next: ${next}}\n`
    const { sequenceId } = await importFile(
      journey(
        `  c: end\n${mail('b', 'c')}  a: {if: {tag: x}, yes: b, no: d}\n${mail('d', 'call')}  call: {call: Ring, next: c}\n`,
      ),
    )
    const before = (await sequences.journeyById({ companyId, sequenceId })).published?.nodes ?? []
    const stored = async () =>
      (
        await db.query<{ title: string; number: number | null; kind: string; gone: boolean }>(
          `SELECT title, number, kind, removed_at IS NOT NULL AS gone FROM sequence_steps
           WHERE company_id = $1 AND sequence_id = $2 AND kind IN ('mail', 'call') ORDER BY number NULLS LAST, title`,
          [companyId, sequenceId],
        )
      ).rows.map(({ title, number, gone }) => [title, number, gone])
    expect(await stored()).toEqual([
      ['b', 1, false],
      ['d', 2, false],
      ['Ring', 3, false],
    ])
    await importFile(journey(`  a: {if: {tag: x}, yes: d, no: c}\n${mail('d', 'c')}  c: end\n`))
    const after = (await sequences.journeyById({ companyId, sequenceId })).published?.nodes ?? []
    const idOf = (nodes: typeof after, name: string) => nodes.find((node) => node.name === name)?.id
    for (const name of ['a', 'c', 'd']) expect(idOf(after, name)).toBe(idOf(before, name))
    expect(await stored()).toEqual([
      ['d', 1, false],
      ['Ring', null, true],
      ['b', null, true],
    ])
  })

  it('names lists, cadences and journeys that there are not, with the nearest', async () => {
    await sequences.importCadenceFile({
      companyId,
      userId,
      text: 'name: Intro\nsteps:\n  - call: Ring\n',
      publish: false,
    })
    const error = await failure(
      importFile(
        journey('  a: {startCadence: Intra, next: b}\n  b: {stopJourney: Nowhere, next: c}\n  c: end\n'),
      ),
    )
    expect(error.message).toMatch(
      /nodes\.a\.startCadence: there is no cadence called "Intra"\. Did you mean "Intro"/,
    )
    expect(error.message).toMatch(/nodes\.b\.stopJourney: there is no journey called "Nowhere"/)
    const drafted = await failure(importFile(journey('  a: {startCadence: Intro, next: c}\n  c: end\n')))
    expect(drafted.message).toMatch(/nodes\.a: the cadence "Intro" is a draft/)
    const lists = await failure(importFile(journey('  a: {moveToList: Nobody, next: c}\n  c: end\n')))
    expect(lists.message).toMatch(/nodes\.a\.moveToList: there is no list "Nobody"/)
    expect(await sequences.listSequences({ companyId, kind: 'journey' })).toEqual([])
  })

  it('does not start itself', async () => {
    const { sequenceId } = await importFile(journey('  a: end\n'))
    expect(
      (await failure(importFile(journey('  a: {startJourney: J, next: b}\n  b: end\n')))).message,
    ).toMatch(/nodes\.a: a journey cannot start or stop itself/)
    expect((await sequences.journeyById({ companyId, sequenceId })).version).toBe(1)
  })
})

describe('cadences and journeys', () => {
  it('are not taken for each other', async () => {
    const journeyId = (await importFile(journey('  a: end\n'))).sequenceId
    expect(await failure(sequences.cadenceById({ companyId, sequenceId: journeyId }))).toMatchObject({
      code: 'not_found',
    })
    const pause = sequences.pauseSequence({ companyId, sequenceId: journeyId, kind: 'cadence' })
    expect(await failure(pause)).toMatchObject({ code: 'not_found' })
    await sequences.pauseSequence({ companyId, sequenceId: journeyId, kind: 'journey' })
    expect(await sequences.journeyById({ companyId, sequenceId: journeyId })).toMatchObject({
      state: 'paused',
    })
  })
})
