import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '../../../test/database.ts'
import { insertCompany } from '../../../test/insert-company.ts'
import { type AddMailboxInput, createMailboxes, type Mailboxes } from './index.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let companyId: string
let userId: string
let happened: string[]
let requests: URLSearchParams[]
let answer: () => Response
let mailboxes: Mailboxes
let clock: ManualClock

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())
beforeEach(async () => {
  const company = await insertCompany(db)
  companyId = company.companyId
  userId = company.userId
  happened = []
  requests = []
  answer = () => Response.json({ access_token: `token ${requests.length}`, expires_in: 600 })
  clock = manualClock(new Date('2026-03-02T08:00:00Z'))
  mailboxes = createMailboxes({
    db,
    clock,
    newId: createIds({ clock }),
    secrets: createSecrets('a key of this test, long enough to be one'),
    notify: async (_tx, { kind, text, userId: whom }) => void happened.push(`${kind} to ${whom}: ${text}`),
    onMailboxAdded: async (_tx, { zone }) => void happened.push(`added in ${zone}`),
    onMailboxChanged: async (_tx, { change }) => void happened.push(change),
    fetch: async (_url, options) => {
      requests.push(new URLSearchParams(String(options?.body)))
      return answer()
    },
  })
})

const add = (input: Partial<AddMailboxInput> = {}) =>
  mailboxes.addMailbox({
    companyId,
    userId,
    from: 'Steve <Steve@acme.test>',
    smtp: 'smtp://steve:hunter2@127.0.0.1:2525',
    imap: 'imap://127.0.0.1:1143',
    ...input,
  })
const failure = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw new Error('expected an AppError', { cause: error })
}

describe('a new mailbox', () => {
  it('keeps its secrets sealed and opens them for a connection', async () => {
    const mailbox = await add()
    expect(mailbox).toMatchObject({
      address: 'steve@acme.test',
      fromName: 'Steve',
      state: 'running',
      limits: { daily: 500, minGapSeconds: 30, maxGapSeconds: 300, zone: 'UTC' },
      smtp: { host: '127.0.0.1', port: 2525, security: 'none', user: 'steve' },
      imap: { port: 1143, user: 'steve' },
    })
    expect(happened).toEqual(['added in UTC'])
    const { rows } = await db.query<{ all: string }>(
      'SELECT mailboxes::text AS all FROM mailboxes WHERE company_id = $1',
      [companyId],
    )
    expect(rows[0]?.all).not.toContain('hunter2')
    expect(await mailboxes.connectionsOf({ companyId, mailboxId: mailbox.id })).toMatchObject({
      smtp: { user: 'steve', auth: { kind: 'password', password: 'hunter2' } },
      imap: { user: 'steve', auth: { kind: 'password', password: 'hunter2' } },
    })
  })

  it('takes passwords from outside of the URL, one for each server if they differ', async () => {
    const { id } = await add({
      smtp: 'smtp://s@127.0.0.1',
      imap: 'imap://i@127.0.0.1',
      smtpPassword: 'a',
      imapPassword: 'b',
    })
    expect(await mailboxes.connectionsOf({ companyId, mailboxId: id })).toMatchObject({
      smtp: { auth: { password: 'a' } },
      imap: { user: 'i', auth: { password: 'b' } },
    })
  })

  it('may send without a sign-in and read nothing', async () => {
    const { id } = await add({ smtp: 'smtp://127.0.0.1:25', imap: null })
    expect(await mailboxes.connectionsOf({ companyId, mailboxId: id })).toMatchObject({
      smtp: { user: null, auth: null },
      imap: null,
    })
    expect(await failure(mailboxes.imapConnectionOf({ companyId, mailboxId: id }))).toMatchObject({
      code: 'not_allowed',
    })
  })

  it('stores every limit, so that other readers find them', async () => {
    await add({ limits: { minGapSeconds: 0, maxGapSeconds: 0, zone: 'Europe/Berlin' } })
    const { rows } = await db.query('SELECT limits, zone FROM mailboxes WHERE company_id = $1', [companyId])
    expect(rows[0]).toEqual({
      zone: 'Europe/Berlin',
      limits: {
        daily: 500,
        hourly: null,
        minGapSeconds: 0,
        maxGapSeconds: 0,
        ramp: null,
        zone: 'Europe/Berlin',
        window: null,
        days: null,
        connections: 2,
      },
    })
  })

  it.each<[Partial<AddMailboxInput>, string]>([
    [{ from: 'Steve' }, 'from'],
    [{ from: 'Steve\r\nBcc: x@y.test <steve@acme.test>' }, 'from'],
    [{ replyTo: 'nobody' }, 'replyTo'],
    [{ smtp: 'smtp://steve@127.0.0.1' }, 'smtp'],
    [{ smtp: 'smtp://127.0.0.1', imap: 'imap://127.0.0.1' }, 'imap'],
    [{ imap: 'pop3://127.0.0.1' }, 'imap'],
    [{ limits: { daily: -1 } }, 'daily'],
    [
      { oauth2: { tokenUrl: 'http://far.test/token', clientId: 'c', clientSecret: null, refreshToken: 'r' } },
      'oauth2.tokenUrl',
    ],
  ])('is refused for %j', async (input, field) => {
    expect(await failure(add(input))).toMatchObject({ code: 'invalid_input', field })
    expect(await mailboxes.listMailboxes({ companyId })).toEqual([])
  })

  it('is the only one of its address until it is removed', async () => {
    const first = await add()
    expect(await failure(add({ from: 'STEVE@ACME.TEST' }))).toMatchObject({ code: 'conflict', field: 'from' })
    await mailboxes.removeMailbox({ companyId, mailboxId: first.id })
    const second = await add()
    expect(second.id).not.toBe(first.id)
    expect(await failure(mailboxes.connectionsOf({ companyId, mailboxId: first.id }))).toMatchObject({
      code: 'not_found',
    })
    expect(
      (await mailboxes.mailboxesOf(db, { companyId, mailboxIds: [first.id] })).get(first.id)?.state,
    ).toBe('removed')
  })

  it('is found by its address in any case, within its company only', async () => {
    const { id } = await add()
    expect(await mailboxes.mailboxByAddress({ companyId, address: ' Steve@ACME.test' })).toMatchObject({ id })
    expect(
      await mailboxes.mailboxIdsByAddress(db, { companyId, addresses: ['steve@acme.test', 'x@y.z'] }),
    ).toEqual(new Map([['steve@acme.test', id]]))
    const other = await insertCompany(db)
    expect(await failure(mailboxes.mailboxById({ companyId: other.companyId, mailboxId: id }))).toMatchObject(
      { code: 'not_found' },
    )
    expect(await mailboxes.listMailboxes({ companyId: other.companyId })).toEqual([])
  })
})

