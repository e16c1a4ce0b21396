import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { type EngineScene, engineScene, SCENE_START, type SceneCompany } from './engine-scene.ts'
import type { WaitingCursor, WaitingProspect } from './index.ts'

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

const HOUR = 3_600_000
const at = (instant: string): Date => new Date(instant)

const report = async (sequenceId: string): Promise<WaitingProspect[]> => {
  const { prospects } = await scene.engine.waitingReport({
    companyId: company.companyId,
    sequenceId,
    limit: 1000,
  })
  return prospects
}
const sentences = async (sequenceId: string): Promise<string[]> =>
  (await report(sequenceId)).map(({ sentence }) => sentence)

test('a prospect is told of by name, step, status, sentence and time', async () => {
  await company.addMailbox()
  const cadence = await company.cadence(
    ['mail A', 'wait: 3 days', 'call: Ring', 'wait: 1 day', 'mail B'],
    ['zone: prospect', 'window: 09:00-17:00'],
  )
  const [ann = ''] = await company.addProspects(1)
  await scene.db.query(
    `UPDATE prospects SET country = 'Germany', email = 'ann@x.test', full_name = 'Ann Lee' WHERE id = $1`,
    [ann],
  )
  scene.clock.moveTo(at('2026-03-02T20:00:00Z'))
  await company.start(cadence, [ann])
  const [first] = await report(cadence)
  expect(first).toEqual({
    enrolmentId: (await company.enrolmentOf(ann)).id,
    prospectId: ann,
    email: 'ann@x.test',
    name: 'Ann Lee',
    stepNumber: 1,
    stepId: (await company.enrolmentOf(ann)).step_id,
    status: 'in_cadence',
    phase: 'due',
    startedAt: at('2026-03-02T20:00:00Z'),
    statusLabel: 'In Cadence',
    sentence: 'Waits for Tuesday 09:00 (Europe/Berlin, guessed from Germany) to send step 1.',
    expectedAt: at('2026-03-03T08:00:00Z'),
    expectedAfter: null,
  })

  scene.clock.moveTo(at('2026-03-03T08:00:00Z'))
  expect(await sentences(cadence)).toEqual(['Is due now, to send step 1.'])
  await scene.run()
  expect(await sentences(cadence)).toEqual(['The mail of step 1 is about to be sent.'])
  await company.deliver()
  expect(await report(cadence)).toMatchObject([
    {
      stepNumber: 2,
      sentence:
        'Waits for Friday 09:00 (Europe/Berlin, guessed from Germany) to give out the call of step 2.',
      expectedAt: at('2026-03-06T08:00:00Z'),
    },
  ])
  scene.clock.moveTo(at('2026-03-06T08:00:00Z'))
  await scene.run()
  expect(await sentences(cadence)).toEqual(['Waits for the call of step 2 to be done.'])
  await scene.engine.stop({ companyId: company.companyId, prospectIds: [ann] })
  expect(await report(cadence)).toMatchObject([
    { sentence: 'Manually stopped; can be resumed.', status: 'manually_stopped', expectedAt: null },
  ])
})

test('a day’s limit of the mailbox spreads prospects over days, also those of another cadence before them', async () => {
  const mailbox = await company.addMailbox({ limits: { daily: 2 } })
  const other = await company.cadence(['mail O'], [], 'Other')
  const cadence = await company.cadence(['mail A'])
  await company.start(other, await company.addProspects(1))
  scene.clock.advance(1000)
  await company.start(cadence, await company.addProspects(4))
  const expected = async () =>
    (await report(cadence)).map(({ expectedAt }) => expectedAt?.toISOString().slice(0, 10)).sort()
  const forecast = ['2026-03-02', '2026-03-03', '2026-03-03', '2026-03-04']
  expect(await expected()).toEqual(forecast)

  // And so it comes.
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
    if (day > '2026-03-02') scene.clock.moveTo(at(`${day}T00:00:00Z`))
    await scene.run()
    await company.deliver()
    if (day === '2026-03-02')
      expect((await sentences(cadence)).at(0)).toBe(
        `Waits for Tuesday 00:00 (UTC) to send step 1, because mailbox ${mailbox}@acme.test has used up its daily limit.`,
      )
  }
  const ours = new Set((await company.enrolments(cadence)).map(({ id }) => id))
  const mails = (await company.mails()).filter(({ enrolmentId }) => ours.has(enrolmentId))
  expect(mails.map(({ queuedAt }) => queuedAt.toISOString().slice(0, 10)).sort()).toEqual(forecast)
})

