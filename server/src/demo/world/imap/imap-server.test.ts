import { ImapFlow } from 'imapflow'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import { LABEL_FOLDERS, type SimulatedMailServers, startSimulatedMailServers } from '../index.ts'

const USER = 'steve@acme.test'
const mail = (subject: string, body = 'Hello.', headers = ''): string =>
  `From: Anna <anna@globex.test>\r\nTo: ${USER}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@globex.test>\r\n${headers}\r\n${body}\r\n`

let servers: SimulatedMailServers
const clients: ImapFlow[] = []
const clock = manualClock(new Date('2027-02-05T09:00:00Z'))

const start = async (imap: Parameters<typeof startSimulatedMailServers>[0]['imap'] = {}) => {
  servers = await startSimulatedMailServers({ clock, imap })
  servers.addAccount({ user: USER })
}
beforeEach(() => start())
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await servers.close()
})

const connect = async (pass = 'secret', user = USER): Promise<ImapFlow> => {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: servers.imap.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass },
    logger: false,
    disableAutoIdle: true,
  })
  client.on('error', () => undefined)
  clients.push(client)
  await client.connect()
  return client
}

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

/** Resolves with what the client is told next under this name. */
const next = (client: ImapFlow, event: 'exists' | 'close' | 'expunge' | 'flags'): Promise<unknown> =>
  new Promise((resolve) => {
    client.once(event, resolve)
  })

describe('sign-in', () => {
  test('a wrong password and an unknown user are refused alike', async () => {
    await expect(connect('wrong')).rejects.toMatchObject({ serverResponseCode: 'AUTHENTICATIONFAILED' })
    await expect(connect('secret', 'nobody@acme.test')).rejects.toMatchObject({ authenticationFailed: true })
    expect((await connect()).authenticated).toBeTruthy()
  })

  test('users and passwords of any letters sign in', async () => {
    servers.addAccount({ user: 'jörg "x"@acme.test', password: 'pä ss\\w"ort' })
    expect((await connect('pä ss\\w"ort', 'jörg "x"@acme.test')).usable).toBe(true)
  })
})

describe('folders', () => {
  test('are listed with special-use flags, and parents that cannot be opened', async () => {
    servers.addAccount({ user: 'labels@acme.test', folders: LABEL_FOLDERS })
    const listed = await (await connect('secret', 'labels@acme.test')).list()
    const byPath = new Map(listed.map((folder) => [folder.path, folder]))
    expect(byPath.get('[Mail]/All Mail')?.specialUse).toBe('\\All')
    expect(byPath.get('[Mail]/Spam')?.specialUse).toBe('\\Junk')
    expect(byPath.get('[Mail]/Sent Mail')?.subscribed).toBe(true)
    expect(byPath.get('[Mail]')?.flags.has('\\Noselect')).toBe(true)
    expect(byPath.get('INBOX')?.flags.has('\\HasNoChildren')).toBe(true)
  })

  test('bear no flags where the server knows none', async () => {
    await servers.close()
    await start({ specialUse: false })
    const client = await connect()
    expect(client.capabilities.has('SPECIAL-USE')).toBe(false)
    const listed = await client.list()
    expect(
      listed.flatMap(({ flags }) => [...flags]).filter((flag) => /Sent|Junk|Archive/.test(flag)),
    ).toEqual([])
  })

  test('are created, renamed and deleted, whatever they are called', async () => {
    const client = await connect()
    await client.mailboxCreate('Entwürfe & mehr')
    await expect(client.mailboxCreate('Sent')).resolves.toMatchObject({ created: false })
    await client.mailboxRename('Entwürfe & mehr', '日本/語')
    expect((await client.list()).map(({ path }) => path)).toContain('日本/語')
    await client.mailboxDelete('日本/語')
    await expect(client.mailboxOpen('日本/語')).rejects.toMatchObject({ responseStatus: 'NO' })
  })

  test('count what they hold', async () => {
    servers.deliver(mail('one'), USER, { folder: 'Junk' })
    const client = await connect()
    const query = { messages: true, uidNext: true, uidValidity: true, unseen: true }
    expect(await client.status('Junk', query)).toMatchObject({ messages: 1, uidNext: 2, unseen: 1 })
    const [before] = servers.store.messages({ account: USER, folder: 'Junk' })
    const uidValidity = servers.store.resetUidValidity(USER, 'Junk')
    expect(await client.status('Junk', query)).toMatchObject({ uidValidity: BigInt(uidValidity) })
    expect(before?.uid).toBe(1)
  })
})

