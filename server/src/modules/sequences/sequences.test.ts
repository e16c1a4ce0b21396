import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { createTestDatabase } from '../../../test/database.ts'
import { insertCompany } from '../../../test/insert-company.ts'
import { EXAMPLE_CADENCE } from './cadence-file/example-cadence.ts'
import {
  createSequences,
  DEFAULT_SETTINGS,
  type DraftDefinition,
  type DraftStep,
  type Sequences,
} from './index.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let companyId: string
let userId: string
let happened: string[]
let sequences: Sequences

const clock = manualClock(new Date('2026-03-02T08:00:00Z'))
const MAILBOX = '6900000000000000000000aa'

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())
beforeEach(async () => {
  const company = await insertCompany(db)
  companyId = company.companyId
  userId = company.userId
  happened = []
  sequences = createSequences({
    db,
    clock,
    newId: createIds({ clock }),
    mailboxes: {
      mailboxIdsByAddress: async (_tx, { addresses }) =>
        new Map(addresses.filter((one) => one === 'steve@acme.test').map((one) => [one, MAILBOX])),
      mailboxAddresses: async (_tx, { mailboxIds }) =>
        new Map(mailboxIds.filter((id) => id === MAILBOX).map((id) => [id, 'steve@acme.test'])),
    },
    notify: async (_tx, { kind, text }) => void happened.push(`${kind}: ${text}`),
    onPublished: async (_tx, input) => void happened.push(`published ${input.sequenceId}`),
    onStateChanged: async (_tx, input) => void happened.push(input.state),
  })
})

const mail = (template: string, subject = 'Hello'): DraftStep => ({
  kind: 'mail',
  options: [{ template, weight: 1, subject, body: 'Hi {{ FirstName | default: "there" }}' }],
})
const wait = (amount: number): DraftStep => ({ kind: 'wait', wait: { amount, unit: 'days' } })
const call: DraftStep = { kind: 'task', task: 'call', title: 'Ring', note: '' }
const definition = (...steps: DraftStep[]): DraftDefinition => ({ settings: DEFAULT_SETTINGS, steps })

const create = async (name: string, ...steps: DraftStep[]): Promise<string> =>
  (await sequences.createSequence({ companyId, userId, name, definition: definition(...steps) })).sequenceId
const publish = (sequenceId: string) => sequences.publishSequence({ companyId, sequenceId })
const failure = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw new Error('expected an AppError', { cause: error })
}
const storedSteps = async (sequenceId: string) =>
  (
    await db.query<{ step_id: string; kind: string; number: number | null; title: string; removed: boolean }>(
      `SELECT step_id, kind, number, title, removed_at IS NOT NULL AS removed FROM sequence_steps
       WHERE company_id = $1 AND sequence_id = $2 ORDER BY number NULLS LAST, step_id`,
      [companyId, sequenceId],
    )
  ).rows

describe('names', () => {
  it('are unique per kind, trimmed and in any case', async () => {
    await create('Intro', call)
    expect(await failure(create('  iNTRO ', call))).toMatchObject({ code: 'conflict', field: 'name' })
    await sequences.createSequence({ companyId, userId, kind: 'journey', name: 'Intro' })
    expect(await failure(create(' \n', call))).toMatchObject({ code: 'invalid_input', field: 'name' })
  })

  it('find a sequence, or its nearest', async () => {
    const id = await create('Introduction', call)
    await publish(id)
    expect(
      await sequences.sequenceByName({ companyId, kind: 'cadence', name: ' introDUCTION ' }),
    ).toMatchObject({ id })
    const error = await failure(sequences.sequenceByName({ companyId, kind: 'cadence', name: 'Introdution' }))
    expect(error).toMatchObject({ code: 'not_found', field: 'cadenceName' })
    expect(error.message).toBe('There is no cadence called "Introdution". Did you mean "Introduction"?')
  })

  it('tell of a journey where a cadence is asked for', async () => {
    await sequences.createSequence({ companyId, userId, kind: 'journey', name: 'Welcome' })
    const error = await failure(sequences.sequenceByName({ companyId, kind: 'cadence', name: 'welcome' }))
    expect(error.message).toBe('There is no cadence called "welcome". There is a journey of that name.')
  })

  it('of drafts do not count as published', async () => {
    await create('Later', call)
    const error = await failure(
      sequences.sequenceByName({ companyId, kind: 'cadence', name: 'later', publishedOnly: true }),
    )
    expect(error.message).toContain('is a draft')
  })

  it('can change', async () => {
    const id = await create('One', call)
    await create('Two', call)
    expect(await failure(sequences.renameSequence({ companyId, sequenceId: id, name: 'TWO' }))).toMatchObject(
      { code: 'conflict' },
    )
    await sequences.renameSequence({ companyId, sequenceId: id, name: ' ONE ' })
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({ name: 'ONE' })
  })

  it('are not seen by another company', async () => {
    const id = await create('Mine', call)
    const other = await insertCompany(db)
    expect(
      await failure(sequences.sequenceById({ companyId: other.companyId, sequenceId: id })),
    ).toMatchObject({ code: 'not_found' })
    expect(await sequences.listSequences({ companyId: other.companyId })).toEqual([])
  })
})

