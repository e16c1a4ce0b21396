import { ImapFlow } from 'imapflow'
import type { ImapConnection } from './inbound-deps.ts'

/** Signs in to a mailbox's IMAP server. The caller ends the connection with `close()`. */
export const connectImap = async (connection: ImapConnection): Promise<ImapFlow> => {
  const client = new ImapFlow({
    host: connection.host,
    port: connection.port,
    secure: connection.security === 'tls',
    ...(connection.security === 'none' ? { doSTARTTLS: false } : {}),
    ...(connection.security === 'starttls' ? { doSTARTTLS: true } : {}),
    auth:
      connection.auth.kind === 'password'
        ? { user: connection.user, pass: connection.auth.password }
        : { user: connection.user, accessToken: connection.auth.accessToken },
    logger: false,
    // Waiting is ours: IDLE is entered where the watcher says so.
    disableAutoIdle: true,
    qresync: false,
  })
  // A connection may fail at any moment; whoever uses it sees the failure in its own call, and 'close' tells the watcher.
  client.on('error', () => undefined)
  await client.connect()
  return client
}