describe('reading', () => {
  test('mails come back byte for byte, whole and in parts, with when they came', async () => {
    const raw = Buffer.from([
      ...Buffer.from(mail('bytes')),
      ...Array.from({ length: 256 }, (_, byte) => byte),
    ])
    servers.deliver(raw, USER)
    const client = await connect()
    const opened = await client.mailboxOpen('INBOX', { readOnly: true })
    expect(opened).toMatchObject({ exists: 1, uidNext: 2, readOnly: true })
    const query = { uid: true, internalDate: true, size: true, flags: true, envelope: true, source: true }
    const [whole] = await all(client.fetch('1:*', query))
    expect(whole?.source?.equals(raw)).toBe(true)
    expect(whole?.size).toBe(raw.length)
    expect(whole?.internalDate).toEqual(clock.now())
    expect(whole?.envelope).toMatchObject({
      subject: 'bytes',
      messageId: '<bytes@globex.test>',
      from: [{ name: 'Anna', address: 'anna@globex.test' }],
    })
    const [part] = await all(client.fetch('1', { source: { start: 10, maxLength: 7 } }, { uid: true }))
    expect(part?.source?.equals(raw.subarray(10, 17))).toBe(true)
    const [headers] = await all(client.fetch('1', { headers: ['Subject', 'x-none'] }))
    expect(headers?.headers?.toString()).toBe('Subject: bytes\r\n\r\n')
    expect(servers.store.messages({ account: USER })[0]?.flags.size).toBe(0)
  })

  test('searches find by day, UID, header, text and flags', async () => {
    for (const [index, subject] of ['one', 'two', 'three'].entries())
      servers.deliver(mail(subject, `body ${subject}`, 'X-Mark:\r\n folded Value\r\n'), USER, {
        at: new Date(Date.UTC(2027, 1, 1 + index, 12)),
      })
    servers.store.remove({ account: USER, uid: 1 })
    servers.store.setFlags({ account: USER, uid: 3, flags: ['\\Seen'] })
    const client = await connect()
    await client.mailboxOpen('INBOX')
    const found = (query: Parameters<ImapFlow['search']>[0]) => client.search(query, { uid: true })
    expect(await found({ all: true })).toEqual([2, 3])
    expect(await found({ since: new Date('2027-02-03') })).toEqual([3])
    expect(await found({ uid: '3:*' })).toEqual([3])
    // "n:*" names the last mail even where its UID is below n (RFC 3501, 6.4.8).
    expect(await found({ uid: '99:*' })).toEqual([3])
    expect(await found({ header: { 'Message-ID': '<two@globex.test>' } })).toEqual([2])
    expect(await found({ header: { 'x-mark': 'FOLDED value' } })).toEqual([2, 3])
    expect(await found({ header: { 'x-none': true } })).toEqual([])
    expect(await found({ body: 'body three' })).toEqual([3])
    expect(await found({ from: 'anna', seen: false })).toEqual([2])
    expect(await found({ or: [{ seen: true }, { subject: 'two' }] })).toEqual([2, 3])
    expect(await found({ not: { subject: 'two' } })).toEqual([3])
    expect(await client.search({ subject: 'three' })).toEqual([2])
  })
})

