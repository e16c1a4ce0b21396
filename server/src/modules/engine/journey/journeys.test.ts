import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/database.ts'
import { type EngineScene, engineScene, type SceneCompany } from '../engine-scene.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let scene: EngineScene
let company: SceneCompany
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  scene = await engineScene(database.db)
  company = await scene.addCompany()
  await company.addMailbox()
})

const HOUR = 3_600_000
const DAY = 24 * HOUR

const begin = async (journey: string): Promise<string> => {
  const [ann = ''] = await company.addProspects(1)
  expect(await company.start(journey, [ann])).toMatchObject([{ outcome: 'started' }])
  await scene.run()
  return ann
}
/** The name of the node at which he stands. */
const nodeOf = async (prospectId: string): Promise<string | undefined> => {
  const { step_id, sequence_id } = await company.enrolmentOf(prospectId)
  const { published } = await scene.sequences.journeyById({
    companyId: company.companyId,
    sequenceId: sequence_id,
  })
  return published?.nodes.find(({ id }) => id === step_id)?.name
}
const prospect = (id: string) => scene.prospects.findById({ companyId: company.companyId, id })
const deliver = async () => {
  const [mail] = await company.deliver()
  await scene.run()
  if (!mail) throw new Error('no mail was to be delivered')
  return mail
}
const lookAgain = async (sequenceId: string) => {
  await scene.engine.recomputeSequence({ companyId: company.companyId, sequenceId })
  await scene.run()
}
const openTasks = () => scene.tasks.listTasks({ companyId: company.companyId, zone: 'UTC', limit: 10 })

const CLICK = {
  greet: 'mail Greet, next: wait',
  wait: '{ waitFor: { clicked: { mail: greet, link: pricing }, timeout: 3 days }, happened: tag, timedOut: late }',
  tag: '{ addTag: hot, next: which }',
  which: '{ if: { tag: HOT }, yes: good, no: late }',
  good: '{ setField: { name: outcome, value: Won }, next: done }',
  late: '{ setField: { name: Outcome, value: Lost }, next: done }',
  done: 'end',
}