describe('publishing', () => {
  it('makes the draft live, with its steps and options', async () => {
    const id = await create('A', mail('Intro'), wait(3), call)
    expect(await publish(id)).toEqual({ version: 1, changed: true })
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({
      state: 'live',
      draft: null,
      version: 1,
    })
    expect(await storedSteps(id)).toMatchObject([
      { kind: 'mail', number: 1, title: 'Intro', removed: false },
      { kind: 'call', number: 2, title: 'Ring', removed: false },
      { kind: 'wait', number: null, removed: false },
    ])
    expect(happened).toEqual([`published ${id}`])
    expect(await publish(id)).toEqual({ version: 1, changed: false })
  })

  it('keeps the ids of steps through edits, and those of removed ones', async () => {
    const id = await create('A', mail('Intro'), wait(3), mail('Second', ''), call)
    await publish(id)
    const before =
      (await sequences.cadenceById({ companyId, sequenceId: id })).published?.steps.map((step) => step.id) ??
      []
    await sequences.saveDraft({
      companyId,
      sequenceId: id,
      definition: definition(mail('Second'), wait(3), mail('New')),
    })
    await publish(id)
    const after =
      (await sequences.cadenceById({ companyId, sequenceId: id })).published?.steps.map((step) => step.id) ??
      []
    // Second is found by its template though it moved, the wait by itself; New is a new step.
    expect(after.slice(0, 2)).toEqual([before[2], before[1]])
    expect(before).not.toContain(after[2])
    const rows = await storedSteps(id)
    expect(
      rows
        .filter(({ removed }) => removed)
        .map(({ step_id }) => step_id)
        .sort(),
    ).toEqual([before[0], before[3]].sort())
    expect(rows.filter(({ removed }) => removed).every(({ number }) => number === null)).toBe(true)
  })

  it('is refused with every mistake and its path, and changes nothing', async () => {
    const id = await create('A', { ...mail('Intro', ''), kind: 'mail' } as DraftStep, wait(0))
    const error = await failure(publish(id))
    expect(error).toMatchObject({ code: 'invalid_input', field: 'steps[0].mail[0].subject' })
    expect(error.message.split('\n').map((line) => line.split(':')[0])).toEqual([
      'steps[0].mail[0].subject',
      'steps[1].wait',
    ])
    expect(await storedSteps(id)).toEqual([])
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({
      state: 'draft',
      version: 0,
    })
  })

  it('is refused for a mailbox or calendar that does not exist', async () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      mailboxes: { of: 'list' as const, mailboxIds: [MAILBOX, 'f'.repeat(24)] },
      holidays: { days: [], calendarId: 'e'.repeat(24) },
    }
    const { sequenceId } = await sequences.createSequence({
      companyId,
      userId,
      name: 'A',
      definition: { settings, steps: [call] },
    })
    const error = await failure(publish(sequenceId))
    expect(error.message).toMatch(/^mailboxes\[1\]: .*\nholidays\.calendar: /)
  })

  it('is undone as a whole when what follows fails', async () => {
    const id = await create('A', call)
    const failing = createSequences({
      ...depsOf(),
      onPublished: async () => {
        throw new Error('no')
      },
    })
    await expect(failing.publishSequence({ companyId, sequenceId: id })).rejects.toThrow('no')
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({
      state: 'draft',
      version: 0,
    })
    expect(await storedSteps(id)).toEqual([])
  })

  it('happens once when asked twice at the same time', async () => {
    const id = await create('A', call)
    const answers = await Promise.all([publish(id), publish(id)])
    expect(answers.map(({ changed }) => changed).sort()).toEqual([false, true])
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({ version: 1 })
  })

  const depsOf = () => ({
    db,
    clock,
    newId: createIds({ clock }),
    mailboxes: { mailboxIdsByAddress: async () => new Map(), mailboxAddresses: async () => new Map() },
    notify: async () => {},
    onStateChanged: async () => {},
  })
})

