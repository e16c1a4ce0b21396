import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWebhooks } from '../index.ts'
import { openReceiver, verify, type WebhooksScene, webhooksScene } from '../webhooks-scene.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let scene: WebhooksScene
let receiver: Awaited<ReturnType<typeof openReceiver>>
beforeAll(async () => {
  scene = await webhooksScene()
})
afterAll(() => scene.drop())
beforeEach(async () => {
  receiver = await openReceiver()
})
afterEach(async () => {
  await receiver.close()
  await scene.db.query('DELETE FROM webhooks')
  await scene.db.query('DELETE FROM webhook_deliveries')
  scene.notices.length = 0
})

const which = (webhookId: string) => ({ companyId: scene.companyId, webhookId })
const standing = async (webhookId: string) => {
  const { state, offReason, failingSince } = await scene.webhooks.webhookById(which(webhookId))
  return { state, offReason, failingSince }
}

test('a delivery is signed as the Standard Webhooks say, and logged', async () => {
  const { webhook, secret } = await scene.subscribe('reply', `  ${receiver.url}?a=1  `)
  await scene.append({})
  await scene.deliver()
  const [got] = receiver.received
  if (!got) throw new Error('nothing came')
  expect(verify(secret, got)).toMatchObject({ event: 'reply', email: 'ann@zoo.test' })
  expect(() => verify(secret, { ...got, text: `${got.text} ` })).toThrow()
  expect(got.path).toBe('/hook?a=1')
  expect(got.headers['content-type']).toBe('application/json')
  const [entry] = await scene.log(webhook.id)
  expect(entry).toMatchObject({
    id: got.headers['webhook-id'],
    body: got.text,
    state: 'delivered',
    attempts: 1,
    status: 200,
    answer: 'thanks',
    error: null,
    nextAt: null,
    prospectId: scene.ann,
  })
  await scene.deliver()
  expect(receiver.received).toHaveLength(1)
})

test('nothing is told of a company that came from a backup until somebody confirms', async () => {
  await scene.subscribe('reply', receiver.url)
  await scene.append({})
  await scene.db.query('INSERT INTO sending_holds (company_id, backup_at, restored_at) VALUES ($1, $2, $2)', [
    scene.companyId,
    scene.clock.now(),
  ])
  await scene.deliver()
  expect(receiver.received).toEqual([])
  await scene.db.query('UPDATE sending_holds SET confirmed_at = restored_at WHERE company_id = $1', [
    scene.companyId,
  ])
  await scene.deliver()
  expect(receiver.received).toHaveLength(1)
})

test('each prospect is told of in order; another is not held up', async () => {
  await scene.subscribe('*', receiver.url)
  receiver.answer = (response, { body }) => {
    response.writeHead(body.event === 'tags_added' ? 500 : 200).end()
  }
  await scene.append(
    { kind: 'tags_added', data: { tags: ['a'] } },
    { kind: 'tags_removed', data: { tags: ['b'] } },
    { kind: 'tags_removed', data: { tags: ['c'] } },
    { kind: 'replied', prospectId: scene.bob, data: {} },
  )
  const seen = () => receiver.received.map(({ body }) => body.event)
  await scene.deliver()
  expect(seen().sort()).toEqual(['reply', 'tags_added'])
  receiver.answer = (response) => response.end()
  receiver.received.length = 0
  scene.clock.advance(10_000)
  await scene.deliver()
  expect(receiver.received.map(({ body }) => [body.event, body.data])).toEqual([
    ['tags_added', { tags: ['a'] }],
    ['tags_removed', { tags: ['b'] }],
    ['tags_removed', { tags: ['c'] }],
  ])
})

test('what a receiver goes on refusing lets the rest pass after four times', async () => {
  const { webhook } = await scene.subscribe('*', receiver.url)
  receiver.answer = (response, { body }) => {
    response.writeHead(body.event === 'tags_added' ? 422 : 200).end()
  }
  await scene.append({ kind: 'tags_added', data: { tags: ['a'] } }, { kind: 'replied', data: {} })
  for (let tries = 1; tries <= 4; tries += 1) {
    expect(receiver.received.some(({ body }) => body.event === 'reply')).toBe(false)
    await scene.deliver()
    scene.clock.advance(3 * MINUTE)
  }
  expect(receiver.received.at(-1)?.body.event).toBe('reply')
  expect(await standing(webhook.id)).toMatchObject({ state: 'on', failingSince: null })
})

