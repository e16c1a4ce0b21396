import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { MailStore } from '../store/mail-store.ts'
import { DEFAULT_IMAP_OPTIONS, type ImapOptions } from './imap-options.ts'
import { serveConnection } from './serve-connection.ts'
import type { Session } from './session.ts'

export type ImapServer = {
  port: number
  /** Cuts the connections of one user, or all, without a word, as a lost network does. */
  dropConnections(user?: string): void
  /** Lets the next connection be cut after it was sent so many bytes, wherever that is. */
  cutNextConnectionAfter(bytes: number): void
  /** How many connections of one user, or in all, are open. */
  connections(user?: string): number
  close(): Promise<void>
}

/** An IMAP4rev1 server for the accounts of a store, on a free port of loopback, in plain text. */
export const startImapServer = async (input: {
  store: MailStore
  options?: Partial<ImapOptions> | undefined
}): Promise<ImapServer> => {
  const options = { ...DEFAULT_IMAP_OPTIONS, ...input.options }
  const open = new Map<Socket, Session>()
  let cutAfter: number | undefined

  const server = createServer({ noDelay: true }, (socket) => {
    const limit = cutAfter
    cutAfter = undefined
    const write = limit === undefined ? (bytes: Buffer) => void socket.write(bytes) : cutting(socket, limit)
    socket.on('close', () => open.delete(socket))
    open.set(socket, serveConnection({ socket, store: input.store, options, write }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the IMAP server has no port')

  const of = (user: string | undefined): Socket[] =>
    [...open].flatMap(([socket, { account }]) =>
      user === undefined || account?.user.toLowerCase() === user.toLowerCase() ? [socket] : [],
    )
  return {
    port: address.port,
    dropConnections: (user) => {
      for (const socket of of(user)) socket.destroy()
    },
    cutNextConnectionAfter: (bytes) => {
      cutAfter = bytes
    },
    connections: (user) => of(user).length,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open.keys()) socket.destroy()
      await closed
    },
  }
}

/** Writes until `limit` bytes have left, then cuts the connection. */
const cutting = (socket: Socket, limit: number): ((bytes: Buffer) => void) => {
  let left = limit
  return (bytes) => {
    if (socket.writableEnded) return
    if (bytes.length < left) {
      left -= bytes.length
      socket.write(bytes)
      return
    }
    socket.end(bytes.subarray(0, left))
  }
}