describe('a draft', () => {
  it('that says what is published is none', async () => {
    const id = await create('A', call)
    await publish(id)
    expect(
      await sequences.saveDraft({ companyId, sequenceId: id, definition: definition(call) }),
    ).toMatchObject({ changed: false })
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({ draft: null })
  })

  it('can be thrown away once something is published', async () => {
    const id = await create('A', call)
    expect(await failure(sequences.discardDraft({ companyId, sequenceId: id }))).toMatchObject({
      code: 'not_allowed',
    })
    await publish(id)
    await sequences.saveDraft({ companyId, sequenceId: id, definition: definition(call, call) })
    await sequences.discardDraft({ companyId, sequenceId: id })
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({
      draft: null,
      version: 1,
    })
  })

  it('keeps what PostgreSQL could not', async () => {
    const id = await create('A', mail('Nul\0l \ud800', 'x'))
    const { draft } = await sequences.cadenceById({ companyId, sequenceId: id })
    expect(draft?.steps[0]).toMatchObject({ options: [{ template: 'Null \ufffd' }] })
  })
})

describe('state', () => {
  it('goes from live to paused and back', async () => {
    const id = await create('A', call)
    expect(await failure(sequences.pauseSequence({ companyId, sequenceId: id }))).toMatchObject({
      code: 'not_allowed',
    })
    await publish(id)
    await sequences.pauseSequence({ companyId, sequenceId: id, reason: 'holidays' })
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({
      state: 'paused',
      pauseReason: 'holidays',
    })
    await sequences.saveDraft({ companyId, sequenceId: id, definition: definition(call, call) })
    await publish(id)
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({
      state: 'paused',
      version: 2,
    })
    await sequences.resumeSequence({ companyId, sequenceId: id })
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({
      state: 'live',
      pauseReason: null,
    })
    expect(happened.filter((one) => !one.startsWith('published'))).toEqual(['paused', 'live'])
  })

  it('tells the owner once when it pauses itself', async () => {
    const id = await create('A', call)
    await publish(id)
    const pause = () =>
      db.transaction((tx) =>
        sequences.pauseSequenceBecause(tx, { companyId, sequenceId: id, reason: '6 % bounced.' }),
      )
    expect(await pause()).toBe(true)
    expect(await pause()).toBe(false)
    expect(happened.filter((one) => one.startsWith('sequence_paused'))).toEqual([
      'sequence_paused: The cadence "A" was paused: 6 % bounced.',
    ])
  })

  it('ends in the archive, or in nothing when it was never published', async () => {
    const draft = await create('Draft', call)
    expect(await sequences.archiveSequence({ companyId, sequenceId: draft })).toEqual({ deleted: true })
    const id = await create('A', call)
    await publish(id)
    expect(await sequences.archiveSequence({ companyId, sequenceId: id })).toEqual({ deleted: false })
    expect(await failure(publish(id))).toMatchObject({ code: 'not_allowed' })
    expect(await failure(sequences.resumeSequence({ companyId, sequenceId: id }))).toMatchObject({
      code: 'not_allowed',
    })
    await sequences.restoreSequence({ companyId, sequenceId: id })
    expect(await sequences.sequenceById({ companyId, sequenceId: id })).toMatchObject({ state: 'paused' })
  })
})

