import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import { type SimulatedMailServers, startSimulatedMailServers } from '../index.ts'

let servers: SimulatedMailServers
let socket: Socket
let heard = ''
beforeEach(async () => {
  servers = await startSimulatedMailServers({
    clock: manualClock(new Date('2027-02-05T09:00:00Z')),
    imap: { notify: true },
  })
  servers.addAccount({ user: 'steve@acme.test' })
  heard = ''
  socket = connect(servers.imap.port, '127.0.0.1')
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    heard += text
  })
  await until(/^\* OK .*\r\n/)
})
afterEach(async () => {
  socket.destroy()
  await servers.close()
})

/** Waits until what was heard since the last time matches, and forgets it. */
const until = async (pattern: RegExp): Promise<string> => {
  while (!pattern.test(heard)) await once(socket, 'data')
  const all = heard
  heard = ''
  return all
}

const say = (line: string): Promise<string> => {
  socket.write(`T ${line}\r\n`)
  return until(/^T (?:OK|NO|BAD).*\r\n/m)
}
const signIn = () => say('LOGIN steve@acme.test secret')

test('commands out of their state or grammar are BAD, and the connection goes on', async () => {
  expect(await say('SELECT INBOX')).toMatch(/^T BAD Sign in first/)
  expect(await say('LOGIN steve@acme.test')).toMatch(/^T BAD a blank expected/)
  expect(await say('AUTHENTICATE GSSAPI')).toMatch(/^T NO \[CANNOT\]/)
  await signIn()
  expect(await signIn()).toMatch(/^T BAD You are signed in already/)
  expect(await say('FETCH 1 UID')).toMatch(/^T BAD Select a folder first/)
  expect(await say('JUMP high')).toMatch(/^T BAD JUMP is not known/)
  await say('SELECT inbox')
  expect(await say('FETCH 0 UID')).toMatch(/^T BAD/)
  expect(await say('FETCH 1 BODYSTRUCTURE')).toMatch(/^T BAD BODYSTRUCTURE/)
  expect(await say('SEARCH WISDOM')).toMatch(/^T BAD WISDOM/)
  expect(await say('NOOP now')).toMatch(/^T BAD/)
  expect(await say('NOOP')).toMatch(/^T OK/)
})

test('PLAIN takes its answer with the command or after being asked', async () => {
  const token = Buffer.from('\0steve@acme.test\0secret').toString('base64')
  socket.write('T AUTHENTICATE PLAIN\r\n')
  await until(/^\+ \r\n$/)
  socket.write(`${token}\r\n`)
  expect(await until(/^T .*\r\n/m)).toMatch(/^T OK/)
})

test('commands may come together, in pieces and with literals', async () => {
  socket.write('A LOGIN {15+}\r\nsteve@acme.test {6+}\r\nsecret\r\nB SELECT INBOX\r\nC STATUS INBOX (UIDNE')
  socket.write('XT)\r\n')
  const all = await until(/^C OK.*\r\n/m)
  expect(all).toMatch(/^A OK .*^B OK \[READ-WRITE\].*^\* STATUS "INBOX" \(UIDNEXT 1\)\r\n/ms)
})

test('expunges are not told while message numbers are on their way', async () => {
  for (const subject of ['a', 'b', 'c']) servers.deliver(`Subject: ${subject}\r\n\r\n.`, 'steve@acme.test')
  await signIn()
  await say('SELECT INBOX')
  servers.store.remove({ account: 'steve@acme.test', uid: 2 })
  servers.deliver('Subject: d\r\n\r\n.', 'steve@acme.test')
  const fetched = await say('FETCH 1:* UID')
  expect(fetched).not.toContain('EXPUNGE')
  expect(fetched).toContain('* 1 FETCH (UID 1)\r\n* 3 FETCH (UID 3)\r\n* 4 EXISTS')
  expect(await say('NOOP')).toBe('* 2 EXPUNGE\r\nT OK Done\r\n')
  expect(await say('FETCH 1:* UID')).toContain('* 2 FETCH (UID 3)\r\n* 3 FETCH (UID 4)')
})

test('reading a body without PEEK marks the mail as seen', async () => {
  servers.deliver('Subject: a\r\n\r\nbody', 'steve@acme.test')
  await signIn()
  await say('SELECT INBOX')
  expect(await say('FETCH 1 BODY.PEEK[TEXT]')).toBe('* 1 FETCH (BODY[TEXT] {4}\r\nbody)\r\nT OK Fetched\r\n')
  expect(await say('FETCH 1 BODY[TEXT]<1.2>')).toBe(
    '* 1 FETCH (BODY[TEXT]<1> {2}\r\nod FLAGS (\\Seen))\r\nT OK Fetched\r\n',
  )
  expect(await say('SEARCH UNSEEN')).toBe('* SEARCH\r\nT OK Searched\r\n')
})

test('NOTIFY tells of mails in all folders at once', async () => {
  await signIn()
  await say('SELECT INBOX')
  expect(await say('NOTIFY SET (PERSONAL (AnnotationChange))')).toMatch(/^T NO \[BADEVENT/)
  await say('NOTIFY SET (SELECTED (MessageNew MessageExpunge)) (PERSONAL (MessageNew MessageExpunge))')
  servers.deliver('Subject: a\r\n\r\n.', 'steve@acme.test', { folder: 'Junk' })
  expect(await until(/STATUS/)).toMatch(/^\* STATUS "Junk" \(MESSAGES 1 UIDNEXT 2 UIDVALIDITY \d+\)\r\n$/)
  servers.deliver('Subject: b\r\n\r\n.', 'steve@acme.test')
  expect(await until(/EXISTS/)).toBe('* 1 EXISTS\r\n')
  await say('NOTIFY NONE')
  servers.deliver('Subject: c\r\n\r\n.', 'steve@acme.test', { folder: 'Junk' })
  expect(await say('NOOP')).toBe('T OK Done\r\n')
})

test('a line without end ends the connection', async () => {
  socket.write(`A ${'x'.repeat(70_000)}`)
  expect(await until(/BYE/)).toMatch(/^\* BYE a line may be at most/)
})
