import { afterAll, expect, test } from 'vitest'
import { createHttpServer } from '#platform/http/index.ts'
import { createLog, logWithRequest } from './index.ts'

const lines: Record<string, unknown>[] = []
const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(JSON.parse(line)) } })

test('a line names the request that caused it, also later and beside others', async () => {
  await Promise.all(
    ['a', 'b'].map((id) =>
      logWithRequest(id, async () => {
        log.info({ id }, 'at once')
        await new Promise((resolve) => setImmediate(resolve))
        log.info({ id }, 'later')
      }),
    ),
  )
  log.info({}, 'of nobody')
  expect(lines.splice(0).map(({ id, requestId }) => [id, requestId])).toEqual([
    ['a', 'a'],
    ['b', 'b'],
    ['a', 'a'],
    ['b', 'b'],
    [undefined, undefined],
  ])
})

const server = createHttpServer({ log, ready: async () => {} })
afterAll(() => server.close())

test('over a real connection: before the body is read, after it, and when the request fails', async () => {
  server.addHook('onRequest', async () => log.info({}, 'asked'))
  server.post('/say', async () => {
    log.info({}, 'in the handler')
    await new Promise((resolve) => setTimeout(resolve, 1))
    log.info({}, 'after a wait')
    throw new Error('broken')
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const ask = async (): Promise<string | null> => {
    // Arrives in pieces, so that its end is an event of the socket.
    const body = new ReadableStream<Uint8Array>({
      start: async (controller) => {
        controller.enqueue(Buffer.from('{"a":'))
        await new Promise((resolve) => setTimeout(resolve, 5))
        controller.enqueue(Buffer.from('1}'))
        controller.close()
      },
    })
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' }
    const answer = await fetch(`${url}/say`, request as RequestInit)
    return answer.headers.get('x-request-id')
  }
  const ids = await Promise.all([ask(), ask(), ask()])
  const said = ['asked', 'in the handler', 'after a wait', 'a request failed', 'answered']
  for (const id of ids)
    expect(lines.filter(({ requestId }) => requestId === id).map(({ msg }) => msg)).toEqual(said)
  expect(lines).toHaveLength(said.length * 3)
})