describe('lists', () => {
  it('show published ones, by owner, in pages', async () => {
    const ids = [await create('A', call), await create('B', call), await create('C', call)]
    await create('Draft', call)
    for (const id of ids) await publish(id)
    await sequences.archiveSequence({ companyId, sequenceId: ids[2] ?? '' })
    const names = async (input: object) =>
      (await sequences.listSequences({ companyId, ...input })).map(({ name }) => name)
    expect(await names({ publishedOnly: true })).toEqual(['A', 'B'])
    expect(await names({ publishedOnly: true, ownerId: 'nobody' })).toEqual([])
    expect(await names({ limit: 2 })).toEqual(['A', 'B'])
    expect(await names({ limit: 2, after: ids[1] })).toEqual(['C', 'Draft'])
    expect(await names({ states: ['draft'] })).toEqual(['Draft'])
    expect((await sequences.listSequences({ companyId }))[0]).toMatchObject({
      ownerEmail: 'steve@acme.test',
      hasDraft: false,
    })
  })
})

describe('definitionsOf', () => {
  it('reads a definition once, and again when it changed', async () => {
    const id = await create('A', call)
    const statements: string[] = []
    const counted = {
      query: <R>(text: string, values?: readonly unknown[]) => {
        statements.push(text)
        return db.query<R>(text, values)
      },
    }
    const read = async () =>
      (await sequences.definitionsOf(counted, { companyId, sequenceIds: [id, id] })).get(id)
    expect(await read()).toBeUndefined()
    await publish(id)
    statements.length = 0
    expect(await read()).toMatchObject({ id, version: 1, state: 'live', name: 'A', ownerId: userId })
    expect(statements).toHaveLength(2)
    await read()
    expect(statements).toHaveLength(3)
    await sequences.saveDraft({ companyId, sequenceId: id, definition: definition(call, wait(1), call) })
    await publish(id)
    expect((await read())?.definition).toHaveProperty('steps.length', 3)
  })

  it('is not fooled by what was read before a rollback', async () => {
    const id = await create('A', call)
    await publish(id)
    await sequences.saveDraft({ companyId, sequenceId: id, definition: definition(call, call) })
    const failing = createSequences({
      db,
      clock,
      newId: createIds({ clock }),
      mailboxes: { mailboxIdsByAddress: async () => new Map(), mailboxAddresses: async () => new Map() },
      notify: async () => {},
      onStateChanged: async () => {},
      onPublished: async (tx) => {
        const seen = await sequences.definitionsOf(tx, { companyId, sequenceIds: [id] })
        expect(seen.get(id)).toMatchObject({ version: 2 })
        throw new Error('rolled back')
      },
    })
    await expect(failing.publishSequence({ companyId, sequenceId: id })).rejects.toThrow('rolled back')
    await sequences.saveDraft({ companyId, sequenceId: id, definition: definition(call, call, call) })
    await publish(id)
    const found = (await sequences.definitionsOf(db, { companyId, sequenceIds: [id] })).get(id)
    expect(found).toMatchObject({ version: 2 })
    expect(found?.definition).toHaveProperty('steps.length', 3)
  })

  it('merges a holiday calendar, also after the calendar changed', async () => {
    const calendar = await sequences.createCalendar({
      companyId,
      name: 'Ours',
      country: 'US',
      days: ['2026-12-24'],
    })
    const settings = { ...DEFAULT_SETTINGS, holidays: { days: ['2026-12-31'], calendarId: calendar.id } }
    const { sequenceId } = await sequences.createSequence({
      companyId,
      userId,
      name: 'A',
      definition: { settings, steps: [call] },
    })
    await publish(sequenceId)
    const holidays = async () =>
      (await sequences.definitionsOf(db, { companyId, sequenceIds: [sequenceId] })).get(sequenceId)
        ?.definition.settings.holidays
    expect(await holidays()).toMatchObject({ country: 'US', days: ['2026-12-24', '2026-12-31'] })
    happened = []
    await sequences.updateCalendar({
      companyId,
      calendarId: calendar.id,
      name: 'Ours',
      country: 'DE',
      days: ['2026-05-01'],
    })
    expect(await holidays()).toMatchObject({ country: 'DE', days: ['2026-05-01', '2026-12-31'] })
    expect(happened).toEqual([`published ${sequenceId}`])
    expect(await failure(sequences.deleteCalendar({ companyId, calendarId: calendar.id }))).toMatchObject({
      code: 'not_allowed',
    })
  })
})