describe('a wait for an event', () => {
  test('goes on when it happens, through actions and conditions to the end', async () => {
    const ann = await begin(await company.journey(CLICK))
    const mail = await deliver()
    expect(await company.enrolmentOf(ann)).toMatchObject({
      phase: 'due',
      due_at: new Date(scene.clock.now().getTime() + 3 * DAY),
    })
    await company.engage(mail, 'opened')
    await company.engage(mail, 'clicked', { url: 'https://a.test/pricing', machine: true })
    await company.engage(mail, 'clicked', { url: 'https://a.test/other' })
    await scene.run()
    expect(await nodeOf(ann)).toBe('wait')
    await company.engage(mail, 'clicked', { url: 'https://a.test/PRICING?x=1' })
    await scene.run()
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'ended', status: 'completed' })
    expect(await prospect(ann)).toMatchObject({ outcome: 'Won', tags: ['hot'] })
    expect(await company.kindsOf(ann)).toContain('tags_added')
    const { rows } = await scene.db.query('SELECT FROM journey_signals')
    expect(rows).toEqual([])
  })

  test('ends at its time-out', async () => {
    const ann = await begin(await company.journey(CLICK))
    await deliver()
    scene.clock.advance(3 * DAY - 1)
    await scene.run()
    expect(await nodeOf(ann)).toBe('wait')
    scene.clock.advance(1)
    await scene.run()
    expect(await prospect(ann)).toMatchObject({ outcome: 'Lost' })
  })

  test('counts what happened before it was reached', async () => {
    const ann = await begin(
      await company.journey({
        ...CLICK,
        greet: 'mail Greet, next: pause',
        pause: '{ wait: 1 hour, next: wait }',
      }),
    )
    const mail = await deliver()
    await company.engage(mail, 'clicked', { url: 'https://a.test/pricing' })
    await scene.run()
    expect(await nodeOf(ann)).toBe('pause')
    scene.clock.advance(HOUR)
    await scene.run()
    expect(await prospect(ann)).toMatchObject({ outcome: 'Won' })
  })

  test('may be for a mail that is late', async () => {
    const ann = await begin(
      await company.journey({
        greet: 'mail Greet, next: wait',
        wait: '{ waitFor: { bounced: greet, timeout: 1 day }, happened: tag, timedOut: done }',
        tag: '{ addTag: late, next: done }',
        done: 'end',
      }),
    )
    await company.engage(await deliver(), 'bounced')
    await scene.run()
    expect(await prospect(ann)).toMatchObject({ tags: ['late'] })
  })

  test('misses nothing that happens while it is being reached', async () => {
    const ann = await begin(await company.journey(CLICK))
    const [mail] = await company.deliver()
    if (!mail) throw new Error('no mail')
    // He clicks in a transaction that is not finished when the dispatcher asks what he did.
    await scene.db.transaction(async (tx) => {
      await company.engage(mail, 'clicked', { url: 'https://a.test/pricing' }, tx)
      await scene.run()
      expect(await nodeOf(ann)).toBe('wait')
    })
    await scene.run()
    expect(await prospect(ann)).toMatchObject({ outcome: 'Won' })
  })

  test('that is stopped stays stopped, whatever happens then; resumed, it goes on', async () => {
    const journey = await company.journey(CLICK)
    const ann = await begin(journey)
    const mail = await deliver()
    const who = { companyId: company.companyId, prospectIds: [ann], kind: 'journey' as const }
    await scene.engine.stop(who)
    await company.engage(mail, 'clicked', { url: 'https://a.test/pricing' })
    await scene.run()
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'ended', status: 'manually_stopped' })
    expect(await scene.engine.stop({ ...who, kind: 'cadence' })).toBe(0)
    expect(await scene.engine.resume(who)).toBe(1)
    await scene.run()
    expect(await prospect(ann)).toMatchObject({ outcome: 'Won' })
  })

  test('says what it waits for', async () => {
    const journey = await company.journey(CLICK)
    await begin(journey)
    await deliver()
    const { companyId } = company
    const { prospects } = await scene.engine.waitingReport({ companyId, sequenceId: journey, limit: 5 })
    expect(prospects).toMatchObject([
      {
        stepNumber: null,
        sentence:
          'Waits for the link pricing of the mail of “greet” to be clicked, until Thursday 09:00 (UTC) at most.',
      },
    ])
  })
})

describe('branches', () => {
  test('part by what is the case, and join again', async () => {
    const [ann = '', bob = ''] = await company.addProspects(2)
    const journey = await company.journey({
      which: '{ if: { list: default }, yes: a, no: b }',
      a: '{ addTag: a, next: c }',
      b: '{ addTag: b, next: c }',
      c: 'mail Same, next: done',
      done: 'end',
    })
    const who = { companyId: company.companyId, userId: company.userId, source: 'api' }
    await scene.prospects.updateProspect({ ...who, ref: bob, changes: { List: 'Others' } })
    await company.start(journey, [ann, bob])
    await scene.run()
    expect((await prospect(ann))?.tags).toEqual(['a'])
    expect((await prospect(bob))?.tags).toEqual(['b'])
    expect(new Set((await company.mails()).map(({ stepId }) => stepId)).size).toBe(1)
  })

  test('ask for fields, also custom ones', async () => {
    const [ann = ''] = await company.addProspects(1)
    const journey = await company.journey({
      set: '{ setField: { name: Size, value: Large }, next: which }',
      which: '{ if: { field: { name: size, equals: large } }, yes: other, no: done }',
      other: '{ if: { field: { name: Phone, isSet: true } }, yes: done, no: tag }',
      tag: '{ addTag: no phone, next: untag }',
      untag: '{ removeTag: cold, next: move }',
      move: '{ moveToList: default, next: tell }',
      tell: '{ notify: Look, next: hook }',
      hook: '{ webhook: https://hooks.test/a, next: done }',
      done: 'end',
    })
    const who = { companyId: company.companyId, userId: company.userId, source: 'api' }
    await scene.prospects.updateProspect({ ...who, ref: ann, changes: { Tags: 'cold', List: 'Others' } })
    await company.start(journey, [ann])
    await scene.run()
    expect(await prospect(ann)).toMatchObject({
      tags: ['no phone'],
      list: 'default',
      customFields: { Size: 'Large' },
    })
    expect(scene.told).toEqual(['Look', 'https://hooks.test/a'])
    expect(await company.enrolmentOf(ann)).toMatchObject({ status: 'completed' })
  })

  test('loop by a wait, each time as a visit of its own, and at most 20 times', async () => {
    const ann = await begin(
      await company.journey(
        {
          remind: 'mail Remind, next: answered',
          answered: '{ if: { replied: remind }, yes: done, no: pause }',
          pause: '{ wait: 1 day, next: remind }',
          done: 'end',
        },
        { settings: ['stopOn: { reply: false }'] },
      ),
    )
    for (let visit = 1; visit <= 20; visit += 1) {
      expect(await deliver()).toMatchObject({ prospectId: ann })
      scene.clock.advance(DAY)
      await scene.run()
    }
    const mails = await company.mails()
    expect(mails).toHaveLength(20)
    expect(new Set(mails.map(({ visit }) => visit)).size).toBe(20)
    expect(await company.enrolmentOf(ann)).toMatchObject({
      phase: 'held',
      hold: { reason: 'too_many_visits', node: 'remind' },
    })
  })
})