describe('pausing', () => {
  it('by a user, until resumed', async () => {
    const { id: mailboxId } = await add()
    await mailboxes.pauseMailbox({ companyId, mailboxId })
    expect(await mailboxes.mailboxById({ companyId, mailboxId })).toMatchObject({
      state: 'paused',
      pausedBy: 'user',
    })
    expect(await mailboxes.usableMailboxes(db, { companyId, userIds: [userId] })).toEqual([])
    await mailboxes.resumeMailbox({ companyId, mailboxId })
    expect(await mailboxes.usableMailboxes(db, { companyId, mailboxIds: [mailboxId] })).toHaveLength(1)
    expect(happened.slice(1)).toEqual(['paused', 'resumed'])
  })

  it('for a cause tells the owner, once', async () => {
    const { id: mailboxId } = await add()
    const pause = () =>
      db.transaction((tx) =>
        mailboxes.pauseBecause(tx, {
          companyId,
          mailboxId,
          by: 'authentication',
          reason: '535 wrong password.',
        }),
      )
    expect(await pause()).toBe(true)
    expect(await pause()).toBe(false)
    expect(happened.slice(1)).toEqual([
      'paused',
      `mailbox_paused to ${userId}: The mailbox steve@acme.test was paused: 535 wrong password. Sign in to it again (check its password), then resume it.`,
    ])
  })

  it('ends by itself at its time', async () => {
    const { id: mailboxId } = await add()
    await mailboxes.pauseMailbox({ companyId, mailboxId, resumeAt: new Date('2026-03-02T09:00:00Z') })
    await mailboxes.resumeDueMailboxes()
    expect(await mailboxes.mailboxById({ companyId, mailboxId })).toMatchObject({ state: 'paused' })
    clock.moveTo(new Date('2026-03-02T09:00:00Z'))
    await mailboxes.resumeDueMailboxes()
    expect(await mailboxes.mailboxById({ companyId, mailboxId })).toMatchObject({
      state: 'running',
      resumeAt: null,
    })
  })
})

