import { ImapFlow, type ImapFlowError } from 'imapflow'
import { messageOf } from '#platform/errors/index.ts'
import type { ServerConnection } from '../connection-of.ts'
import { imapOptions } from '../transport-options.ts'
import { type CheckResult, type CheckStage, failedAt } from './check-result.ts'
import { socketStage, unresolvable } from './reach-host.ts'

const TIME_LIMIT = 15_000

/** Connects, signs in, lists the folders and opens the Inbox read-only. Never throws. */
export const checkImap = async (connection: ServerConnection): Promise<CheckResult> => {
  const unknownName = await unresolvable(connection.host)
  if (unknownName !== null) return failedAt('resolve', unknownName, connection)
  const client = new ImapFlow({
    ...imapOptions(connection),
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: TIME_LIMIT,
    greetingTimeout: TIME_LIMIT,
    socketTimeout: TIME_LIMIT,
  })
  // The same failure also rejects the call that met it.
  client.on('error', () => undefined)
  let stage: CheckStage | null = null
  try {
    await client.connect()
    stage = 'select'
    const folders = await client.list()
    const inbox = await client.mailboxOpen('INBOX', { readOnly: true })
    const names = folders.map(({ path }) => path).join(', ')
    return {
      ok: true,
      detail: `Signed in as ${connection.user}; ${inbox.exists} mails in the Inbox; folders: ${names}.`,
    }
  } catch (error) {
    return failedAt(stage ?? stageOf(error, client), wordsOf(error), connection)
  } finally {
    client.close()
  }
}

const detailsOf = (error: unknown): Partial<ImapFlowError> => (error instanceof Error ? error : {})

const wordsOf = (error: unknown): string => {
  const { responseText, response } = detailsOf(error)
  return responseText ?? (typeof response === 'string' && response !== '' ? response : messageOf(error))
}

const stageOf = (error: unknown, client: ImapFlow): CheckStage => {
  const { authenticationFailed, tlsFailed, code, rejectedFrom } = detailsOf(error)
  if (authenticationFailed) return 'login'
  if (tlsFailed || code === 'UPGRADE_TIMEOUT' || code === 'STARTTLS_INJECTION') return 'tls'
  const stage = socketStage([code], messageOf(error))
  if (stage) return stage
  if (client.connectedAt === null && rejectedFrom === undefined && code !== 'GREETING_TIMEOUT')
    return 'connect'
  return client.greeting === undefined ? 'greeting' : 'login'
}