test('a throttle, a pause of the mailbox or of the cadence, and what is missing are named', async () => {
  const { companyId } = company
  const mailbox = await company.addMailbox()
  const cadence = await company.cadence(['mail A'], ['throttle: 1'])
  const [ann = '', bob = '', eve = ''] = await company.addProspects(3)
  await company.start(cadence, [ann, bob, eve])
  scene.missing.set(ann, ['FirstName'])
  scene.missing.set(bob, ['FirstName'])
  scene.missing.set(eve, ['FirstName'])
  await scene.run()
  const held = 'Held: FirstName is missing; fill it in and the mail goes by itself.'
  expect(await sentences(cadence)).toContain(held)
  scene.missing.clear()
  await scene.db.transaction((tx) =>
    scene.engine.prospectsChanged(tx, { companyId, prospectIds: [ann, bob, eve] }),
  )
  await scene.run()
  await company.deliver()
  const throttled =
    'Waits for Tuesday 00:00 (UTC) to send step 1, because the cadence has begun all its first mails of today.'
  expect((await sentences(cadence)).filter((one) => one === throttled)).toHaveLength(1)
  expect((await report(cadence)).map(({ expectedAt }) => expectedAt?.toISOString() ?? null).sort()).toEqual([
    '2026-03-03T00:00:00.000Z',
    '2026-03-04T00:00:00.000Z',
    null,
  ])

  await scene.db.query(
    `UPDATE mailboxes SET state = 'paused', pause_reason = '535 bad credentials' WHERE id = $1`,
    [mailbox],
  )
  const broken = `Waits for mailbox ${mailbox}@acme.test, which is paused: 535 bad credentials.`
  expect((await sentences(cadence)).filter((one) => one === broken)).toHaveLength(2)
  await scene.sequences.pauseSequence({ companyId, sequenceId: cadence })
  expect(
    (await sentences(cadence)).filter((one) => one.startsWith('Waits for the cadence to be resumed')),
  ).toHaveLength(2)
  expect((await report(cadence)).map(({ expectedAt }) => expectedAt)).toEqual([null, null, null])
})

test('mails in hand tell what the server said, and pauses when they end', async () => {
  const { companyId } = company
  await company.addMailbox()
  const cadence = await company.cadence(['mail A'])
  const [ann = '', bob = ''] = await company.addProspects(2)
  await company.start(cadence, [ann, bob])
  await scene.run()
  await scene.engine.pause({ companyId, prospectIds: [bob], until: at('2026-03-05T09:00:00Z') })
  const [mail] = (await company.mails()).filter(({ prospectId }) => prospectId === ann)
  const tell = async () => (await report(cadence)).find(({ prospectId }) => prospectId === ann)
  await scene.db.query(`UPDATE messages SET not_before = $2, server_answer = '451 Later' WHERE id = $1`, [
    mail?.id,
    new Date(SCENE_START.getTime() + HOUR),
  ])
  expect(await tell()).toMatchObject({
    sentence: 'The mail of step 1 is tried again Monday 10:00 (UTC), because the server asked to wait.',
    expectedAt: at('2026-03-02T10:00:00Z'),
  })
  await company.stateOf([mail?.id ?? ''], 'uncertain')
  expect((await tell())?.sentence).toMatch(/^The mail of step 1 may have been sent or not/)
  expect((await report(cadence)).find(({ prospectId }) => prospectId === bob)).toMatchObject({
    sentence: 'Paused until Thursday 09:00 (UTC).',
    expectedAt: at('2026-03-05T09:00:00Z'),
  })
})