test('a receiver that was away for hours gets everything in order, at once when it is back', async () => {
  const { webhook } = await scene.subscribe('*', receiver.url)
  receiver.status(503)
  for (let index = 0; index < 5; index += 1)
    await scene.append({ kind: 'tags_added', data: { tags: [String(index)] } })
  for (let minutes = 0; minutes < 240; minutes += 6) {
    await scene.deliver()
    scene.clock.advance(6 * MINUTE)
  }
  const tries = receiver.received.length
  expect(tries).toBeGreaterThan(5)
  expect(tries).toBeLessThan(30)
  receiver.received.length = 0
  receiver.answer = (response) => response.end()
  for (let hours = 0; hours < 4 && receiver.received.length === 0; hours += 1) {
    scene.clock.advance(HOUR)
    await scene.deliver()
  }
  await scene.deliver()
  expect(receiver.received.map(({ body }) => body.data)).toEqual(
    ['0', '1', '2', '3', '4'].map((tag) => ({ tags: [tag] })),
  )
  expect(await standing(webhook.id)).toMatchObject({ state: 'on', failingSince: null })
})

test('when it is back, those that were tried before are not left to their long gaps', async () => {
  await scene.subscribe('reply', receiver.url)
  receiver.status(503)
  const prospectIds = Array.from({ length: 6 }, () => scene.newId())
  await scene.append(...prospectIds.map((prospectId) => ({ prospectId })))
  for (let minutes = 0; minutes < 360; minutes += 5) {
    await scene.deliver()
    scene.clock.advance(5 * MINUTE)
  }
  receiver.received.length = 0
  receiver.answer = (response) => response.end()
  for (let tries = 0; tries < 100 && receiver.received.length === 0; tries += 1) {
    scene.clock.advance(5 * MINUTE)
    await scene.deliver()
  }
  expect(receiver.received).toHaveLength(6)
})

test('what comes just after it was found that nothing is left is not left to the next look', async () => {
  const { db } = scene
  let between = async (): Promise<void> => {}
  const query: typeof db.query = async (text, values) => {
    const answer = await db.query<never>(text, values)
    if (text.includes('WITH heads') && answer.rows.length === 0) await between()
    return answer
  }
  const webhooks = createWebhooks({ ...scene.deps, db: { ...db, query } })
  await scene.subscribe('reply', receiver.url)
  await scene.append({})
  between = async () => {
    between = async () => {}
    await scene.append({})
    await webhooks.deliver()
  }
  await scene.deliver(webhooks)
  expect(receiver.received).toHaveLength(2)
})