describe('tasks', () => {
  const nodes = {
    call: '{ call: { title: Ring }, next: later }',
    later: '{ task: { title: Write it down, wait: false }, next: which }',
    which: '{ if: { task: { node: call, outcome: good } }, yes: wait, no: bad }',
    wait: '{ waitFor: { task: later, timeout: 1 day }, happened: done, timedOut: bad }',
    bad: '{ addTag: bad, next: done }',
    done: 'end',
  }

  test('are waited for or not, and their outcomes decide', async () => {
    const ann = await begin(await company.journey(nodes))
    const { companyId, userId } = company
    const [call] = await openTasks()
    expect(call).toMatchObject({ title: 'Ring' })
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'task_open' })
    await scene.tasks.taskDone({ companyId, userId, taskId: call?.id ?? '', outcome: 'Good' })
    await scene.run()
    const [later] = await openTasks()
    expect(later).toMatchObject({ title: 'Write it down' })
    expect(await nodeOf(ann)).toBe('wait')
    await scene.tasks.taskDone({ companyId, userId, taskId: later?.id ?? '' })
    await scene.run()
    expect(await company.enrolmentOf(ann)).toMatchObject({ status: 'completed' })
    expect((await prospect(ann))?.tags).toEqual([])
  })

  test('that are not waited for move nobody on', async () => {
    const ann = await begin(
      await company.journey({
        first: '{ task: { title: First, wait: false }, next: second }',
        second: '{ call: Second, next: done }',
        done: 'end',
      }),
    )
    const tasks = await openTasks()
    const first = tasks.find(({ title }) => title === 'First')
    const { companyId, userId } = company
    await scene.tasks.taskDone({ companyId, userId, taskId: first?.id ?? '' })
    await scene.run()
    expect(await nodeOf(ann)).toBe('second')
    await scene.engine.stop({ companyId, prospectIds: [ann] })
    expect(await openTasks()).toEqual([])
  })
})