test('pages hold everybody once, those under way first; a status may be asked for alone, and each is counted', async () => {
  const { companyId } = company
  await company.addMailbox()
  const cadence = await company.cadence(['mail A', 'wait: 1 day', 'mail B'])
  const prospects = await company.addProspects(7)
  await company.start(cadence, prospects)
  await scene.engine.stop({ companyId, prospectIds: prospects.slice(0, 2) })
  await scene.db.transaction((tx) =>
    scene.engine.suppressed(tx, { companyId, prospectIds: prospects.slice(2, 3), reason: 'unsubscribed' }),
  )
  const read = async (more: { status?: 'in_cadence' | 'manually_stopped'; limit: number }) => {
    const pages: string[][] = []
    for (let after: WaitingCursor | undefined; ; ) {
      const page = await scene.engine.waitingReport({ companyId, sequenceId: cadence, after, ...more })
      pages.push(page.prospects.map(({ prospectId }) => prospectId))
      if (!page.next) return pages
      after = page.next
    }
  }
  const [stopped1 = '', stopped2 = '', gone = '', ...running] = prospects
  const all = [...running, stopped1, stopped2, gone]
  for (const limit of [1, 2, 3, 4, 7, 8]) {
    const pages = await read({ limit })
    expect(pages.flat()).toEqual(all)
    expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true)
    expect(pages.at(-1)).not.toEqual([])
  }
  expect(await read({ limit: 3, status: 'in_cadence' })).toEqual([running.slice(0, 3), running.slice(3)])
  expect(await read({ limit: 3, status: 'manually_stopped' })).toEqual([[stopped1, stopped2]])

  const counts = await scene.engine.sequenceCounts({ companyId, sequenceId: cadence })
  expect(counts.slice(0, 3)).toEqual([
    { status: 'in_cadence', statusLabel: 'In Cadence', prospects: 4 },
    { status: 'completed', statusLabel: 'Completed without reply', prospects: 0 },
    { status: 'manually_stopped', statusLabel: 'Manually stopped', prospects: 2 },
  ])
  expect(counts.reduce((sum, one) => sum + one.prospects, 0)).toBe(7)
})

test('a cadence of another company, and one without anybody, are empty', async () => {
  await company.addMailbox()
  const cadence = await company.cadence(['mail A'])
  expect(await report(cadence)).toEqual([])
  await company.start(cadence, await company.addProspects(1))
  const { companyId } = await scene.addCompany()
  expect(await scene.engine.waitingReport({ companyId, sequenceId: cadence })).toEqual({
    prospects: [],
    next: null,
  })
  expect(
    (await scene.engine.sequenceCounts({ companyId, sequenceId: cadence })).every(
      (one) => one.prospects === 0,
    ),
  ).toBe(true)
})

test('who waits behind thousands of others is told after whom, not a time that is made up', async () => {
  const mailbox = await company.addMailbox({ limits: { daily: 1000 } })
  const cadence = await company.cadence(['mail A'])
  await company.start(cadence, await company.addProspects(2010))
  const told: WaitingProspect[] = []
  for (let after: WaitingCursor | null | undefined; after !== null; ) {
    const which = { companyId: company.companyId, sequenceId: cadence, limit: 1500 }
    const page = await scene.engine.waitingReport({ ...which, after })
    told.push(...page.prospects)
    after = page.next
  }
  expect(told.filter(({ expectedAt }) => expectedAt !== null)).toHaveLength(2000)
  const behind = told.filter(({ expectedAt }) => expectedAt === null)
  expect(new Set(behind.map(({ sentence }) => sentence))).toEqual(
    new Set([
      `Waits until after Tuesday 00:00 (UTC) to send step 1, when its turn comes in mailbox ${mailbox}@acme.test.`,
    ]),
  )
  expect(new Set(behind.map(({ expectedAfter }) => expectedAfter))).toEqual(
    new Set([at('2026-03-03T00:00:00Z')]),
  )
})

test('who has had his mails of today waits for his next day, before and after the dispatcher met him', async () => {
  await company.addMailbox()
  scene.settings.mailsPerPersonAndDay = 1
  const cadence = await company.cadence(['mail A'])
  const other = await company.cadence(['mail O'], ['window: 09:00-17:00'], 'Other')
  const [ann = '', bob = ''] = await company.addProspects(2)
  await company.start(cadence, [ann])
  await scene.run()
  await company.start(other, [ann, bob])
  const waits = {
    sentence:
      'Waits for Tuesday 09:00 (UTC) to send step 1, because one person is sent at most 1 automatic mail a day.',
    expectedAt: at('2026-03-03T09:00:00Z'),
  }
  expect(await report(other)).toMatchObject([waits, { sentence: 'Is due now, to send step 1.' }])
  await scene.run()
  expect(await report(other)).toMatchObject([waits, { sentence: 'The mail of step 1 is about to be sent.' }])
  scene.clock.moveTo(waits.expectedAt)
  expect(await sentences(other)).toContain('Is due now, to send step 1.')
  await scene.run()
  expect((await company.mails()).filter(({ prospectId }) => prospectId === ann)).toHaveLength(2)
})

