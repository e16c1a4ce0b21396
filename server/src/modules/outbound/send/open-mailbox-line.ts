import { AppError, messageOf } from '#platform/errors/index.ts'
import type { OutboundDeps, WhichMailbox } from '../outbound-deps.ts'
import type { OpenFailure } from './send-result.ts'
import { openLine, type SmtpLine } from './smtp-line.ts'

/** Connects to a mailbox's server and signs in; once more with a new token where the server refused the one we had. */
export const openMailboxLine = async (
  { ports }: Pick<OutboundDeps, 'ports'>,
  which: WhichMailbox,
  options: { onClosed: () => void; signal: AbortSignal },
): Promise<{ line: SmtpLine } | { failure: OpenFailure }> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const connection = await ports.smtpConnectionOf(which)
      const opened = await openLine(connection, options)
      const refusedToken =
        'failure' in opened && opened.failure.stage === 'auth' && connection.auth?.kind === 'oauth2'
      if (!refusedToken || attempt === 2) return opened
      ports.forgetToken(which)
    } catch (error) {
      const signInAgain = error instanceof AppError && error.code === 'unauthorized'
      const stage = signInAgain ? 'auth' : 'connect'
      return { failure: { stage, code: null, words: messageOf(error), signInAgain } }
    }
  }
}