describe('changes', () => {
  it('keep what is not given', async () => {
    const { id: mailboxId } = await add({ signature: '<p>Steve</p>' })
    const changed = await mailboxes.updateMailbox({
      companyId,
      mailboxId,
      replyTo: 'sales@acme.test',
      limits: { daily: 50 },
    })
    expect(changed).toMatchObject({
      fromName: 'Steve',
      signature: '<p>Steve</p>',
      replyTo: 'sales@acme.test',
      limits: { daily: 50, minGapSeconds: 30 },
    })
    expect(happened).toContain('limits')
    expect(await failure(mailboxes.updateMailbox({ companyId, mailboxId, fromName: 'a\nb' }))).toMatchObject({
      field: 'fromName',
    })
  })

  it('of servers replace the secrets', async () => {
    const { id: mailboxId } = await add()
    await mailboxes.changeServers({ companyId, mailboxId, smtp: 'smtps://new:secret@mail.acme.test' })
    expect(await mailboxes.connectionsOf({ companyId, mailboxId })).toMatchObject({
      smtp: { host: 'mail.acme.test', auth: { password: 'secret' } },
      imap: null,
    })
  })
})

describe('OAuth2', () => {
  const oauth2 = {
    tokenUrl: 'https://provider.test/token',
    clientId: 'client',
    clientSecret: 'cs',
    refreshToken: 'refresh 1',
  }
  const addOAuth2 = async () =>
    (await add({ smtp: 'smtps://steve@mail.test', imap: 'imaps://mail.test', oauth2 })).id

  it('fetches a token once for all who ask, and again before it ends', async () => {
    const mailboxId = await addOAuth2()
    const which = { companyId, mailboxId }
    const tokens = await Promise.all([mailboxes.accessToken(which), mailboxes.accessToken(which)])
    expect(tokens).toEqual(['token 1', 'token 1'])
    expect(Object.fromEntries(requests[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh 1',
      client_id: 'client',
      client_secret: 'cs',
    })
    expect(await mailboxes.connectionsOf(which)).toMatchObject({
      smtp: { user: 'steve', auth: { kind: 'oauth2', accessToken: 'token 1' } },
      imap: { user: 'steve', auth: { kind: 'oauth2', accessToken: 'token 1' } },
    })
    clock.advance(541_000)
    expect(await mailboxes.accessToken(which)).toBe('token 2')
    mailboxes.forgetToken(which)
    expect(await mailboxes.accessToken(which)).toBe('token 3')
  })

  it('keeps a new refresh token', async () => {
    const which = { companyId, mailboxId: await addOAuth2() }
    answer = () => Response.json({ access_token: 'a', refresh_token: 'refresh 2' })
    await mailboxes.accessToken(which)
    mailboxes.forgetToken(which)
    await mailboxes.accessToken(which)
    expect(requests[1]?.get('refresh_token')).toBe('refresh 2')
  })

  it('tells a refusal from a provider that is down', async () => {
    const which = { companyId, mailboxId: await addOAuth2() }
    answer = () => Response.json({ error: 'invalid_grant', error_description: 'expired' }, { status: 400 })
    expect(await failure(mailboxes.accessToken(which))).toMatchObject({
      code: 'unauthorized',
      message: expect.stringMatching(/invalid_grant: expired/),
    })
    answer = () => new Response('<html>', { status: 502 })
    expect(await failure(mailboxes.accessToken(which))).toMatchObject({ code: 'unavailable' })
    answer = () => {
      throw new TypeError('fetch failed')
    }
    expect(await failure(mailboxes.accessToken(which))).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/cannot be reached: fetch failed/),
    })
  })
})

describe('leases', () => {
  const lease = (mailboxId: string, processId: string) => ({
    companyId,
    mailboxId,
    purpose: 'read' as const,
    processId,
    now: clock.now(),
    until: new Date(clock.now().getTime() + 60_000),
  })

  it('are held by one process at a time, also when many ask at once', async () => {
    const { id } = await add()
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((process) => mailboxes.holdLease(lease(id, process))),
    )
    expect(answers.filter(Boolean)).toHaveLength(1)
  })

  it('can be renewed by their holder, released, and taken over when they have run out', async () => {
    const { id } = await add()
    expect(await mailboxes.holdLease(lease(id, 'a'))).toBe(true)
    expect(await mailboxes.holdLease(lease(id, 'a'))).toBe(true)
    expect(await mailboxes.renewLease(lease(id, 'b'))).toBe(false)
    clock.advance(50_000)
    expect(await mailboxes.renewLease(lease(id, 'a'))).toBe(true)
    clock.advance(50_000)
    expect(await mailboxes.holdLease(lease(id, 'b'))).toBe(false)
    clock.advance(10_000)
    expect(await mailboxes.renewLease(lease(id, 'a'))).toBe(false)
    expect(await mailboxes.holdLease(lease(id, 'b'))).toBe(true)
    await mailboxes.releaseLease(lease(id, 'a'))
    expect(await mailboxes.holdLease(lease(id, 'a'))).toBe(false)
    await mailboxes.releaseLease(lease(id, 'b'))
    expect(await mailboxes.holdLease(lease(id, 'a'))).toBe(true)
  })
})

