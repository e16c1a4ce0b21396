import { ImapFlow } from 'imapflow'
import { imapOptions, type ServerConnection } from '#modules/mailboxes/index.ts'

/** Signs in to a mailbox's IMAP server, unless `signal` is aborted on the way. The caller ends the connection with `close()`. */
export const connectImap = async (connection: ServerConnection, signal?: AbortSignal): Promise<ImapFlow> => {
  signal?.throwIfAborted()
  const client = new ImapFlow({
    ...imapOptions(connection),
    logger: false,
    // Waiting is ours: IDLE is entered where the watcher says so.
    disableAutoIdle: true,
    qresync: false,
  })
  // A connection may fail at any moment; whoever uses it sees the failure in its own call, and 'close' tells the watcher.
  client.on('error', () => undefined)
  const stop = () => client.close()
  signal?.addEventListener('abort', stop)
  try {
    await client.connect()
    signal?.throwIfAborted()
    return client
  } catch (error) {
    client.close()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
