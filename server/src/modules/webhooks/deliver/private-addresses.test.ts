import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWebhooks } from '../index.ts'
import { names, openReceiver, type WebhooksScene, webhooksScene } from '../webhooks-scene.ts'
import { isPublicAddress } from './public-address.ts'

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

const strict = (known: Readonly<Record<string, readonly string[]>>) =>
  createWebhooks({ ...scene.deps, allowPrivate: false, lookup: names(known) })
const add = (webhooks: ReturnType<typeof strict>, url: string) =>
  webhooks.addWebhook({ companyId: scene.companyId, userId: scene.userId, event: 'reply', url })

test.each([
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...[
    '169.254.169.254',
    '100.64.0.1',
    '100.127.255.255',
    '192.0.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ],
  ...[
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
  ],
  ...['2002:7f00:1::', '2001::1', '2001:db8::1', 'fec0::1', 'fe80::1%eth0', 'localhost', ''],
])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '1.1.1.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
  '%s is one',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

test('an address in IPv6 form counts as itself', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address))
    }),
  )
})

test.each([
  ...[
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    '127.1',
  ],
  ...['http://[::ffff:10.0.0.1]/', 'https://inside.test/', 'http://169.254.169.254/latest/meta-data'],
])('%s is refused when it is subscribed', async (url) => {
  await expect(add(strict({ 'inside.test': ['10.0.0.1', 'fd00::1'] }), url)).rejects.toMatchObject({
    code: 'not_allowed',
    field: 'url',
    message: expect.stringContaining('WEBHOOKS_ALLOW_PRIVATE=true'),
  })
})

test('a name is looked up again at each connection, and private answers are refused there', async () => {
  const { companyId } = scene
  const url = `http://rebind.test:${receiver.port}/`
  const { webhook } = await add(strict({ 'rebind.test': ['93.184.216.34'] }), url)
  await scene.append({})
  const rebound = strict({ 'rebind.test': ['127.0.0.1', '::1'] })
  await scene.deliver(rebound)
  expect(receiver.received).toEqual([])
  const [entry] = await scene.webhooks.listDeliveries({ companyId, webhookId: webhook.id, limit: 1 })
  expect(entry?.error).toContain('leads to a private or local address')
  await rebound.updateWebhook({ companyId, webhookId: webhook.id, state: 'on' })
  await scene.db.query(`UPDATE webhooks SET url = $1`, [`http://127.0.0.1:${receiver.port}/`])
  scene.clock.advance(60_000)
  await scene.deliver(rebound)
  expect(receiver.received).toEqual([])
  await scene.webhooks.updateWebhook({ companyId, webhookId: webhook.id, state: 'on' })
  scene.clock.advance(60_000)
  await scene.deliver()
  expect(receiver.received).toHaveLength(1)
})

test('a name that is not found now may be later; what is no address of a web server is refused', async () => {
  const webhooks = strict({})
  expect((await add(webhooks, ' www.test.com/xyz ')).webhook.url).toBe('www.test.com/xyz')
  for (const url of [
    '',
    'ftp://a.test/',
    'http://',
    'https://a b/',
    'mailto:a@b.test',
    `https://a.test/${'x'.repeat(2000)}`,
    'https://a.test/\ud800',
    'a.test/\0',
  ])
    await expect(add(webhooks, url), url).rejects.toMatchObject({ code: 'invalid_input', field: 'url' })
})
