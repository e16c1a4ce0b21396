import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/database.ts'
import { type EngineScene, engineScene, SCENE_START, type SceneCompany } from '../engine-scene.ts'

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

const at = (instant: string): Date => new Date(instant)
const HOUR = 3_600_000
/** How many wait for a later moment. */
const waitingForLater = async () =>
  (await company.enrolments()).filter(({ due_at }) => due_at && due_at > scene.clock.now()).length
const nextAt = async () => (await scene.engine.tick()).nextAt

test('a prospect goes through mails, waits and a call; each wait counts from the moment at which the one before was done', async () => {
  await company.addMailbox()
  const cadence = await company.cadence(['mail A', 'wait: 2 days', 'call: Ring', 'wait: 1 day', 'mail B'])
  const [ann = ''] = await company.addProspects(1)
  expect(await company.start(cadence, [ann])).toMatchObject([{ outcome: 'started' }])
  expect(await scene.run()).toBe(1)
  expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'mail_in_hand', due_at: null })

  // The server's answer comes an hour later.
  scene.clock.advance(HOUR)
  expect(await scene.run()).toBe(0)
  await company.deliver()
  expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'due', due_at: at('2026-03-04T10:00:00Z') })
  expect(await nextAt()).toEqual(at('2026-03-04T10:00:00Z'))

  scene.clock.moveTo(at('2026-03-04T10:00:00Z'))
  await scene.run()
  expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'task_open', lane_mailbox_id: '' })
  const { companyId, userId } = company
  const open = await scene.tasks.listTasks({ companyId, zone: 'UTC', limit: 10 })
  expect(open).toMatchObject([{ kind: 'call', title: 'Ring', assigneeId: userId }])
  expect(await nextAt()).toBeNull()

  scene.clock.advance(HOUR)
  await scene.tasks.taskDone({ companyId, userId, taskId: open[0]?.id ?? '', outcome: 'reached' })
  expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'due', due_at: at('2026-03-05T11:00:00Z') })

  scene.clock.moveTo(at('2026-03-05T11:00:00Z'))
  expect(await scene.run()).toBe(1)
  await company.deliver()
  expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'ended', status: 'completed' })
  const [first, second] = await company.mails()
  expect(second).toMatchObject({ threadId: first?.threadId, mailboxId: first?.mailboxId })
  expect(await company.kindsOf(ann)).toEqual(['started', 'sent', 'sent', 'completed'])
})

test('an idle tick looks as far ahead as it is asked to', async () => {
  await company.addMailbox({ limits: { minGapSeconds: 60, maxGapSeconds: 60 } })
  await company.start(await company.cadence(['mail A']), await company.addProspects(2))
  await scene.run()
  const next = at('2026-03-02T09:01:00Z')
  expect(await scene.engine.tick({ within: 59_999 })).toEqual({ claimed: 0, recorded: 0, nextAt: null })
  expect(await scene.engine.tick({ within: 60_000 })).toMatchObject({ claimed: 0, nextAt: next })
  expect(await nextAt()).toEqual(next)
})

