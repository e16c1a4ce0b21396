import { createTransport } from 'nodemailer'
import { messageOf } from '#platform/errors/index.ts'
import type { SmtpConnection } from '../connection-of.ts'
import { smtpOptions } from '../transport-options.ts'
import { type CheckResult, type CheckStage, failedAt } from './check-result.ts'
import { socketStage, unresolvable } from './reach-host.ts'

const TIME_LIMIT = 15_000

/** Connects and signs in, sends nothing. Never throws. */
export const checkSmtp = async (connection: SmtpConnection): Promise<CheckResult> => {
  const unknownName = await unresolvable(connection.host)
  if (unknownName !== null) return failedAt('resolve', unknownName, connection)
  const transport = createTransport({
    ...smtpOptions(connection),
    connectionTimeout: TIME_LIMIT,
    greetingTimeout: TIME_LIMIT,
    socketTimeout: TIME_LIMIT,
  })
  try {
    await transport.verify()
    const signedIn = connection.user === null ? 'no sign-in was asked for' : `signed in as ${connection.user}`
    return { ok: true, detail: `${connection.host}:${connection.port} takes mail; ${signedIn}.` }
  } catch (error) {
    return failedAt(stageOf(error), wordsOf(error), connection)
  } finally {
    transport.close()
  }
}

type SmtpError = Error & { code?: string; originalCode?: string; command?: string; response?: string }

const wordsOf = (error: unknown): string => {
  const { response } = detailsOf(error)
  return response ?? messageOf(error)
}

const detailsOf = (error: unknown): Partial<SmtpError> => (error instanceof Error ? error : {})

const stageOf = (error: unknown): CheckStage => {
  const { code, originalCode, command } = detailsOf(error)
  const words = messageOf(error)
  if (code === 'EDNS') return 'resolve'
  if (code === 'EAUTH' || command?.startsWith('AUTH')) return 'login'
  if (code === 'ETLS' || command === 'STARTTLS') return 'tls'
  const stage = socketStage([originalCode, code], words)
  if (stage) return stage
  return code === 'ETIMEDOUT' && !/greeting/i.test(words) ? 'connect' : 'greeting'
}
