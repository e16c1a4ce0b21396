import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { createIds, type NewId } from '#platform/ids/index.ts'
import { createTestDatabase } from '../../../test/database.ts'
import { insertCompany, insertProspects } from '../../../test/insert-company.ts'
import { type ClosedTask, createTasks, type StepTask, type TaskDeps, type Tasks } from './index.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let clock: ManualClock
let newId: NewId
let companyId: string
let userId: string
let colleagueId: string
let prospectIds: string[]
let closed: ClosedTask[]
let order: string[]
let set: unknown[]
let calls: unknown[]
let tasks: Tasks

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())
beforeEach(async () => {
  const company = await insertCompany(db, ['steve@acme.test', 'jane@acme.test'])
  companyId = company.companyId
  userId = company.userId
  colleagueId = company.userIds[1] ?? ''
  prospectIds = await insertProspects(db, {
    companyId,
    ownerId: userId,
    emails: ['ann@x.test', 'bob@x.test'],
  })
  clock = manualClock(new Date('2026-03-02T12:00:00Z'))
  newId = createIds({ clock })
  closed = []
  order = []
  set = []
  calls = []
  tasks = createTasks(deps())
})

const deps = (): TaskDeps => ({
  db,
  clock,
  newId,
  lockEnrolments: async () => void order.push('locked'),
  onTasksClosed: async (_tx, _companyId, some) => {
    order.push(...some.map(() => 'closed'))
    closed.push(...some)
  },
  outcomesOf: async () => [
    { label: 'Not interested', kinds: ['call'], stops: true, setsOutcome: true },
    { label: 'Later', kinds: ['call', 'todo'], stops: false, setsOutcome: false },
  ],
  setOutcomes: async (_tx, { outcomes }) => void set.push(...outcomes),
  callMade: async (_tx, { disposition, taskId, prospectId }) => {
    calls.push({ disposition, taskId, prospectId })
  },
  onTasksCreated: async (_tx, _companyId, some) => {
    order.push(...some.map(({ title, userId: by }) => `${by === null ? 'step made' : 'created'} ${title}`))
  },
  fillIn: async (_tx, { texts }) => texts.map(({ text }) => text.replace('{{ FirstName }}', 'Ann')),
  prospectById: async () => undefined,
  zoneOf: () => null,
})
const stepTask = (changes: Partial<StepTask> = {}): StepTask => ({
  enrolmentId: newId(),
  prospectId: prospectIds[0] ?? '',
  sequenceId: 'a'.repeat(24),
  stepId: 'b'.repeat(24),
  visit: 1,
  kind: 'call',
  title: 'Ring',
  note: '',
  assigneeId: userId,
  dueAt: clock.now(),
  ...changes,
})
const make = async (...made: StepTask[]) => {
  await tasks.createForSteps(db, { companyId, tasks: made })
  return list()
}
const list = (input: Partial<Parameters<Tasks['listTasks']>[0]> = {}) =>
  tasks.listTasks({ companyId, zone: 'UTC', limit: 100, ...input })
const failure = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw new Error('expected an AppError', { cause: error })
}

