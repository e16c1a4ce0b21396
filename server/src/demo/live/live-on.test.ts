import { once } from 'node:events'
import { createServer } from 'node:http'
import { composeMessage } from '@cadenza/mailkit'
import { afterEach, expect, test } from 'vitest'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { startWorld } from '../world/index.ts'
import { liveOn } from './live-on.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const ourMail = (to: string): Buffer =>
  composeMessage({
    from: { address: 'steve@acme.test', name: 'Steve' },
    to: [{ address: to, name: 'Anna' }],
    subject: 'Hello',
    date: new Date('2027-03-01T09:00:00Z'),
    messageId: `<${to}>`,
    text: 'Hello',
    html: '<p>Hello</p><img src="https://elsewhere.example/o/token.gif">',
  })

/** Requests to a server of ours, as "METHOD path". */
const startWeb = async () => {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(async () => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { requests, url: `http://127.0.0.1:${port}` }
}

/** Lets time go on from one sleeper to the next until something holds. */
const until = async (clock: ManualClock, holds: () => boolean): Promise<void> => {
  while (!holds()) {
    const next = clock.nextWakeAt()
    if (next) clock.moveTo(next)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('people go on: what they open is fetched from this server, what they write lies in our mailboxes', async () => {
  const clock = manualClock(new Date('2027-03-01T09:00:00Z'))
  const world = await startWorld({ clock, seed: 'live', hurry: () => 1000 })
  undo.push(world.close)
  const web = await startWeb()
  world.servers.addAccount({ user: 'steve@acme.test' })
  const ending = new AbortController()
  const living = liveOn({ world, clock, log: silentLog(), url: web.url, signal: ending.signal })
  for (let index = 0; index < 40; index += 1) {
    const to = `p${index}@globex.example`
    world.people.receive({
      user: 'steve@acme.test',
      from: 'steve@acme.test',
      to: [to],
      raw: ourMail(to),
      at: clock.now(),
    })
  }
  await until(
    clock,
    () => web.requests.length > 0 && world.servers.store.messages({ account: 'steve@acme.test' }).length > 0,
  )
  expect(web.requests[0]).toBe('GET /o/token.gif')
  ending.abort()
  await living
})

test('a server that does not answer is no reason to stop living', async () => {
  const clock = manualClock(new Date('2027-03-01T09:00:00Z'))
  const world = await startWorld({ clock, seed: 'live', hurry: () => 1000 })
  undo.push(world.close)
  world.servers.addAccount({ user: 'steve@acme.test' })
  const ending = new AbortController()
  const living = liveOn({
    world,
    clock,
    log: silentLog(),
    url: 'http://127.0.0.1:1',
    signal: ending.signal,
  })
  for (let index = 0; index < 40; index += 1) {
    const to = `p${index}@globex.example`
    world.people.receive({
      user: 'steve@acme.test',
      from: 'steve@acme.test',
      to: [to],
      raw: ourMail(to),
      at: clock.now(),
    })
  }
  await until(clock, () => world.servers.store.messages({ account: 'steve@acme.test' }).length > 0)
  ending.abort()
  await living
})
