import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { fillCompany } from '#test/fill-company.ts'
import { markOneOffsSending, markSending } from '../outbound/send/mark-sending.ts'

const BACKUP_AT = new Date('2026-03-02T08:00:00Z')

let scene: AppApiScene
beforeEach(async () => {
  scene = await appApiScene()
  await fillCompany(scene, { owner: scene.steve, mark: 'zebra' })
})
afterEach(() => scene.close())

const hold = () => scene.db.transaction((tx) => scene.recovery.holdSending(tx, { backupAt: BACKUP_AT }))
const HELD = { backupAt: BACKUP_AT.toISOString(), restoredAt: '2026-03-02T09:00:00.000Z' }
/** A moment later: the mailbox rests after the mail that was written by hand. */
const tick = () => {
  scene.clock.advance(600_000)
  return scene.engine.tick()
}
const stateOf = async (kind: string) =>
  (await scene.db.query('SELECT state, attempts FROM messages WHERE kind = $1', [kind])).rows

test('what was restored is held: nothing is claimed and nothing begins to leave until an admin confirms', async () => {
  await scene.db.query(`UPDATE messages SET state = 'queued' WHERE kind = 'test'`)
  await hold()
  expect((await scene.get('/sending', { key: scene.jane.apiKey })).body).toEqual({ held: HELD })
  expect(await scene.engine.tick()).toMatchObject({ claimed: 0, recorded: 0 })
  expect(await scene.outbound.sendDue()).toBe(0)
  expect(await stateOf('test')).toEqual([{ state: 'queued', attempts: 0 }])

  const report = await scene.get('/sending/report')
  expect(report.body).toMatchObject({
    held: HELD,
    ...{ uncertain: 0, due: 1, firstDue: [{ email: 'zebra@zoo.test', sequence: 'zebra cadence' }] },
    sent: { mails: [], unseen: [{ mailbox: 'box@zoo.test', reason: expect.stringContaining('only sends') }] },
  })
  expect(await scene.refused('POST', '/sending/confirm', { body: {}, key: scene.jane.apiKey })).toEqual({
    status: 403,
    field: 'role',
  })
  const confirmed = await scene.post('/sending/confirm', {})
  expect(confirmed.body).toEqual({ report: report.body, paused: 0 })
  expect((await scene.get('/sending')).body).toEqual({ held: null })
  expect(await tick()).toMatchObject({ claimed: 1, recorded: 1 })
  // Nobody answers at the mailbox's server; but now it was tried.
  await scene.outbound.sendDue()
  expect(await stateOf('test')).not.toEqual([{ state: 'queued', attempts: 0 }])
})

test('not even a mail that was read before the hold is marked', async () => {
  await tick()
  await scene.db.query(`UPDATE messages SET state = 'queued' WHERE kind = 'test'`)
  const { rows } = await scene.db.query<{ id: string }>('SELECT id FROM messages ORDER BY id')
  const mark = async () => {
    const input = {
      companyId: scene.steve.companyId,
      ...{ ids: rows.map(({ id }) => id), processId: 'p', now: scene.clock.now() },
    }
    return [await markSending(scene.db, input), await markOneOffsSending(scene.db, input)].map(
      ({ size }) => size,
    )
  }
  await hold()
  expect(await mark()).toEqual([0, 0])
  await scene.recovery.confirmSending({ companyId: scene.steve.companyId, look: false })
  // The test mail, and the one that was written by hand.
  expect(await mark()).toEqual([1, 2])
})

test('each company confirms for itself, and once', async () => {
  await hold()
  expect((await scene.recovery.openHolds()).map(({ companyName }) => companyName)).toEqual(['Acme', 'Other'])
  expect((await scene.post('/sending/confirm', { look: false })).body.report.sent).toBeNull()
  expect((await scene.recovery.openHolds()).map(({ companyName }) => companyName)).toEqual(['Other'])
  expect((await scene.post('/sending/confirm', {})).status).toBe(422)
  expect((await scene.get('/sending/report')).status).toBe(404)
  const { body } = await scene.get('/notices', { key: scene.stranger.apiKey })
  expect(body.items[0]).toMatchObject({ kind: 'restored', text: expect.stringContaining(HELD.backupAt) })
})

test('what was on its way is in doubt, and told in the timeline', async () => {
  await tick()
  expect(await stateOf('sequence')).toEqual([{ state: 'queued', attempts: 0 }])
  await scene.db.transaction((tx) => scene.outbound.takeForDoubtful(tx, { backupAt: BACKUP_AT }))
  expect(await stateOf('sequence')).toEqual([{ state: 'uncertain', attempts: 0 }])
  const { rows } = await scene.db.query(
    `SELECT data FROM events WHERE kind = 'uncertain' AND enrolment_id IS NOT NULL`,
  )
  expect(rows).toEqual([{ data: { message: expect.stringContaining('backup') } }])
})
