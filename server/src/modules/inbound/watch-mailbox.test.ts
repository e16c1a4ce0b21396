import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type Clock, manualClock } from '#platform/clock/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { openMailServers, type TestMailServers } from '#test/mail-servers/open-mail-servers.ts'
import { answerTo, connectionTo, type InboundScene, inboundScene, type SentMail } from './inbound-scene.ts'
import type { ReadingLeases } from './index.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let servers: TestMailServers
let clock: ReturnType<typeof watchedClock>
let scene: InboundScene
let mail: SentMail
let watching: { stop: AbortController; done: Promise<void> } | undefined

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
afterEach(async () => {
  watching?.stop.abort()
  await watching?.done
  watching = undefined
  await servers.close()
})

const MINUTE = 60_000
const TEN_MINUTES = 600_000

/** A clock that stands still, and knows for how long somebody sleeps. */
const watchedClock = () => {
  const inner = manualClock(new Date())
  const sleeps: number[] = []
  const sleep: Clock['sleep'] = async (milliseconds, signal) => {
    sleeps.push(milliseconds)
    await inner.sleep(milliseconds, signal)
    sleeps.splice(sleeps.indexOf(milliseconds), 1)
  }
  return { ...inner, sleep, sleeps }
}

const until = (look: () => boolean | Promise<boolean>): Promise<boolean> =>
  vi.waitUntil(look, { timeout: 40_000, interval: 20 })

const open = async (offers?: Parameters<typeof openMailServers>[0]): Promise<void> => {
  servers = await openMailServers(offers)
  clock = watchedClock()
  scene = await inboundScene(database.db, servers, { clock })
  mail = await scene.sent()
}

const ONE_MAILBOX = (): ReadingLeases => ({
  holdReadable: async () => [scene.mailbox],
  releaseAll: async () => {},
})

const watch = (leases: ReadingLeases = ONE_MAILBOX()): void => {
  const stop = new AbortController()
  watching = { stop, done: scene.inbound.watch(leases, stop.signal) }
}

/** Everything was read, and the watcher waits to be told of more. */
const waiting = () => until(() => clock.sleeps.some((one) => one === MINUTE || one === TEN_MINUTES))
const answered = (count = 1) => until(async () => (await scene.stored()).length >= count)

it('a mail that comes into the Inbox is read at once', async () => {
  await open()
  watch()
  await waiting()
  await scene.receive(answerTo(mail))
  await answered()
  expect(await scene.stored()).toMatchObject([{ kind: 'reply', folder: 'INBOX' }])
})

it.each([
  ['that tells of it, at once', { notify: true }],
  ['that must be asked, within a minute', { notify: false }],
  ['that cannot even tell of the Inbox, within a minute', { notify: false, idle: false }],
])('a mail in another folder is read from a server %s', async (_what, imap) => {
  await open({ imap })
  watch()
  await waiting()
  const tells = await servers.notifies(scene.account)
  await until(() => clock.sleeps.includes(tells ? TEN_MINUTES : MINUTE))
  await scene.receive(answerTo(mail), 'Junk')
  if (!tells) clock.advance(MINUTE)
  await answered()
  expect(await scene.stored()).toMatchObject([{ kind: 'reply', folder: 'Junk' }])
})

it('a mail that comes into the Inbox while other folders are read is not missed', async () => {
  await open()
  await scene.receive(answerTo(mail), 'Archive')
  const meanwhile = await scene.sent()
  const { markReplied } = scene.ports
  scene.ports.markReplied = async (tx, input) => {
    scene.ports.markReplied = markReplied
    await scene.receive(answerTo(meanwhile))
    await markReplied(tx, input)
  }
  watch()
  await answered(2)
  expect((await scene.stored()).map(({ folder }) => folder)).toEqual(['Archive', 'INBOX'])
})

it('a folder that comes later is read too', async () => {
  await open()
  watch()
  await waiting()
  await servers.createFolder(scene.account, 'All Mail')
  await scene.receive(answerTo(mail), 'All Mail')
  clock.advance(TEN_MINUTES)
  await answered()
})

