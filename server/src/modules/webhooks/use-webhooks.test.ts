import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openReceiver, verify, type WebhooksScene, webhooksScene } from './webhooks-scene.ts'

const DAY = 24 * 60 * 60_000

let scene: WebhooksScene
let receiver: Awaited<ReturnType<typeof openReceiver>>
beforeAll(async () => {
  scene = await webhooksScene()
  receiver = await openReceiver()
})
afterAll(async () => {
  await receiver.close()
  await scene.drop()
})
afterEach(async () => {
  await scene.db.query('DELETE FROM webhooks')
  await scene.db.query('DELETE FROM webhook_deliveries')
  receiver.received.length = 0
})

const call = (url: string) =>
  scene.db.transaction((tx) =>
    scene.webhooks.callWebhook(tx, {
      companyId: scene.companyId,
      userId: scene.userId,
      prospectId: scene.ann,
      url,
    }),
  )

test('a journey calls an address: the first call makes its webhook, which journeys alone use', async () => {
  const { companyId, webhooks } = scene
  await call(` ${receiver.url} `)
  await call(receiver.url)
  const [called, ...others] = await webhooks.listWebhooks({ companyId })
  expect(others).toEqual([])
  expect(called).toMatchObject({ event: 'callWebhook', url: receiver.url, state: 'on' })
  const webhookId = called?.id ?? ''
  const { secret } = await webhooks.renewSecret({ companyId, webhookId })
  await scene.append({ kind: 'replied', data: {} })
  await scene.deliver()
  expect(receiver.received.map(({ body }) => body)).toMatchObject([
    { event: 'callWebhook', email: 'ann@zoo.test', list: 'default' },
    { event: 'callWebhook', email: 'ann@zoo.test' },
  ])
  for (const got of receiver.received) verify(secret, got)
  await expect(webhooks.updateWebhook({ companyId, webhookId, event: 'reply' })).rejects.toThrow('journeys')
  await webhooks.updateWebhook({ companyId, webhookId, state: 'off' })
  await call(receiver.url)
  expect(await scene.log(webhookId)).toHaveLength(2)
  await expect(call('ftp://a.test')).rejects.toMatchObject({ code: 'invalid_input', field: 'url' })
})

test('a prospect is sent by hand to every webhook of sendProspect; with none it says so', async () => {
  const { companyId, userId, webhooks, ann, bob } = scene
  const send = () => webhooks.sendToWebhook({ companyId, userId, prospectIds: [ann, bob] })
  await scene.subscribe('reply', receiver.url)
  await expect(send()).rejects.toMatchObject({ code: 'not_allowed' })
  await scene.subscribe('sendProspect', receiver.url)
  await scene.subscribe('*', receiver.url)
  expect(await send()).toEqual({ webhooks: 2 })
  await scene.deliver()
  expect(receiver.received.map(({ body }) => `${body.event} ${body.email}`).sort()).toEqual([
    ...['sendProspect ann@zoo.test', 'sendProspect ann@zoo.test'],
    ...['sendProspect bob@zoo.test', 'sendProspect bob@zoo.test'],
  ])
  expect((await scene.events.timeline({ companyId, prospectId: ann, limit: 1 }))[0]).toMatchObject({
    kind: 'sent_to_webhook',
    userId,
  })
})

test('who subscribes twice at once has one webhook; changing one into another he has is a conflict', async () => {
  const { companyId } = scene
  const both = await Promise.all([scene.subscribe('reply', 'a.test/x'), scene.subscribe('REPLY', 'a.test/x')])
  expect(new Set(both.map(({ webhook }) => webhook.id)).size).toBe(1)
  expect(new Set(both.map(({ secret }) => secret)).size).toBe(1)
  const { webhook } = await scene.subscribe('open', 'a.test/x')
  await expect(
    scene.webhooks.updateWebhook({ companyId, webhookId: webhook.id, event: 'reply' }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('what waits goes to the new address; what was removed gets nothing more', async () => {
  const { companyId } = scene
  const { webhook } = await scene.subscribe('reply', 'http://127.0.0.1:1/')
  await scene.append({})
  await scene.webhooks.updateWebhook({ companyId, webhookId: webhook.id, url: receiver.url })
  await scene.deliver()
  expect(receiver.received).toHaveLength(1)
  await scene.append({})
  await scene.webhooks.removeWebhook({ companyId, webhookId: webhook.id })
  await scene.deliver()
  expect(receiver.received).toHaveLength(1)
  const { rows } = await scene.db.query<{ state: string }>('SELECT state FROM webhook_deliveries ORDER BY id')
  expect(rows.map(({ state }) => state)).toEqual(['delivered', 'cancelled'])
})

test('the log is kept for 30 days, and with it the name of what was removed', async () => {
  const { companyId, webhooks } = scene
  const kept = await scene.subscribe('reply', receiver.url)
  const removed = await scene.subscribe('*', receiver.url)
  await scene.append({})
  await scene.deliver()
  await webhooks.removeWebhook({ companyId, webhookId: removed.webhook.id })
  const count = async () => {
    await webhooks.pruneLog()
    const { rows } = await scene.db.query<{ webhooks: number; deliveries: number }>(
      'SELECT (SELECT count(*) FROM webhooks)::int AS webhooks, (SELECT count(*) FROM webhook_deliveries)::int AS deliveries',
    )
    return rows[0]
  }
  scene.clock.advance(30 * DAY - 1_000)
  expect(await count()).toEqual({ webhooks: 2, deliveries: 2 })
  await scene.append({})
  scene.clock.advance(2_000)
  expect(await count()).toEqual({ webhooks: 1, deliveries: 1 })
  expect((await webhooks.listWebhooks({ companyId })).map(({ id }) => id)).toEqual([kept.webhook.id])
})

test('a secret is stored sealed, and opens for its own webhook only', async () => {
  const { companyId } = scene
  const one = await scene.subscribe('reply', receiver.url)
  const two = await scene.subscribe('open', receiver.url)
  const { rows } = await scene.db.query<{ secret: string }>('SELECT secret FROM webhooks')
  expect(rows.some(({ secret }) => secret.includes(one.secret))).toBe(false)
  await scene.db.query(
    `UPDATE webhooks SET secret = (SELECT secret FROM webhooks WHERE id = $1) WHERE company_id = $2`,
    [one.webhook.id, companyId],
  )
  await expect(scene.webhooks.testWebhook({ companyId, webhookId: two.webhook.id })).rejects.toThrow(
    'cannot be read with this key',
  )
})
