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
})

/** Lets every claim wait, inside its transaction, until it is let go; `entered` resolves when the first one waits. */
const gate = () => {
  const entered = Promise.withResolvers<void>()
  const open = Promise.withResolvers<void>()
  scene.hooks.whileRecording = () => {
    entered.resolve()
    return open.promise
  }
  return {
    entered: entered.promise,
    /** Later claims do not wait any more. */
    letOthersPass: () => {
      scene.hooks.whileRecording = async () => {}
    },
    open: () => open.resolve(),
  }
}

/** Several dispatchers, each ticking until it finds nothing, at the same time. */
const runTogether = async (dispatchers: number): Promise<void> => {
  const engines = Array.from({ length: dispatchers }, () => scene.addEngine())
  await Promise.all(
    engines.map(async (engine) => {
      for (let idle = 0; idle < 3; ) idle = (await engine.tick()).claimed === 0 ? idle + 1 : 0
    }),
  )
  await scene.run()
  expect(scene.failures).toEqual([])
}

const openEnrolments = async (prospectId: string) =>
  (await company.enrolments()).filter((row) => row.prospect_id === prospectId && row.phase !== 'ended')

describe('several dispatchers', () => {
  test('record each mail once, never more than a mailbox may send, never more first mails than the throttle lets begin', async () => {
    const daily = [40, 7, 0, 25, 13].map((number) => number + 1)
    const mailboxes = await Promise.all(
      daily.map((number) => company.addMailbox({ limits: { daily: number } })),
    )
    const gapped = await company.addMailbox({ limits: { minGapSeconds: 30, maxGapSeconds: 90 } })
    const throttled = await company.cadence(['mail A'], ['throttle: 31'], 'Throttled')
    const free = await company.cadence(['mail A'], [], 'Free')
    for (const cadence of [throttled, free]) await company.start(cadence, await company.addProspects(100))
    await runTogether(4)

    const mails = await company.mails()
    expect(new Set(mails.map(({ enrolmentId }) => enrolmentId)).size).toBe(mails.length)
    const perMailbox = Map.groupBy(mails, ({ mailboxId }) => mailboxId)
    const counted = (id: string) => perMailbox.get(id)?.length ?? 0
    for (const [index, id] of mailboxes.entries()) expect(counted(id)).toBeLessThanOrEqual(daily[index] ?? 0)
    expect(counted(gapped)).toBe(1)
    const { rows } = await scene.db.query<{ mailbox_id: string; day_count: number }>(
      'SELECT mailbox_id, day_count FROM mailbox_slots WHERE company_id = $1',
      [company.companyId],
    )
    expect(rows.map((row) => row.day_count)).toEqual(rows.map((row) => counted(row.mailbox_id)))
    const inHand = (await company.enrolments()).filter(({ phase }) => phase === 'mail_in_hand')
    expect(inHand.map(({ id }) => id).sort()).toEqual(mails.map(({ enrolmentId }) => enrolmentId).sort())
    const begun = await company.enrolments(throttled)
    expect(begun.filter(({ phase }) => phase === 'mail_in_hand').length).toBeLessThanOrEqual(31)
  })

  test('fill a throttle exactly', async () => {
    for (let index = 0; index < 6; index += 1) await company.addMailbox()
    const cadence = await company.cadence(['mail A'], ['throttle: 31'])
    await company.start(cadence, await company.addProspects(120))
    await runTogether(4)
    expect(await company.mails()).toHaveLength(31)
  })

  test('do not wait for each other: while one claims for a mailbox, another takes what the other mailboxes have', async () => {
    const mine = await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    await company.start(cadence, await company.addProspects(50))
    const held = gate()
    const first = scene.addEngine().tick()
    await held.entered
    held.letOthersPass()
    const hers = await company.addMailbox({ userId: company.janeId })
    await company.start(cadence, await company.addProspects(5), company.janeId)
    expect(await scene.addEngine().tick()).toMatchObject({ claimed: 5, recorded: 5 })
    expect(new Set((await company.mails()).map(({ mailboxId }) => mailboxId))).toEqual(new Set([hers]))
    const idle = await scene.addEngine().tick()
    expect(idle).toMatchObject({ claimed: 0, recorded: 0 })
    // Looked at again soon rather than at once.
    expect(idle.nextAt?.getTime()).toBeGreaterThan(scene.clock.now().getTime())
    held.open()
    expect(await first).toMatchObject({ claimed: 20 })
    expect((await company.mails()).filter(({ mailboxId }) => mailboxId === mine)).toHaveLength(20)
  })

  test.each(['running', 'started meanwhile'])(
    'never count one person twice, whose other cadence is %s while the first is claimed',
    async (second) => {
      scene.settings.mailsPerPersonAndDay = 1
      await company.addMailbox()
      const hers = await company.addMailbox({ userId: company.janeId })
      const prospects = await company.addProspects(5)
      await company.start(await company.cadence(['mail A'], [], 'One'), prospects)
      const two = await company.cadence(['mail A'], [], 'Two')
      const startSecond = () => company.start(two, prospects, company.janeId)
      await company.setMailbox(hers, { state: 'paused' })
      if (second === 'running') await startSecond()
      const held = gate()
      const first = scene.addEngine().tick()
      await held.entered
      held.letOthersPass()
      await company.setMailbox(hers, { state: 'running' })
      const started = second === 'running' ? null : startSecond()
      expect(await scene.addEngine().tick()).toMatchObject({ recorded: 0 })
      held.open()
      await Promise.all([first, started])
      await scene.run()
      const perPerson = Map.groupBy(await company.mails(), ({ prospectId }) => prospectId)
      expect(prospects.map((id) => perPerson.get(id)?.length)).toEqual([1, 1, 1, 1, 1])
    },
  )

  test('end pauses once', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const prospects = await company.addProspects(40)
    await company.start(cadence, prospects)
    const until = new Date(scene.clock.now().getTime() + 60_000)
    await scene.engine.pause({ companyId: company.companyId, prospectIds: prospects, until })
    expect((await scene.engine.tick()).nextAt).toEqual(until)
    scene.clock.moveTo(until)
    await runTogether(3)
    expect(await company.mails()).toHaveLength(40)
    expect(await company.kindsOf(prospects[0] ?? '')).toEqual(['started', 'paused', 'resumed'])
  })
})