it('a connection that is lost is made again, and what came meanwhile is read', async ({ skip }) => {
  await open()
  if (!servers.simulated) skip('only on our own servers can connections be cut')
  watch()
  await waiting()
  servers.simulated?.imap.dropConnections(scene.account.address)
  await until(() => clock.sleeps.includes(2_000))
  await scene.receive(answerTo(mail))
  clock.advance(2_000)
  await answered()
  expect(scene.told('syncReported')).not.toContainEqual({ error: expect.any(String) })
})

it('wherever a connection is cut, every mail is taken once', async ({ skip }) => {
  await open()
  const { simulated } = servers
  if (!simulated) skip('only on our own servers can connections be cut')
  const mails = [mail]
  while (mails.length < 25) mails.push(await scene.sent())
  for (const one of mails) await scene.receive(answerTo(one))
  let cuts = 0
  for (let bytes = 40; bytes < 16_000; bytes = Math.ceil(bytes * 1.25)) {
    simulated?.imap.cutNextConnectionAfter(bytes)
    await scene.sync().catch(() => {
      cuts += 1
    })
  }
  await scene.sync()
  expect(cuts).toBeGreaterThan(10)
  expect(await scene.stored()).toHaveLength(25)
  expect(scene.told('answered')).toHaveLength(25)
})

it('the owner is told when reading fails again and again, and when it works again', async () => {
  await open()
  scene.ports.connectionOf = async () => {
    throw new Error('the password was changed')
  }
  watch()
  for (const pause of [2_000, 4_000]) {
    await until(() => clock.sleeps.includes(pause))
    clock.advance(pause)
  }
  await until(() => scene.told('syncReported').length > 0)
  expect(scene.told('syncReported')).toEqual([{ error: 'the password was changed' }])
  scene.ports.connectionOf = async () => connectionTo(scene.account)
  await until(() => clock.sleeps.includes(8_000))
  clock.advance(8_000)
  await waiting()
  expect(scene.told('syncReported').at(-1)).toEqual({ error: null })
})

it('that the failure itself cannot be noted ends nothing', async () => {
  await open()
  scene.ports.connectionOf = async () => {
    throw new Error('no network')
  }
  scene.ports.syncReported = async () => {
    throw new Error('no database')
  }
  watch()
  for (const pause of [2_000, 4_000, 8_000, 16_000]) {
    await until(() => clock.sleeps.includes(pause))
    clock.advance(pause)
  }
  expect(scene.logged.join()).toContain('no database')
})

it('a mailbox that another process took is let go, and begun again when it is free', async ({ skip }) => {
  await open()
  const { simulated } = servers
  if (!simulated) skip('only our own servers count connections')
  let held = [scene.mailbox]
  watch({ holdReadable: async () => held, releaseAll: async () => {} })
  await waiting()
  held = []
  clock.advance(10_000)
  await until(() => simulated?.imap.connections(scene.account.address) === 0)
  held = [scene.mailbox]
  clock.advance(10_000)
  await waiting()
})

it('leases that cannot be looked up are looked up again, and given back at the end', async () => {
  await open()
  let asked = 0
  let released = false
  watch({
    holdReadable: async () => {
      asked += 1
      if (asked === 1) throw new Error('the database is away')
      return [scene.mailbox]
    },
    releaseAll: async () => {
      released = true
    },
  })
  await until(() => clock.sleeps.includes(10_000))
  clock.advance(10_000)
  await waiting()
  watching?.stop.abort()
  await watching?.done
  expect(released).toBe(true)
})

it('ends at once, also while it waits for a server that says nothing', { timeout: 10_000 }, async () => {
  await open()
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  const connected = once(silent, 'connection')
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' && address ? address.port : 0
  scene.ports.connectionOf = async () => ({ ...connectionTo(scene.account), host: '127.0.0.1', port })
  watch()
  await connected
  watching?.stop.abort()
  await watching?.done
  silent.close()
})