describe('a cadence', () => {
  test('that is paused costs the others nothing, and goes on where it stood', async () => {
    await company.addMailbox({ limits: { daily: 10 } })
    const paused = await company.cadence(['mail A'], [], 'Paused')
    const running = await company.cadence(['mail A'], [], 'Running')
    await company.start(paused, await company.addProspects(20))
    await scene.sequences.pauseSequence({ companyId: company.companyId, sequenceId: paused })
    scene.clock.advance(HOUR)
    await company.start(running, await company.addProspects(3))
    expect(await scene.run()).toBe(3)
    expect(await nextAt()).toBeNull()
    await scene.sequences.resumeSequence({ companyId: company.companyId, sequenceId: paused })
    expect(await scene.run()).toBe(7)
  })

  test('with a throttle begins so many a day, by its own clock; its follow-ups and tasks are not held back', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(
      ['mail A', 'wait: 1 hour', 'mail B'],
      ['throttle: 2', 'zone: Europe/Berlin'],
    )
    await company.start(cadence, await company.addProspects(5))
    expect(await scene.run()).toBe(2)
    await company.deliver()
    // Midnight in Berlin.
    expect(await nextAt()).toEqual(at('2026-03-02T10:00:00Z'))
    scene.clock.advance(HOUR)
    expect(await scene.run()).toBe(2)
    await company.deliver()
    expect(await nextAt()).toEqual(at('2026-03-02T23:00:00Z'))
    scene.clock.moveTo(at('2026-03-02T23:00:00Z'))
    expect(await scene.run()).toBe(2)

    const calls = await company.cadence(['call: Ring', 'mail A'], ['throttle: 1'], 'Calls')
    const called = await company.addProspects(2)
    await company.start(calls, called)
    await scene.run()
    const { companyId, userId } = company
    for (const { id } of await scene.tasks.listTasks({ companyId, zone: 'UTC', limit: 10 }))
      await scene.tasks.taskDone({ companyId, userId, taskId: id })
    await company.start(calls, await company.addProspects(3))
    expect(await scene.engine.tick()).toMatchObject({ claimed: 4, recorded: 1 })
    const phases = (await company.enrolments(calls)).map(({ phase }) => phase)
    expect(phases.toSorted()).toEqual(['due', 'mail_in_hand', 'task_open', 'task_open', 'task_open'])
  })

  test('whose window has closed moves all that is due to its next opening, each by his own zone', async () => {
    await company.addMailbox({ limits: { minGapSeconds: 60, maxGapSeconds: 60 } })
    const cadence = await company.cadence(
      ['mail A'],
      ['zone: prospect', 'window: 09:00-17:00', 'days: mon-fri'],
    )
    const berliners = await company.addProspects(30)
    const newYorkers = await company.addProspects(3)
    const zoneOf = (ids: string[], zone: string) =>
      scene.db.query('UPDATE prospects SET time_zone = $2 WHERE id = ANY($1)', [ids, zone])
    await zoneOf(berliners, 'Europe/Berlin')
    await zoneOf(newYorkers, 'America/New_York')
    await company.start(cadence, [...berliners, ...newYorkers])
    // Nobody looks until 17:00 in Berlin, 11:00 in New York: the Berliners' due times are a cache that is out of date.
    scene.clock.moveTo(at('2026-03-02T16:00:00Z'))
    expect(await scene.engine.tick()).toMatchObject({ recorded: 0 })
    expect(await waitingForLater()).toBe(30)
    expect(await scene.run()).toBe(1)
    const rows = await company.enrolments()
    expect(
      rows.filter(({ due_at }) => due_at?.getTime() === at('2026-03-03T08:00:00Z').getTime()),
    ).toHaveLength(30)
    expect(
      rows
        .filter(({ phase }) => phase === 'mail_in_hand')
        .map(({ prospect_id }) => newYorkers.includes(prospect_id)),
    ).toEqual([true])
    for (let minute = 0; minute < 5; minute += 1) {
      scene.clock.advance(60_000)
      await scene.run()
      await company.deliver()
    }
    expect((await company.mails()).map(({ prospectId }) => prospectId).sort()).toEqual(newYorkers.sort())
    expect(await nextAt()).toEqual(at('2026-03-03T08:00:00Z'))
  })

  test('moves more than a turn looks at over several, and sends in between what may go', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'], ['window: 09:00-17:00'])
    await company.start(cadence, await company.addProspects(2500))
    scene.clock.moveTo(at('2026-03-02T18:00:00Z'))
    await scene.engine.tick()
    expect(await waitingForLater()).toBeLessThan(2500)
    expect(await scene.run()).toBe(0)
    expect(await waitingForLater()).toBe(2500)
  })
})

describe('a due time is a cache', () => {
  test('that is checked again when it comes', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A', 'wait: 1 day', 'mail B'])
    const [ann = ''] = await company.addProspects(1)
    await company.start(cadence, [ann])
    await scene.run()
    await company.deliver()
    for (const table of ['enrolments', 'lane_entries'])
      await scene.db.query(`UPDATE ${table} SET due_at = $2 WHERE company_id = $1`, [
        company.companyId,
        SCENE_START,
      ])
    expect(await scene.run()).toBe(0)
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'due', due_at: at('2026-03-03T09:00:00Z') })
  })

  test('and so is a lane: a step that became a mail waits for a slot of its mailbox', async () => {
    const mailbox = await company.addMailbox({ limits: { daily: 1 } })
    const cadence = await company.cadence(['call: Ring', 'mail A'])
    const [ann = '', bob = ''] = await company.addProspects(2)
    await company.start(cadence, [ann, bob])
    expect((await company.enrolments()).map((row) => row.lane_mailbox_id)).toEqual(['', ''])
    // The job that looks at everybody has not run yet.
    await company.cadence(['mail A'])
    expect(await scene.run()).toBe(1)
    expect((await company.enrolments()).map((row) => [row.phase, row.lane_mailbox_id])).toEqual([
      ['mail_in_hand', mailbox],
      ['due', mailbox],
    ])
  })
})

test('who stands in the wrong lane is put into his own, and nothing is sent without a slot', async () => {
  const mailbox = await company.addMailbox({ limits: { daily: 1 } })
  const cadence = await company.cadence(['mail A'])
  await company.start(cadence, await company.addProspects(3))
  const { companyId } = company
  const lost = [companyId, cadence]
  await scene.db.query(
    `INSERT INTO lanes (company_id, sequence_id, mailbox_id) VALUES ($1, $2, '') ON CONFLICT DO NOTHING`,
    lost,
  )
  await scene.db.query(
    `UPDATE enrolments SET lane_mailbox_id = '' WHERE company_id = $1 AND sequence_id = $2`,
    lost,
  )
  await scene.db.query(
    `UPDATE lane_entries SET mailbox_id = '' WHERE company_id = $1 AND sequence_id = $2`,
    lost,
  )
  expect(await scene.run()).toBe(1)
  expect((await company.enrolments(cadence)).map((row) => row.lane_mailbox_id)).toEqual(
    Array(3).fill(mailbox),
  )
})

