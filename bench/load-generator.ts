import { connect, type Socket } from 'node:net'

/** One round of load, as the parent process asks for it. */
export type LoadRound = {
  port: number
  /** In path and body, `{n}` is replaced by a number that is never used twice, `{i}` by one that goes round below `cycle`. */
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
  connections: number
  requests: number
  /** Where `{n}` begins to count. */
  firstNumber: number
  cycle: number
}

export type LoadResult = { requestsPerSecond: number; statuses: Record<string, number> }

// A client of its own, because node:http's costs more per request than the servers that are measured.

const requestText = (round: LoadRound, number: number): string => {
  // A step that has no factor in common with the cycle visits all of it, far from its neighbours.
  const place = String((number * 7919) % round.cycle)
  const fill = (text: string) => text.replaceAll('{n}', String(number)).replaceAll('{i}', place)
  const body = round.body === undefined ? '' : fill(round.body)
  const headers = Object.entries(round.headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = round.method === 'POST' ? `content-length: ${Buffer.byteLength(body)}\r\n` : ''
  return `${round.method} ${fill(round.path)} HTTP/1.1\r\nhost: 127.0.0.1\r\n${headers.join('')}${length}\r\n${body}`
}

/** Sends one request after the other over one connection, each after the answer to the last. */
const drive = (
  round: LoadRound,
  take: () => number | undefined,
  note: (status: string) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket: Socket = connect({ port: round.port, host: '127.0.0.1', noDelay: true })
    let received = ''
    const next = () => {
      const number = take()
      if (number === undefined) {
        socket.end()
        resolve()
      } else socket.write(requestText(round, number))
    }
    socket.on('connect', next)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed a connection')))
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      const headEnd = received.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const length = /content-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1]
      if (length === undefined)
        return reject(new Error(`an answer without a length: ${received.slice(0, 300)}`))
      if (received.length < headEnd + 4 + Number(length)) return
      note(received.slice(9, 12))
      received = ''
      next()
    })
  })

const run = async (round: LoadRound): Promise<LoadResult> => {
  let sent = 0
  const statuses: Record<string, number> = {}
  const take = () => {
    if (sent === round.requests) return undefined
    sent += 1
    return round.firstNumber + sent
  }
  const note = (status: string) => {
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  const begin = performance.now()
  await Promise.all(Array.from({ length: round.connections }, () => drive(round, take, note)))
  return { requestsPerSecond: round.requests / ((performance.now() - begin) / 1000), statuses }
}

process.on('message', (round: LoadRound) => {
  run(round).then(
    (result) => process.send?.(result),
    (error: Error) => process.send?.({ error: error.message }),
  )
})
