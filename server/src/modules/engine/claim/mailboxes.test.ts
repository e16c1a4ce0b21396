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
const nextAt = async () => (await scene.engine.tick()).nextAt

describe('a mailbox', () => {
  test('with a gap sends one at a time: follow-ups before first mails, then the longest due', async () => {
    const mailbox = await company.addMailbox()
    const cadence = await company.cadence(['mail A', 'wait: 1 hour', 'mail B'])
    const [ann = '', bob = ''] = await company.addProspects(2)
    await company.start(cadence, [ann])
    await scene.run()
    await company.deliver()
    await company.setMailbox(mailbox, { limits: { minGapSeconds: 60, maxGapSeconds: 180 } })
    scene.clock.advance(HOUR / 2)
    const [carl = ''] = await company.addProspects(1)
    // The slot is taken by another, so that all three wait for the next one.
    const [dora = ''] = await company.addProspects(1)
    await company.start(cadence, [dora])
    scene.clock.advance(HOUR / 2 - 60_000)
    await scene.run()
    await company.start(cadence, [bob])
    scene.clock.advance(1000)
    await company.start(cadence, [carl])
    for (let slot = 0; slot < 3; slot += 1) {
      scene.clock.moveTo((await nextAt()) ?? SCENE_START)
      expect(await scene.run()).toBe(1)
    }
    const order = (await company.mails()).map(({ prospectId }) => prospectId)
    expect(order).toEqual([ann, dora, ann, bob, carl])
    const [, , third, fourth] = await company.mails()
    // Half way between the shortest and the longest gap, as the scene's random numbers are one half.
    expect((fourth?.queuedAt.getTime() ?? 0) - (third?.queuedAt.getTime() ?? 0)).toBe(120_000)
  })

  test('that has sent its daily number starves no other, and goes on at its midnight', async () => {
    const [full, free] = [
      await company.addMailbox({ limits: { daily: 2 } }),
      await company.addMailbox({ userId: company.janeId }),
    ]
    const cadence = await company.cadence(['mail A'])
    await company.start(cadence, await company.addProspects(5))
    await company.start(cadence, await company.addProspects(5), company.janeId)
    expect(await scene.run()).toBe(7)
    const sentFrom = (await company.mails()).map(({ mailboxId }) => mailboxId)
    expect(sentFrom.filter((id) => id === full)).toHaveLength(2)
    expect(sentFrom.filter((id) => id === free)).toHaveLength(5)
    expect(await nextAt()).toEqual(at('2026-03-03T00:00:00Z'))
    scene.clock.moveTo(at('2026-03-03T00:00:00Z'))
    expect(await scene.run()).toBe(2)
  })

  test('whose limit was lowered below what it has sent today is left alone until tomorrow', async () => {
    const mailbox = await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    await company.start(cadence, await company.addProspects(5))
    await scene.run()
    await company.setMailbox(mailbox, { limits: { daily: 3 } })
    await company.start(cadence, await company.addProspects(1))
    expect(await scene.run()).toBe(0)
    expect(await nextAt()).toEqual(at('2026-03-03T00:00:00Z'))
  })

  test('keeps hours of its own beside the cadence', async () => {
    await company.addMailbox({ limits: { window: { from: '12:00', to: '13:00' } } })
    const cadence = await company.cadence(['mail A'])
    await company.start(cadence, await company.addProspects(1))
    expect(await scene.run()).toBe(0)
    expect(await nextAt()).toEqual(at('2026-03-02T12:00:00Z'))
    scene.clock.moveTo(at('2026-03-02T12:00:00Z'))
    expect(await scene.run()).toBe(1)
  })

  test('that is paused sends nothing until it runs again', async () => {
    const mailbox = await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    await company.setMailbox(mailbox, { state: 'paused' })
    await company.start(cadence, await company.addProspects(1))
    expect(await scene.engine.tick()).toEqual({ claimed: 0, recorded: 0, nextAt: null })
    await company.setMailbox(mailbox, { state: 'running' })
    expect(await scene.run()).toBe(1)
  })

  test('whose recorded mails do not leave gets no more of them, and goes on when they have', async () => {
    const mailbox = await company.addMailbox({ limits: { minGapSeconds: 1, maxGapSeconds: 1 } })
    const cadence = await company.cadence(['mail A'])
    await company.start(cadence, await company.addProspects(8))
    for (let second = 0; second < 20; second += 1) {
      await scene.run()
      scene.clock.advance(1000)
    }
    expect(await company.mails()).toHaveLength(5)
    // What waits for something else than the sender does not count.
    await company.stateOf(
      (await company.mails()).slice(0, 2).map(({ id }) => id),
      'uncertain',
    )
    for (let second = 0; second < 20; second += 1) {
      await scene.run()
      scene.clock.advance(1000)
    }
    expect(await company.mails()).toHaveLength(7)
    await company.deliver()
    expect(await scene.run()).toBe(1)
    expect(new Set((await company.mails()).map(({ mailboxId }) => mailboxId))).toEqual(new Set([mailbox]))
  })
})