test('retries grow over a day; then the delivery is set aside, the webhook is off, and its owner is told', async () => {
  const { webhook } = await scene.subscribe('reply', receiver.url)
  receiver.status(500)
  await scene.append({}, { prospectId: scene.bob })
  const begun = scene.clock.now().getTime()
  const at: number[] = []
  while ((await standing(webhook.id)).state === 'on') {
    const before = receiver.received.length
    await scene.deliver()
    if (receiver.received.length > before) at.push((scene.clock.now().getTime() - begun) / MINUTE)
    scene.clock.advance(4 * MINUTE)
    if (scene.clock.now().getTime() - begun > 30 * HOUR) throw new Error('it is never switched off')
  }
  expect(at.length).toBeGreaterThan(8)
  expect(at.at(-1)).toBeGreaterThanOrEqual(24 * 60)
  expect(at.at(-1)).toBeLessThan(24 * 60 + 10)
  const log = await scene.log(webhook.id)
  expect(log.map(({ state }) => state)).toEqual(['set_aside', 'set_aside'])
  expect(await standing(webhook.id)).toMatchObject({
    offReason: 'Nothing was taken for a day. The receiver answered 500 instead of a status from 200 to 299.',
  })
  expect(scene.notices).toMatchObject([{ userId: scene.userId, kind: 'webhook_off' }])
  await expect(scene.webhooks.replayDeliveries(which(webhook.id))).rejects.toThrow('is off')

  receiver.received.length = 0
  receiver.answer = (response) => response.end()
  await scene.webhooks.updateWebhook({ ...which(webhook.id), state: 'on' })
  expect(await scene.webhooks.replayDeliveries(which(webhook.id))).toBe(2)
  await scene.deliver()
  expect(receiver.received.map(({ headers }) => headers['webhook-id']).sort()).toEqual(
    log.map(({ id }) => id).sort(),
  )
  expect((await scene.log(webhook.id)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
})

test('one delivery is replayed by its id, whatever became of it', async () => {
  const { webhook } = await scene.subscribe('reply', receiver.url)
  await scene.append({}, {})
  await scene.deliver()
  const [entry] = await scene.log(webhook.id)
  const id = entry?.id ?? ''
  expect(await scene.webhooks.replayDeliveries({ ...which(webhook.id), deliveryIds: [id] })).toBe(1)
  await scene.deliver()
  expect(receiver.received.filter(({ headers }) => headers['webhook-id'] === id)).toHaveLength(2)
  await expect(
    scene.webhooks.replayDeliveries({ ...which(webhook.id), deliveryIds: [id, scene.newId()] }),
  ).rejects.toThrow('no delivery with the id')
})

test('410 Gone switches it off at once; Retry-After is kept to', async () => {
  const { webhook } = await scene.subscribe('reply', receiver.url)
  receiver.status(429, { 'retry-after': '120' })
  await scene.append({})
  await scene.deliver()
  scene.clock.advance(100_000)
  await scene.deliver()
  expect(receiver.received).toHaveLength(1)
  receiver.status(410)
  scene.clock.advance(30_000)
  await scene.deliver()
  expect(receiver.received).toHaveLength(2)
  expect(await standing(webhook.id)).toMatchObject({ state: 'off' })
  expect(scene.notices).toHaveLength(1)
})

describe('no receiver delays another', () => {
  test('one that never answers', async () => {
    const webhooks = createWebhooks({ ...scene.deps, timeout: 60_000 })
    const slow = await openReceiver()
    let open: () => void = () => {}
    const asked = new Promise<void>((resolve) => {
      slow.answer = (response) => {
        open = () => response.end()
        resolve()
      }
    })
    await scene.subscribe('reply', slow.url)
    await scene.subscribe('reply', receiver.url)
    const answered = new Promise<void>((resolve) => {
      receiver.answer = (response) => {
        response.end()
        if (receiver.received.length === 2) resolve()
      }
    })
    await scene.append({})
    await webhooks.deliver()
    await asked
    await scene.append({})
    await webhooks.deliver()
    await answered
    expect(slow.received).toHaveLength(1)
    slow.answer = (response) => response.end()
    open()
    await webhooks.delivered()
    // Its second was due while the first was on its way.
    expect(slow.received).toHaveLength(2)
    await slow.close()
  })

  test('a time-out is a failure', async () => {
    const webhooks = createWebhooks({ ...scene.deps, timeout: 50 })
    const { webhook } = await scene.subscribe('reply', receiver.url)
    receiver.answer = () => {}
    await scene.append({})
    await scene.deliver(webhooks)
    const [entry] = await scene.log(webhook.id)
    expect(entry).toMatchObject({ state: 'waiting', status: null, attempts: 1 })
    expect(entry?.error).toContain('did not answer within 0.05 seconds')
  })
})

test('two processes never send one delivery twice', async () => {
  const other = createWebhooks(scene.deps)
  const { webhook } = await scene.subscribe('*', receiver.url)
  for (let index = 0; index < 40; index += 1)
    await scene.append({ kind: 'tags_added', prospectId: scene.newId(), data: { tags: [String(index)] } })
  await Promise.all([scene.webhooks.deliver(), other.deliver()])
  await Promise.all([scene.webhooks.delivered(), other.delivered()])
  await scene.deliver()
  expect(receiver.received).toHaveLength(40)
  expect((await scene.log(webhook.id)).every(({ state }) => state === 'delivered')).toBe(true)
})

test('an attempt whose process ended is made again after its lease', async () => {
  await scene.subscribe('reply', receiver.url)
  await scene.append({})
  await scene.db.query(`UPDATE webhook_deliveries SET attempts = 1, tried_at = $1, next_at = $2`, [
    scene.clock.now(),
    new Date(scene.clock.now().getTime() + MINUTE),
  ])
  await scene.deliver()
  expect(receiver.received).toHaveLength(0)
  scene.clock.advance(MINUTE)
  await scene.deliver()
  expect(receiver.received).toHaveLength(1)
})

test('a redirect is not followed, an endless answer is cut off', async () => {
  const { webhook } = await scene.subscribe('reply', receiver.url)
  receiver.answer = (response) => {
    response.writeHead(307, { location: `${receiver.url}2` }).end()
  }
  await scene.append({})
  await scene.deliver()
  expect(receiver.received).toHaveLength(1)
  expect((await scene.log(webhook.id))[0]?.error).toContain('redirect, which is not followed')

  let written = 0
  receiver.answer = (response) => {
    response.writeHead(200)
    const pour = (): void => {
      while (!response.destroyed && written < 1e8) {
        written += 65_536
        if (!response.write('x'.repeat(65_536))) return
      }
    }
    response.on('drain', pour).on('error', () => {})
    pour()
  }
  scene.clock.advance(MINUTE)
  await scene.deliver()
  const [entry] = await scene.log(webhook.id)
  expect(entry).toMatchObject({ state: 'delivered', status: 200, answer: 'x'.repeat(1000) })
  expect(written).toBeLessThan(5e7)
})

test('a test is sent and logged, tried once, and counts for nothing', async () => {
  const { webhook } = await scene.subscribe('reply', receiver.url)
  const fine = await scene.webhooks.testWebhook(which(webhook.id))
  expect(fine).toMatchObject({ state: 'delivered', status: 200, event: 'test', attempts: 1 })
  expect(receiver.received.map(({ body }) => body)).toMatchObject([
    { event: 'reply', fullName: 'Ann Example' },
  ])
  receiver.status(500)
  expect(await scene.webhooks.testWebhook(which(webhook.id))).toMatchObject({ state: 'set_aside' })
  expect(await standing(webhook.id)).toMatchObject({ state: 'on', failingSince: null })
})