describe('a stop', () => {
  test('waits for a claim under way and takes its mail back; once it is acknowledged nothing is recorded any more', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const prospects = await company.addProspects(10)
    await company.start(cadence, prospects)
    const held = gate()
    const claim = scene.engine.tick()
    await held.entered
    let acknowledged = false
    const stop = scene.engine
      .stop({ companyId: company.companyId, prospectIds: prospects })
      .then((stopped) => {
        acknowledged = true
        return stopped
      })
    expect(acknowledged).toBe(false)
    held.open()
    expect(await claim).toMatchObject({ recorded: 10 })
    expect(await stop).toBe(10)
    expect(new Set((await company.mails()).map(({ state }) => state))).toEqual(new Set(['cancelled']))
    expect(await scene.run()).toBe(0)
    expect(await company.mails()).toHaveLength(10)
  })

  test('races claims from every side: no mail waits to leave for anybody who was stopped', async () => {
    for (let index = 0; index < 4; index += 1) await company.addMailbox()
    const cadence = await company.cadence(['mail A', 'wait: 1 minute', 'mail B'])
    const prospects = await company.addProspects(120)
    await company.start(cadence, prospects)
    const { companyId } = company
    const stops = (async () => {
      for (let from = 0; from < 120; from += 6)
        await scene.engine.stop({ companyId, prospectIds: prospects.slice(from, from + 6) })
    })()
    await Promise.all([stops, runTogether(3)])
    expect((await company.enrolments()).map(({ status }) => status)).toEqual(
      Array(120).fill('manually_stopped'),
    )
    expect((await company.mails()).filter(({ state }) => state === 'queued')).toEqual([])
  })
})

describe('a start', () => {
  test('that comes many times at once makes one enrolment', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const [ann = ''] = await company.addProspects(1)
    const answers = await Promise.all(Array.from({ length: 12 }, () => company.start(cadence, [ann])))
    const outcomes = answers.flat().map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'started')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'already_running')).toHaveLength(11)
    expect(await openEnrolments(ann)).toHaveLength(1)
    expect(await scene.run()).toBe(1)
  })

  test('and an unsubscribe at the same moment leave nothing running', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const prospects = await company.addProspects(60)
    const { companyId, userId } = company
    await Promise.all(
      prospects.flatMap((id, index) => {
        const start = () => company.start(cadence, [id])
        const leave = () => scene.prospects.unsubscribeProspect({ companyId, userId, ref: id, source: 'api' })
        return index % 2 === 0 ? [start(), leave()] : [leave(), start()]
      }),
    )
    expect((await company.enrolments()).filter(({ phase }) => phase !== 'ended')).toEqual([])
    expect(await scene.run()).toBe(0)
  })

  test('and a resume at the same moment leave one enrolment open', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const prospects = await company.addProspects(30)
    const { companyId } = company
    await company.start(cadence, prospects)
    await scene.engine.stop({ companyId, prospectIds: prospects })
    await Promise.all(
      prospects.flatMap((id) => [
        company.start(cadence, [id]),
        scene.engine.resume({ companyId, prospectIds: [id] }),
      ]),
    )
    for (const id of prospects) expect(await openEnrolments(id)).toHaveLength(1)
  })

  test('many at once share the listed mailboxes equally', async () => {
    const mailboxes = await Promise.all([1, 2, 3].map(() => company.addMailbox()))
    const cadence = await company.cadence(
      ['mail A'],
      [`mailboxes: [${mailboxes.map((id) => `${id}@acme.test`).join(', ')}]`],
    )
    await Promise.all((await company.addProspects(30)).map((id) => company.start(cadence, [id])))
    const given = Map.groupBy(await company.enrolments(), (row) => row.mailbox_id ?? '')
    expect(mailboxes.map((id) => given.get(id)?.length)).toEqual([10, 10, 10])
  })
})