describe('changing', () => {
  test('appended mails keep bytes, flags and date, and say their UID', async () => {
    const client = await connect()
    const at = new Date('2027-01-01T10:00:00Z')
    const answer = await client.append('Sent', Buffer.from(mail('own')), ['\\Seen'], at)
    expect(answer).toMatchObject({ uid: 1 })
    const [stored] = servers.store.messages({ account: USER, folder: 'Sent' })
    expect(stored).toMatchObject({ uid: 1, internalDate: at })
    expect(stored?.raw.toString()).toBe(mail('own'))
    expect(stored?.flags.has('\\Seen')).toBe(true)
    await expect(client.append('Nowhere', Buffer.from('x'))).rejects.toMatchObject({ responseStatus: 'NO' })
  })

  test('flags, copies, moves and expunges act on what was named', async () => {
    for (const subject of ['a', 'b', 'c', 'd']) servers.deliver(mail(subject), USER)
    const client = await connect()
    await client.mailboxOpen('INBOX')
    await client.messageFlagsAdd('1:2', ['\\Flagged'], { uid: true })
    await client.messageFlagsRemove('2', ['\\Flagged'], { uid: true })
    expect(await client.search({ flagged: true }, { uid: true })).toEqual([1])
    const copied = await client.messageCopy('1,3', 'Archive', { uid: true })
    expect(copied ? copied.uidMap : undefined).toEqual(
      new Map([
        [1, 1],
        [3, 2],
      ]),
    )
    const moved = await client.messageMove('2', 'Junk', { uid: true })
    expect(moved ? moved.uidMap : undefined).toEqual(new Map([[2, 1]]))
    await client.messageDelete('4', { uid: true })
    expect(await client.search({ all: true }, { uid: true })).toEqual([1, 3])
    expect(servers.store.messages({ account: USER, folder: 'Archive' })).toHaveLength(2)
  })

  test('a folder opened for reading only is not changed', async () => {
    servers.deliver(mail('a'), USER)
    const client = await connect()
    await client.mailboxOpen('INBOX', { readOnly: true })
    await client.messageFlagsAdd('1', ['\\Seen'], { uid: true }).catch(() => false)
    await client.messageDelete('1', { uid: true }).catch(() => false)
    expect(servers.store.messages({ account: USER })[0]?.flags.size).toBe(0)
  })
})

describe('news', () => {
  test('IDLE is told of mails that come, go and change', async () => {
    servers.deliver(mail('a'), USER)
    const client = await connect()
    await client.mailboxOpen('INBOX')
    const idling = client.idle()
    const exists = next(client, 'exists')
    servers.deliver(mail('b'), USER)
    expect(await exists).toMatchObject({ count: 2, prevCount: 1 })
    const expunge = next(client, 'expunge')
    servers.store.remove({ account: USER, uid: 1 })
    expect(await expunge).toMatchObject({ seq: 1 })
    const flags = next(client, 'flags')
    servers.store.setFlags({ account: USER, uid: 2, flags: ['\\Answered'] })
    expect(await flags).toMatchObject({ uid: 2 })
    await client.noop()
    await idling
  })

  test('what came between two commands is told when IDLE begins', async () => {
    const client = await connect()
    await client.mailboxOpen('INBOX')
    servers.deliver(mail('early'), USER)
    const exists = next(client, 'exists')
    const idling = client.idle()
    expect(await exists).toMatchObject({ count: 1 })
    await client.noop()
    await idling
  })

  test('a client without IDLE hears with its next command', async () => {
    const client = await connect()
    await client.mailboxOpen('INBOX')
    servers.deliver(mail('a'), USER)
    const exists = next(client, 'exists')
    await client.noop()
    expect(await exists).toMatchObject({ count: 1 })
  })

  test('another UIDVALIDITY ends the connection that has the folder open', async () => {
    const client = await connect()
    await client.mailboxOpen('INBOX')
    const closed = next(client, 'close')
    servers.store.resetUidValidity(USER)
    await closed
    expect(client.usable).toBe(false)
  })
})

describe('failing on demand', () => {
  test('connections are dropped, of one user or all', async () => {
    servers.addAccount({ user: 'jane@acme.test' })
    const [steve, jane] = await Promise.all([connect(), connect('secret', 'jane@acme.test')])
    const closed = next(steve, 'close')
    servers.imap.dropConnections(USER)
    await closed
    expect(jane.usable).toBe(true)
    expect(servers.imap.connections('jane@acme.test')).toBe(1)
  })

  test('a connection is cut in the middle of a mail', async () => {
    servers.deliver(mail('long', 'x'.repeat(20_000)), USER)
    servers.imap.cutNextConnectionAfter(10_000)
    const client = await connect()
    await client.mailboxOpen('INBOX')
    await expect(all(client.fetch('1', { source: true }))).rejects.toThrow()
    const again = await connect()
    await again.mailboxOpen('INBOX')
    expect(await all(again.fetch('1', { source: true }))).toHaveLength(1)
  })
})
