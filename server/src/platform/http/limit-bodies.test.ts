import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { invalidInput } from '#platform/errors/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createHttpServer, type HttpServer } from './create-http-server.ts'

let server: HttpServer
let port: number
beforeEach(async () => {
  server = createHttpServer({
    log: silentLog(),
    ready: async () => {},
    bodyLimits: { ordinary: 100, stream: 60_000 },
  })
  server.post('/ordinary', async () => ({}))
  server.register(async (routes: HttpServer) => {
    routes.addHook('onRequest', async ({ headers }) => {
      if (headers.authorization === undefined) throw invalidInput('authorization', 'Who are you?')
    })
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser('text/csv', (_request, body, done) => done(null, body))
    routes.post('/stream', { config: { readsStream: true } }, async ({ raw }) => {
      let bytes = 0
      for await (const chunk of raw as AsyncIterable<Uint8Array>) bytes += chunk.length
      return { bytes }
    })
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  port = address.port
})
afterEach(async () => {
  server.server.closeAllConnections()
  await server.close()
})

/** A request whose body comes byte by byte, until `finish`, or until the server has enough. */
const trickle = (path: string, type: string, headers = '') => {
  const length = 100_000
  const socket: Socket = connect(port, '127.0.0.1')
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n${headers}\r\n`,
  )
  let answer = ''
  let sent = 0
  const drip = setInterval(() => {
    sent += 1
    socket.write('1')
  }, 5)
  socket.on('data', (chunk) => {
    answer += chunk
  })
  // A byte may be on its way when the server ends the connection.
  socket.on('error', () => {})
  const ended = new Promise<string>((resolve) => {
    socket.on('close', () => {
      clearInterval(drip)
      resolve(answer)
    })
  })
  return {
    ended,
    finish: () => {
      clearInterval(drip)
      socket.end('1'.repeat(length - sent))
      return ended
    },
  }
}

test('a body that trickles in is ended, and a stream that began before it may go on', async () => {
  const stream = trickle('/stream', 'text/csv', 'authorization: me\r\n')
  const ordinary = trickle('/ordinary', 'application/json')
  expect(await ordinary.ended).toMatch(/^HTTP\/1\.1 408 .*The request did not arrive in time\./s)
  expect(await stream.finish()).toMatch(/^HTTP\/1\.1 200 .*\{"bytes":100000\}$/s)
})

test('nobody who was refused may go on sending', async () => {
  expect(await trickle('/stream', 'text/csv').ended).toMatch(/^HTTP\/1\.1 400 .*Who are you\?/s)
  expect(await trickle('/nothing', 'text/csv').ended).toMatch(/^HTTP\/1\.1 40[45] /)
})