describe('tasks of steps', () => {
  it('are made in sets, once for each visit of a step, with their variables filled in', async () => {
    const one = stepTask({ title: 'Ring {{ FirstName }}', note: 'Ask {{ FirstName }}' })
    const two = stepTask({ prospectId: prospectIds[1] ?? '', kind: 'linkedin', title: 'Plain' })
    await make(one, two)
    expect(order).toEqual(['step made Ring Ann', 'step made Plain'])
    const found = await make(one, two)
    expect(order).toHaveLength(2)
    expect(found.map(({ title, note, kind }) => [title, note, kind])).toEqual([
      ['Ring Ann', 'Ask Ann', 'call'],
      ['Plain', '', 'linkedin'],
    ])
    expect(found[0]).toMatchObject({
      prospect: { email: 'ann@x.test', fullName: 'ann' },
      assigneeEmail: 'steve@acme.test',
      sequenceName: null,
    })
  })

  it('are cancelled with their enrolments, and made anew when those go on', async () => {
    const one = stepTask()
    const other = stepTask()
    await make(one, other)
    await tasks.cancelForEnrolments(db, { companyId, enrolmentIds: [one.enrolmentId] })
    expect(await list()).toHaveLength(1)
    expect(await list({ state: 'cancelled' })).toHaveLength(1)
    await make({ ...one, title: 'Ring again' })
    expect((await list()).map(({ title }) => title).sort()).toEqual(['Ring', 'Ring again'])
    expect(await list({ state: 'cancelled' })).toHaveLength(1)
  })

  it('that are done stay done when they are asked for again', async () => {
    const one = stepTask()
    const [task] = await make(one)
    await tasks.taskDone({ companyId, taskId: task?.id ?? '', userId })
    expect(await make(one)).toEqual([])
  })
})