describe('templates', () => {
  it('are made, changed, listed and deleted', async () => {
    const made = await sequences.createTemplate({
      companyId,
      userId,
      name: 'Intro',
      subject: 'Hi',
      body: 'Two\n\nparagraphs',
    })
    expect(made.body).toBe('<p>Two</p>\n<p>paragraphs</p>')
    expect(
      await failure(sequences.createTemplate({ companyId, userId, name: 'INTRO', subject: '', body: '' })),
    ).toMatchObject({ code: 'conflict' })
    expect(
      await failure(sequences.updateTemplate({ companyId, templateId: made.id, body: '{% if %}' })),
    ).toMatchObject({ field: 'body' })
    expect(await sequences.updateTemplate({ companyId, templateId: made.id, subject: 'Ho' })).toMatchObject({
      subject: 'Ho',
      name: 'Intro',
    })
    expect(await sequences.listTemplates({ companyId, limit: 10 })).toHaveLength(1)
    await sequences.deleteTemplate({ companyId, templateId: made.id })
    expect(await failure(sequences.templateById({ companyId, templateId: made.id }))).toMatchObject({
      code: 'not_found',
    })
  })
})

describe('a cadence file', () => {
  const importFile = (text: string, publishIt = true) =>
    sequences.importCadenceFile({ companyId, userId, text, publish: publishIt })

  it('is imported, and importing it again changes nothing', async () => {
    const first = await importFile(EXAMPLE_CADENCE)
    expect(first).toMatchObject({ created: true, changed: true, version: 1, name: 'Introduction' })
    expect(await importFile(EXAMPLE_CADENCE)).toEqual({ ...first, created: false, changed: false })
    const text = await sequences.exportCadenceFile({ companyId, sequenceId: first.sequenceId })
    expect(await importFile(text)).toMatchObject({ changed: false, version: 1 })
  })

  it('keeps the steps of an earlier import', async () => {
    const { sequenceId } = await importFile(
      'name: A\nsteps:\n  - mail: {template: One, subject: Hi, body: x}\n  - wait: 2 days\n  - call: Ring\n',
    )
    const before = await storedSteps(sequenceId)
    await importFile(
      'name: a\nsteps:\n  - mail: {template: One, subject: Changed, body: y}\n  - wait: 3 days\n  - call: Ring again\n',
    )
    expect((await storedSteps(sequenceId)).map(({ step_id }) => step_id)).toEqual(
      before.map(({ step_id }) => step_id),
    )
    expect(await sequences.sequenceById({ companyId, sequenceId })).toMatchObject({ name: 'A', version: 2 })
  })

  it('takes mailboxes by address and text from saved templates', async () => {
    await sequences.createTemplate({ companyId, userId, name: 'Saved', subject: 'Hello', body: '<b>Hi</b>' })
    const { sequenceId } = await importFile(
      'name: A\nmailboxes: [Steve@acme.test]\nsteps:\n  - mail: {template: saved}\n',
    )
    const { published } = await sequences.cadenceById({ companyId, sequenceId })
    expect(published?.settings.mailboxes).toEqual({ of: 'list', mailboxIds: [MAILBOX] })
    expect(published?.steps[0]).toMatchObject({ options: [{ subject: 'Hello', body: '<b>Hi</b>' }] })
    expect(await sequences.exportCadenceFile({ companyId, sequenceId })).toContain('- steve@acme.test')
  })

  it('names what does not exist with its line, and does nothing', async () => {
    const error = await failure(
      importFile('name: A\nmailboxes: [x@acme.test]\nsteps:\n  - mail: {template: Nothing}\n'),
    )
    expect(error.message).toMatch(
      /^line 2, column 13, mailboxes\[0\]: there is no mailbox x@acme\.test.*\nline 4, column 22, steps\[0\]\.mail\[0\]\.template: /,
    )
    expect(await sequences.listSequences({ companyId })).toEqual([])
  })

  it('can stay a draft', async () => {
    const { sequenceId } = await importFile('name: A\nsteps: [{call: Ring}]', false)
    expect(await sequences.sequenceById({ companyId, sequenceId })).toMatchObject({
      state: 'draft',
      version: 0,
    })
  })
})