test('nobody gets more automatic mails a day than the company allows, over all cadences; the rest goes the next day', async () => {
  scene.settings.mailsPerPersonAndDay = 2
  await company.addMailbox()
  const prospects = await company.addProspects(2)
  const settings = ['zone: Europe/Berlin', 'window: 09:00-17:00']
  for (const name of ['One', 'Two', 'Three'])
    await company.start(await company.cadence(['mail A'], settings, name), prospects)
  expect(await scene.run()).toBe(4)
  await company.deliver()
  expect(await scene.run()).toBe(0)
  expect(await nextAt()).toEqual(at('2026-03-03T08:00:00Z'))
  scene.clock.moveTo(at('2026-03-03T08:00:00Z'))
  expect(await scene.run()).toBe(2)
})

test('a mail that cannot be written is held by name, and goes by itself once the field is filled', async () => {
  await company.addMailbox({ limits: { daily: 1 } })
  const cadence = await company.cadence(['mail A'])
  const [ann = '', bob = ''] = await company.addProspects(2)
  scene.missing.set(ann, ['FirstName', 'Company'])
  await company.start(cadence, [ann, bob])
  // The slot that Ann could not use is Bob's.
  expect(await scene.run()).toBe(1)
  expect(await company.enrolmentOf(ann)).toMatchObject({
    phase: 'held',
    hold: { reason: 'missing_variable', variables: ['FirstName', 'Company'] },
  })
  scene.clock.moveTo(at('2026-03-03T09:00:00Z'))
  expect(await scene.run()).toBe(0)

  scene.missing.set(ann, ['Company'])
  const change = (changes: object) =>
    scene.prospects.updateProspect({
      companyId: company.companyId,
      userId: company.userId,
      source: 'api',
      ref: ann,
      changes,
    })
  await change({ FirstName: 'Ann' })
  expect(await scene.run()).toBe(0)
  expect((await company.enrolmentOf(ann)).hold?.variables).toEqual(['Company'])
  scene.missing.delete(ann)
  await change({ Company: 'Acme' })
  expect(await scene.run()).toBe(1)
  expect(await company.kindsOf(ann)).toEqual(
    expect.arrayContaining([
      'started',
      'held',
      'prospect_updated',
      'released',
      'held',
      'prospect_updated',
      'released',
    ]),
  )
})

test('a turn that fails leaves nothing half done, stops no other company, and is tried again', async () => {
  const [other, third] = [await scene.addCompany(), await scene.addCompany()]
  for (const one of [company, other, third]) {
    await one.addMailbox()
    await one.start(await one.cadence(['mail A']), await one.addProspects(3))
  }
  scene.hooks.whileRecording = async (companyId) => {
    if (companyId === company.companyId) throw new Error('no')
  }
  expect(await scene.run()).toBe(6)
  expect(await company.mails()).toEqual([])
  expect((await company.enrolments()).map(({ phase }) => phase)).toEqual(['due', 'due', 'due'])
  expect(scene.failures).toHaveLength(1)
  expect(await scene.run()).toBe(0)
  expect(scene.failures).toHaveLength(1)
  const retryAt = await nextAt()
  expect(retryAt?.getTime()).toBeGreaterThan(scene.clock.now().getTime())

  scene.hooks.whileRecording = async () => {}
  scene.clock.moveTo(retryAt ?? SCENE_START)
  expect(await scene.run()).toBe(3)
})

describe('turns', () => {
  test('are fair: one company with thousands due does not hold up the rest', async () => {
    await company.addMailbox()
    await company.start(await company.cadence(['mail A', 'call: Ring']), await company.addProspects(3000))
    const others = await Promise.all(Array.from({ length: 10 }, () => scene.addCompany()))
    for (const other of others) {
      await other.addMailbox()
      await other.start(await other.cadence(['mail A']), await other.addProspects(3))
    }
    const { recorded } = await scene.engine.tick()
    for (const other of others) expect(await other.mails()).toHaveLength(3)
    expect(recorded).toBeLessThanOrEqual(30 + 500)
  })

  test('are short, however many mailboxes a company has; tasks keep no mail back', async () => {
    const mailboxes = await Promise.all(Array.from({ length: 40 }, () => company.addMailbox()))
    await company.start(await company.cadence(['call: Ring'], [], 'Calls'), await company.addProspects(600))
    scene.clock.advance(1000)
    await company.start(await company.cadence(['mail A'], [], 'Mails'), await company.addProspects(1200))
    const first = await scene.engine.tick()
    expect(first.recorded).toBe(500)
    expect(first.claimed).toBeLessThanOrEqual(700)
    expect(await scene.run()).toBe(700)
    const sent = Map.groupBy(await company.mails(), ({ mailboxId }) => mailboxId)
    expect(mailboxes.map((id) => sent.get(id)?.length)).toEqual(Array(40).fill(30))
  })
})