test('a new version waits for a claim under way, and who has its mail in hand goes on with the new steps', async () => {
  await company.addMailbox()
  const { companyId } = company
  const cadence = await company.cadence(['mail A', 'wait: 1 day', 'mail B'])
  const [ann = '', bob = ''] = await company.addProspects(2)
  await company.start(cadence, [ann])
  const held = gate()
  const claim = scene.engine.tick()
  await held.entered
  held.letOthersPass()
  await company.cadence(['mail A', 'call: Ring'])
  const recompute = scene.engine.recomputeSequence({ companyId, sequenceId: cadence })
  await company.start(cadence, [bob])
  held.open()
  await Promise.all([claim, recompute])
  expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'mail_in_hand' })
  await company.deliver()
  expect(await company.enrolmentOf(ann)).toMatchObject({
    phase: 'due',
    due_at: scene.clock.now(),
    lane_mailbox_id: '',
  })
})

test('a new version waits for a start under way, and so finds whoever it started', async () => {
  await company.addMailbox()
  const { companyId, userId } = company
  const cadence = await company.cadence(['mail A'])
  const prospectIds = await company.addProspects(1)
  const publish = async () => {
    await company.cadence(['call: Ring'])
    await scene.engine.recomputeSequence({ companyId, sequenceId: cadence })
  }
  const published = await scene.db.transaction(async (tx) => {
    await scene.engine.start({ companyId, userId, sequenceId: cadence, prospectIds }, tx)
    const publishing = publish()
    await Promise.race([publishing, scene.waitingForLock()])
    return { publishing }
  })
  await published.publishing
  expect((await company.enrolments()).map((row) => row.lane_mailbox_id)).toEqual([''])
})

test('a publish and starts at the same moment leave nobody at a step that is gone', async () => {
  await company.addMailbox()
  const { companyId } = company
  const cadence = await company.cadence(['mail A'])
  const prospects = await company.addProspects(40)
  const publish = async () => {
    await company.cadence(['call: Ring'])
    await scene.engine.recomputeSequence({ companyId, sequenceId: cadence })
  }
  await Promise.all([...prospects.map((id) => company.start(cadence, [id])), publish()])
  expect((await company.enrolments()).map((row) => row.lane_mailbox_id)).toEqual(Array(40).fill(''))
})

test('an unsubscribe waits for a claim of the same person, and the claim not for it', async () => {
  await company.addMailbox()
  const { companyId, userId } = company
  const cadence = await company.cadence(['mail A'])
  const [ann = ''] = await company.addProspects(1)
  await company.start(cadence, [ann])
  const before = await deadlocks()
  const held = gate()
  const claim = scene.engine.tick()
  await held.entered
  const unsubscribe = scene.prospects.unsubscribeProspect({ companyId, userId, ref: ann, source: 'api' })
  await scene.waitingForLock()
  held.open()
  await Promise.all([claim, unsubscribe])
  expect(await deadlocks()).toBe(before)
  expect(await company.enrolmentOf(ann)).toMatchObject({ status: 'unsubscribed' })
  expect((await company.mails()).map(({ state }) => state)).toEqual(['cancelled'])
})

test('outcomes, unsubscribes, stops and field changes of the same people at once end without a deadlock', async () => {
  await company.addMailbox()
  const { companyId, userId } = company
  const cadence = await company.cadence(['mail A', 'mail B'])
  const prospects = await company.addProspects(60)
  await company.start(cadence, prospects)
  await scene.run()
  const before = await deadlocks()
  const mails = await company.mails()
  await Promise.all([
    ...mails.map((mail) =>
      scene.db.transaction((tx) =>
        scene.engine.mailOutcomes(tx, companyId, [company.outcomeOf(mail, 'sent')]),
      ),
    ),
    ...prospects
      .slice(0, 20)
      .map((ref) => scene.prospects.unsubscribeProspect({ companyId, userId, ref, source: 'api' })),
    ...prospects.slice(20, 40).map((id) => scene.engine.stop({ companyId, prospectIds: [id] })),
    ...prospects.map((ref) =>
      scene.prospects.updateProspect({
        companyId,
        userId,
        source: 'api',
        ref,
        changes: { Country: 'Germany' },
      }),
    ),
    runTogether(2),
  ])
  expect(await deadlocks()).toBe(before)
})

const deadlocks = async (): Promise<number> => {
  await scene.db.query('SELECT pg_stat_force_next_flush()')
  const { rows } = await scene.db.query<{ deadlocks: number }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  )
  return rows[0]?.deadlocks ?? 0
}