describe('closing a task', () => {
  it('reports it, with its outcome, after the enrolment was locked', async () => {
    const step = stepTask()
    const [task] = await make(step)
    const done = await tasks.taskDone({
      companyId,
      taskId: task?.id ?? '',
      userId: colleagueId,
      outcome: ' not Interested ',
      note: 'rang twice',
    })
    expect(done).toMatchObject({
      state: 'done',
      outcome: 'Not interested',
      note: 'rang twice',
      closedAt: clock.now(),
    })
    expect(order).toEqual(['step made Ring', 'locked', 'closed'])
    expect(closed).toEqual([
      {
        taskId: task?.id,
        enrolmentId: step.enrolmentId,
        prospectId: step.prospectId,
        sequenceId: step.sequenceId,
        stepId: step.stepId,
        visit: step.visit,
        kind: 'call',
        title: 'Ring',
        state: 'done',
        outcome: 'Not interested',
        stops: true,
        userId: colleagueId,
        at: clock.now(),
      },
    ])
  })

  it('is undone when the report fails', async () => {
    const [task] = await make(stepTask())
    const failing = createTasks({
      ...deps(),
      onTasksClosed: async () => {
        throw new Error('no')
      },
    })
    await expect(failing.taskSkipped({ companyId, taskId: task?.id ?? '', userId })).rejects.toThrow('no')
    expect(await tasks.taskById({ companyId, taskId: task?.id ?? '' })).toMatchObject({ state: 'open' })
  })

  it('happens once, whoever is first', async () => {
    const [task] = await make(stepTask())
    const taskId = task?.id ?? ''
    const answers = await Promise.allSettled([
      tasks.taskDone({ companyId, taskId, userId }),
      tasks.taskSkipped({ companyId, taskId, userId }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(closed).toHaveLength(1)
    expect(await failure(tasks.taskDone({ companyId, taskId, userId }))).toMatchObject({ code: 'conflict' })
  })

  it('is refused for another company, an unknown task, a bad outcome', async () => {
    const [task] = await make(stepTask())
    const taskId = task?.id ?? ''
    const other = await insertCompany(db)
    expect(await failure(tasks.taskDone({ companyId: other.companyId, taskId, userId }))).toMatchObject({
      code: 'not_found',
    })
    expect(await failure(tasks.taskDone({ companyId, taskId, userId, outcome: 'a\nb' }))).toMatchObject({
      field: 'outcome',
    })
    expect(closed).toEqual([])
  })
})

describe('an outcome that the company knows', () => {
  const close = async (changes: Partial<StepTask>, outcome: string) => {
    const [task] = await make(stepTask(changes))
    return tasks.taskDone({ companyId, taskId: task?.id ?? '', userId, outcome })
  }

  it("stops, and becomes the prospect's Outcome, as it says", async () => {
    expect(await close({}, 'NOT INTERESTED')).toMatchObject({ outcome: 'Not interested' })
    expect(closed[0]).toMatchObject({ stops: true, outcome: 'Not interested' })
    expect(set).toEqual([{ prospectId: prospectIds[0], outcome: 'Not interested' }])
    expect(await close({ prospectId: prospectIds[1] ?? '' }, 'later')).toMatchObject({ outcome: 'Later' })
    expect(closed[1]).toMatchObject({ stops: false })
    expect(set).toHaveLength(1)
  })

  it('is one of its kinds of tasks; any other text is kept and does nothing', async () => {
    expect(await close({ kind: 'todo' }, 'not interested')).toMatchObject({ outcome: 'not interested' })
    await close({}, 'It rained')
    expect(closed.map(({ stops }) => stops)).toEqual([false, false])
    expect(set).toEqual([])
  })
})

describe('the call of a task', () => {
  it('is written down with it', async () => {
    const [task] = await make(stepTask())
    const taskId = task?.id ?? ''
    await tasks.taskDone({ companyId, taskId, userId, call: { disposition: 'voice_mail' } })
    expect(calls).toEqual([{ disposition: 'voice_mail', taskId, prospectId: prospectIds[0] }])
    expect(
      await failure(tasks.taskDone({ companyId, taskId, userId, call: { disposition: 'answered' } })),
    ).toMatchObject({ code: 'conflict' })
    expect(calls).toHaveLength(1)
  })

  it('belongs to calls only', async () => {
    const [task] = await make(stepTask({ kind: 'linkedin' }))
    const done = tasks.taskDone({
      companyId,
      taskId: task?.id ?? '',
      userId,
      call: { disposition: 'answered' },
    })
    expect(await failure(done)).toMatchObject({ field: 'call' })
    expect(closed).toEqual([])
  })

  it('that cannot be written down leaves the task open', async () => {
    const [task] = await make(stepTask())
    const taskId = task?.id ?? ''
    const failing = createTasks({
      ...deps(),
      callMade: async () => {
        throw new Error('no')
      },
    })
    const done = failing.taskDone({ companyId, taskId, userId, call: { disposition: 'answered' } })
    await expect(done).rejects.toThrow('no')
    expect(await tasks.taskById({ companyId, taskId })).toMatchObject({ state: 'open' })
  })
})

describe('several tasks', () => {
  const makeThree = async () => {
    const made = await make(
      stepTask({ title: 'a' }),
      stepTask({ title: 'b', kind: 'todo' }),
      stepTask({ title: 'c', prospectId: prospectIds[1] ?? '' }),
    )
    const ids = made.map(({ id }) => id)
    order.length = 0
    return ids
  }
  const namesOf = (change: { changed: { title: string }[]; unchanged: { title: string }[] }) => [
    change.changed.map(({ title }) => title),
    change.unchanged.map(({ title }) => title),
  ]

  it('are done in one go, each by its kind; those that are closed stay', async () => {
    const [a = '', b = '', c = ''] = await makeThree()
    await tasks.taskSkipped({ companyId, taskId: b, userId })
    order.length = 0
    const change = await tasks.tasksDone({
      companyId,
      userId,
      taskIds: [c, a, b, a],
      outcome: 'not interested',
      note: 'Fair',
    })
    expect(namesOf(change)).toEqual([['c', 'a'], ['b']])
    expect(change.unchanged[0]).toMatchObject({ state: 'skipped', note: '' })
    expect(change.changed[0]).toMatchObject({ state: 'done', note: 'Fair', outcome: 'Not interested' })
    expect(order).toEqual(['locked', 'closed', 'closed'])
    expect(set).toHaveLength(2)
  })

  it('are skipped in one go', async () => {
    const ids = await makeThree()
    expect(namesOf(await tasks.tasksSkipped({ companyId, userId, taskIds: ids }))[0]).toHaveLength(3)
    expect(await list({ state: 'skipped' })).toHaveLength(3)
    expect(closed.map(({ outcome }) => outcome)).toEqual([null, null, null])
  })

  it('are handed to a member', async () => {
    const ids = await makeThree()
    await tasks.reassignTasks({ companyId, taskIds: ids.slice(0, 2), assigneeId: colleagueId })
    expect(await list({ assigneeId: colleagueId })).toHaveLength(2)
    const stranger = tasks.reassignTasks({ companyId, taskIds: ids, assigneeId: 'f'.repeat(24) })
    expect(await failure(stranger)).toMatchObject({ code: 'not_found', field: 'assigneeId' })
    expect(await list({ assigneeId: colleagueId })).toHaveLength(2)
  })

  it('are left alone, all of them, when one is not there', async () => {
    const ids = await makeThree()
    const other = await insertCompany(db)
    const taskIds = [...ids, 'f'.repeat(24)]
    const until = new Date('2026-03-09T00:00:00Z')
    for (const work of [
      () => tasks.tasksDone({ companyId, userId, taskIds }),
      () => tasks.tasksSkipped({ companyId, userId, taskIds }),
      () => tasks.snoozeTasks({ companyId, taskIds, until }),
      () => tasks.reassignTasks({ companyId, taskIds, assigneeId: colleagueId }),
      () => tasks.tasksDone({ companyId: other.companyId, userId, taskIds: ids }),
    ])
      expect(await failure(work())).toMatchObject({ code: 'not_found', field: 'taskIds' })
    expect(await list({ assigneeId: userId })).toHaveLength(3)
    expect(closed).toEqual([])
  })
})

describe('tasks that are put off', () => {
  it('are hidden until then, count as upcoming, and are due when they come back', async () => {
    const [task] = await make(stepTask({ title: 'Ring', dueAt: new Date('2026-03-01T09:00:00Z') }))
    const taskIds = [task?.id ?? '']
    const until = new Date('2026-03-02T15:00:00Z')
    const { changed } = await tasks.snoozeTasks({ companyId, taskIds, until })
    expect(changed[0]).toMatchObject({ state: 'open', dueAt: until, snoozedUntil: until })
    const counts = async () => {
      const found: Record<string, number> = { all: (await list()).length }
      for (const when of ['overdue', 'today', 'upcoming'] as const)
        found[when] = (await list({ when })).length
      return { ...found, snoozed: (await list({ snoozed: true })).length }
    }
    expect(await counts()).toEqual({ all: 0, overdue: 0, today: 0, upcoming: 1, snoozed: 1 })
    clock.advance(3 * 3_600_000)
    expect(await counts()).toEqual({ all: 1, overdue: 0, today: 1, upcoming: 0, snoozed: 0 })
  })

  it('are seen again when they get another due time, and can be done', async () => {
    const [task] = await make(stepTask())
    const taskId = task?.id ?? ''
    const until = new Date('2026-03-09T00:00:00Z')
    await tasks.snoozeTasks({ companyId, taskIds: [taskId], until })
    expect(await tasks.updateTask({ companyId, taskId, title: 'x' })).toMatchObject({ snoozedUntil: until })
    const dueAt = new Date('2026-03-03T08:00:00Z')
    expect(await tasks.updateTask({ companyId, taskId, dueAt })).toMatchObject({ snoozedUntil: null, dueAt })
    await tasks.snoozeTasks({ companyId, taskIds: [taskId], until })
    await tasks.taskDone({ companyId, taskId, userId })
    expect(await list({ state: 'done' })).toHaveLength(1)
    const late = await tasks.snoozeTasks({ companyId, taskIds: [taskId], until })
    expect(late).toMatchObject({ changed: [], unchanged: [{ state: 'done' }] })
  })

  it('come back in the future', async () => {
    const [task] = await make(stepTask())
    const past = tasks.snoozeTasks({ companyId, taskIds: [task?.id ?? ''], until: clock.now() })
    expect(await failure(past)).toMatchObject({ field: 'until' })
  })
})

describe('tasks made by hand', () => {
  it('are due now and for oneself unless told otherwise', async () => {
    const prospectId = prospectIds[0] ?? ''
    const task = await tasks.createTask({ companyId, userId, prospectId, title: ' Send the offer ' })
    expect(task).toMatchObject({
      kind: 'todo',
      title: 'Send the offer',
      assigneeId: userId,
      dueAt: clock.now(),
      enrolmentId: null,
    })
    expect(order).toEqual(['created Send the offer'])
    await tasks.taskDone({ companyId, taskId: task.id, userId })
    expect(order).toEqual(['created Send the offer', 'closed'])
    expect(closed[0]).toMatchObject({ enrolmentId: null, prospectId })
  })

  it.each([
    [{ title: ' ' }, 'title'],
    [{ title: 'a\nb' }, 'title'],
    [{ prospectId: 'f'.repeat(24) }, 'prospectId'],
    [{ assigneeId: 'f'.repeat(24) }, 'assigneeId'],
  ])('are refused for %j', async (changes, field) => {
    const input = { companyId, userId, prospectId: prospectIds[0] ?? '', title: 'x', ...changes }
    expect(await failure(tasks.createTask(input))).toMatchObject({ field })
    expect(await list()).toEqual([])
  })

  it('can be changed and handed over while they are open', async () => {
    const { id: taskId } = await tasks.createTask({
      companyId,
      userId,
      prospectId: prospectIds[0] ?? '',
      title: 'x',
    })
    const dueAt = new Date('2026-04-01T08:00:00Z')
    expect(await tasks.updateTask({ companyId, taskId, assigneeId: colleagueId, dueAt })).toMatchObject({
      title: 'x',
      assigneeId: colleagueId,
      dueAt,
    })
    await tasks.taskSkipped({ companyId, taskId, userId })
    expect(await failure(tasks.updateTask({ companyId, taskId, title: 'y' }))).toMatchObject({
      code: 'conflict',
    })
  })
})

describe('lists', () => {
  it('tell overdue from today and upcoming in a zone', async () => {
    await make(
      stepTask({ title: 'late', dueAt: new Date('2026-03-01T23:59:00Z') }),
      stepTask({ title: 'now', dueAt: new Date('2026-03-02T00:00:00Z') }),
      stepTask({ title: 'soon', dueAt: new Date('2026-03-03T00:00:00Z') }),
    )
    const titles = async (input: Parameters<typeof list>[0]) => (await list(input)).map(({ title }) => title)
    expect(await titles({ when: 'overdue' })).toEqual(['late'])
    expect(await titles({ when: 'today' })).toEqual(['now'])
    expect(await titles({ when: 'upcoming' })).toEqual(['soon'])
    // In New York the 2nd began five hours later, and the 3rd has not come at its UTC midnight.
    expect(await titles({ when: 'overdue', zone: 'America/New_York' })).toEqual(['late', 'now'])
    expect(await titles({ when: 'today', zone: 'America/New_York' })).toEqual(['soon'])
  })

  it('filter and go page by page, also through equal due times', async () => {
    const dueAt = new Date('2026-03-05T08:00:00Z')
    const found = await make(
      ...['a', 'b', 'c'].map((title) => stepTask({ title, dueAt })),
      stepTask({ title: 'd', assigneeId: colleagueId, kind: 'linkedin', prospectId: prospectIds[1] ?? '' }),
    )
    const seen: string[] = []
    let after: { dueAt: Date; id: string } | undefined
    for (let page = await list({ limit: 1 }); page.length > 0; page = await list({ limit: 1, after })) {
      seen.push(...page.map(({ id }) => id))
      after = page.at(-1)
    }
    expect(seen).toEqual(found.map(({ id }) => id))
    const titles = async (input: Parameters<typeof list>[0]) => (await list(input)).map(({ title }) => title)
    expect(await titles({ assigneeId: colleagueId })).toEqual(['d'])
    expect(await titles({ kind: 'linkedin' })).toEqual(['d'])
    expect(await titles({ prospectId: prospectIds[1] })).toEqual(['d'])
    expect(await titles({ sequenceId: 'none' })).toEqual([])
  })
})