describe('leases taken in sets', () => {
  const take = async (processId: string) => {
    const now = clock.now()
    const until = new Date(now.getTime() + 60_000)
    const taken = await mailboxes.takeLeases({ purpose: 'read', processId, now, until, limit: 1000 })
    return taken.filter((one) => one.companyId === companyId).map((one) => one.mailboxId)
  }

  it('go to one process, which keeps them while it renews, and lose mailboxes that are gone', async () => {
    const one = await add()
    const other = await add({ from: 'b@acme.test' })
    await add({ from: 'c@acme.test', imap: null })
    const [a, b] = await Promise.all([take('a'), take('b')])
    expect([...a, ...b].sort()).toEqual([one.id, other.id].sort())
    await mailboxes.releaseLeases({ purpose: 'read', processId: 'a' })
    await mailboxes.releaseLeases({ purpose: 'read', processId: 'b' })
    expect((await take('a')).sort()).toEqual([one.id, other.id].sort())
    clock.advance(50_000)
    expect(await take('a')).toHaveLength(2)
    clock.advance(50_000)
    expect(await take('b')).toEqual([])
    await mailboxes.removeMailbox({ companyId, mailboxId: one.id })
    expect(await take('a')).toEqual([other.id])
    clock.advance(61_000)
    expect(await take('b')).toEqual([other.id])
  })
})

describe('which mailboxes are taken', () => {
  const take = async (purpose: 'read' | 'send') => {
    const now = clock.now()
    const taken = await mailboxes.takeLeases({ purpose, processId: 'a', now, until: now, limit: 1000 })
    return taken.filter((one) => one.companyId === companyId).map((one) => one.mailboxId)
  }

  it('to send, running ones; to read, those with IMAP, also paused ones that let us in', async () => {
    const { id } = await add()
    const sendOnly = await add({ from: 'b@acme.test', imap: null })
    expect(await take('send')).toEqual([id, sendOnly.id])
    expect(await take('read')).toEqual([id])
    await mailboxes.pauseMailbox({ companyId, mailboxId: id })
    expect(await take('send')).toEqual([sendOnly.id])
    expect(await take('read')).toEqual([id])
    await mailboxes.resumeMailbox({ companyId, mailboxId: id })
    await db.transaction((tx) =>
      mailboxes.pauseBecause(tx, { companyId, mailboxId: id, by: 'authentication', reason: '535' }),
    )
    expect(await take('read')).toEqual([])
  })
})

describe('what is found out about a server', () => {
  it('is remembered', async () => {
    const { id: mailboxId } = await add()
    await mailboxes.rememberSentCopies(db, { companyId, mailboxId, sentCopies: 'us' })
    await mailboxes.rememberSentCopies(db, { companyId, mailboxId, sentCopies: 'server' })
    await mailboxes.rememberSentCopies(db, { companyId, mailboxId, sentCopies: 'us' })
    await mailboxes.rememberMessageIds(db, { companyId, mailboxId, rewrites: true })
    await mailboxes.rememberSync({ companyId, mailboxId, at: clock.now(), error: null })
    await mailboxes.rememberSync({ companyId, mailboxId, at: new Date(0), error: 'gone' })
    expect(await mailboxes.mailboxById({ companyId, mailboxId })).toMatchObject({
      sentCopies: 'server',
      rewritesMessageId: true,
      syncError: 'gone',
      syncedAt: clock.now(),
    })
  })

  it('is told to the owner when it is not read for an hour, once, and again the next time', async () => {
    const { id: mailboxId } = await add()
    happened = []
    const read = (minutes: number, error: string | null) =>
      mailboxes.rememberSync({
        companyId,
        mailboxId,
        at: new Date(clock.now().getTime() + minutes * 60_000),
        error,
      })
    await read(0, null)
    await read(59, 'no route to it')
    expect(happened).toEqual([])
    await read(60, 'no route to it')
    await read(65, 'no route to it')
    expect(happened).toEqual([
      expect.stringMatching(
        `^mailbox_unreadable to ${userId}: The mailbox steve@acme.test .* no route to it`,
      ),
    ])
    await read(70, null)
    await read(130, 'gone')
    expect(happened).toHaveLength(2)
  })
})