describe('actions', () => {
  test('start and stop cadences', async () => {
    const cadence = await company.cadence(['mail A'])
    const ann = await begin(
      await company.journey({
        go: '{ startCadence: Cadence, next: pause }',
        pause: '{ wait: 1 minute, next: halt }',
        halt: '{ stopCadence: Cadence, next: done }',
        done: 'end',
      }),
    )
    expect(await company.enrolments(cadence)).toMatchObject([{ prospect_id: ann, phase: 'mail_in_hand' }])
    scene.clock.advance(60_000)
    await scene.run()
    expect(await company.enrolments(cadence)).toMatchObject([{ status: 'manually_stopped' }])
    expect(await company.mails()).toMatchObject([{ state: 'cancelled' }])
  })

  test('pass over a start that is not allowed, and chain at most five', async () => {
    await company.journey({ end: 'end' }, { name: 'J6' })
    for (let number = 5; number >= 0; number -= 1)
      await company.journey(
        {
          go: `{ startJourney: J${number + 1}, next: again }`,
          again: `{ startJourney: J${number + 1}, next: end }`,
          end: 'end',
        },
        { name: `J${number}` },
      )
    const { companyId } = company
    const { id } = await scene.sequences.sequenceByName({ companyId, kind: 'journey', name: 'J0' })
    await begin(id)
    const found = await company.enrolments()
    expect(found.map(({ phase, hold }) => hold?.reason ?? phase)).toEqual([
      ...['ended', 'ended', 'ended', 'ended', 'ended'],
      'action_failed',
    ])
    expect(found[5]?.hold?.message).toMatch(/6th of a chain/)
  })

  test('that cannot be done hold him, and go on once they can', async () => {
    const nodes = { hook: '{ webhook: https://broken.test, next: done }', done: 'end' }
    const journey = await company.journey(nodes)
    const ann = await begin(journey)
    expect(await company.enrolmentOf(ann)).toMatchObject({
      phase: 'held',
      hold: { reason: 'action_failed', message: 'the code of webhooks is broken' },
    })
    expect(scene.failures).toHaveLength(1)
    await company.journey({ ...nodes, hook: '{ webhook: https://right.test, next: done }' })
    await lookAgain(journey)
    expect(scene.told).toEqual(['https://right.test'])
    expect(await company.enrolmentOf(ann)).toMatchObject({ status: 'completed' })
  })

  test('are done before a stop or not at all, and none begins after it', async () => {
    const journey = await company.journey({
      hook: '{ webhook: https://hooks.test/a, next: tell }',
      tell: '{ notify: Look, next: done }',
      done: 'end',
    })
    const [ann = ''] = await company.addProspects(1)
    await company.start(journey, [ann])
    let stopped: Promise<number> | undefined
    scene.hooks.whileCalling = async () => {
      stopped = scene.engine.stop({ companyId: company.companyId, prospectIds: [ann] })
      await scene.waitingForLock()
    }
    await scene.engine.tick()
    expect(await stopped).toBe(1)
    await scene.run()
    expect(scene.told).toEqual(['https://hooks.test/a'])
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'ended', status: 'manually_stopped' })
    expect(await nodeOf(ann)).toBe('tell')
  })

  test('happen once, however many dispatchers there are', async () => {
    const journey = await company.journey({ tell: '{ notify: Look, next: done }', done: 'end' })
    await company.start(journey, await company.addProspects(12))
    const engines = [scene.engine, scene.addEngine(), scene.addEngine()]
    for (let turn = 0; turn < 4; turn += 1) await Promise.all(engines.map((engine) => engine.tick()))
    await scene.run()
    expect(scene.told).toHaveLength(12)
  })
})

describe('a new version', () => {
  test('moves nobody: who stands at a node that is gone is held and listed, until it is back', async () => {
    const nodes = { pause: '{ wait: 1 day, next: rest }', rest: '{ wait: 2 days, next: done }', done: 'end' }
    const journey = await company.journey(nodes)
    const ann = await begin(journey)
    scene.clock.advance(DAY)
    await scene.run()
    expect(await nodeOf(ann)).toBe('rest')
    const [bob = ''] = await company.addProspects(1)
    await company.start(journey, [bob])
    await company.journey({ pause: '{ wait: 3 days, next: done }', done: 'end' })
    await lookAgain(journey)
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'held', hold: { reason: 'step_gone' } })
    expect(await company.enrolmentOf(bob)).toMatchObject({
      phase: 'due',
      due_at: new Date(scene.clock.now().getTime() + 3 * DAY),
    })
    const { companyId } = company
    const { published } = await scene.sequences.journeyById({ companyId, sequenceId: journey })
    expect(published?.nodes).toHaveLength(2)
    const { step_id } = await company.enrolmentOf(ann)
    await scene.sequences.saveDraft({
      companyId,
      sequenceId: journey,
      definition: {
        settings: published?.settings ?? expect.fail(),
        start: 'pause',
        nodes: [
          ...(published?.nodes ?? []).map((node) =>
            node.kind === 'wait' ? { ...node, next: 'rest' } : node,
          ),
          { id: step_id ?? '', name: 'rest', kind: 'wait', wait: { amount: 4, unit: 'days' }, next: 'done' },
        ],
      },
    })
    await scene.sequences.publishSequence({ companyId, sequenceId: journey })
    await lookAgain(journey)
    expect(await company.enrolmentOf(ann)).toMatchObject({
      phase: 'due',
      due_at: new Date(scene.clock.now().getTime() + 4 * DAY),
    })
  })
})