test('hours that never meet are named, and whose they are', async () => {
  const { companyId } = company
  const window = { from: '20:00', to: '22:00' }
  const mailbox = await company.addMailbox({ zone: 'Europe/Berlin', limits: { window } })
  await company.cadence(['mail N'], [], 'Nobody')
  const night = await company.cadence(['mail M'], ['window: 18:00-20:00'], 'Night')
  const day = await company.cadence(['mail A'], ['zone: prospect', 'window: 09:00-17:00', 'days: mon-fri'])
  const [ann = '', bob = '', eve = ''] = await company.addProspects(3)
  await scene.db.query(`UPDATE prospects SET time_zone = 'Asia/Tokyo' WHERE id = ANY($1)`, [[ann, bob]])
  await scene.db.query(`UPDATE prospects SET time_zone = 'America/New_York' WHERE id = $1`, [eve])
  await company.start(night, [ann])
  await company.start(day, [ann, bob, eve])
  await scene.run()
  const apart = {
    sentence: `Waits to send step 1, but mailbox ${mailbox}@acme.test sends only 20:00–22:00 (Europe/Berlin) and the cadence only 09:00–17:00, Mon Tue Wed Thu Fri (Asia/Tokyo), which never meet; change the hours or days of either and it goes by itself.`,
    ...{ expectedAt: null, expectedAfter: null },
  }
  expect(await report(day)).toMatchObject([apart, apart, { expectedAt: at('2026-03-02T19:00:00Z') }])
  expect(await scene.engine.hoursThatNeverMeet({ companyId })).toEqual([
    {
      ...{ mailbox: `${mailbox}@acme.test`, mailboxHours: '20:00–22:00 (Europe/Berlin)', prospects: 2 },
      ...{ sequence: 'Cadence', sequenceHours: '09:00–17:00, Mon Tue Wed Thu Fri (Asia/Tokyo)' },
    },
  ])
  await company.setMailbox(mailbox, { limits: { window: null } })
  expect(await scene.engine.hoursThatNeverMeet({ companyId })).toEqual([])
})

test('a page may be of one phase, of one step, and of those whose address or name holds a text', async () => {
  await company.addMailbox()
  const cadence = await company.cadence(['mail A', 'call: Ring'])
  const [ann = '', bob = '', eve = ''] = await company.addProspects(3)
  await scene.db.query(`UPDATE prospects SET full_name = '100%_Bob' WHERE id = $1`, [bob])
  await company.start(cadence, [ann, bob, eve])
  const { companyId, userId } = company
  await scene.engine.pause({ companyId, userId, prospectIds: [ann], sequenceId: cadence, until: null })
  const idsOf = async (which: object) => {
    const { prospects } = await scene.engine.waitingReport({ companyId, sequenceId: cadence, ...which })
    return prospects.map(({ prospectId }) => prospectId)
  }
  expect(await idsOf({ phase: 'paused' })).toEqual([ann])
  expect(await idsOf({ phase: 'due' })).toEqual([bob, eve])
  expect(await idsOf({ phase: 'ended' })).toEqual([])
  expect(await idsOf({ search: '0%_bo' })).toEqual([bob])
  expect(await idsOf({ search: '%' })).toEqual([bob])
  const { step_id: stepId } = await company.enrolmentOf(eve)
  expect(await idsOf({ stepId, phase: 'due' })).toEqual([bob, eve])
  expect(await idsOf({ stepId: 'none' })).toEqual([])
  expect(await scene.engine.sequencePhases({ companyId, sequenceId: cadence })).toEqual([
    { phase: 'due', prospects: 2 },
    { phase: 'paused', prospects: 1 },
  ])
})
