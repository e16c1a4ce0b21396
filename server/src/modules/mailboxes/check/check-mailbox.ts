import { AppError, messageOf } from '#platform/errors/index.ts'
import type { AccessTokens } from '../access-token.ts'
import { connectionsOf, type MailboxConnections } from '../connection-of.ts'
import type { MailboxDeps } from '../mailbox.ts'
import { checkImap } from './check-imap.ts'
import type { CheckResult } from './check-result.ts'
import { checkSmtp } from './check-smtp.ts'

export type MailboxCheck = { smtp: CheckResult; imap: CheckResult | null }

/** Tries both servers of a mailbox and names the stage that fails, with the server's words and what to do. Throws `not_found` only. */
export const checkMailbox = async (
  deps: MailboxDeps & { tokens: AccessTokens },
  input: { companyId: string; mailboxId: string },
): Promise<MailboxCheck> => {
  let connections: MailboxConnections
  try {
    connections = await connectionsOf(deps, input)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'not_found') throw error
    const failed: CheckResult = {
      ok: false,
      stage: 'login',
      words: messageOf(error),
      advice: 'Give the mailbox its credentials again.',
    }
    return { smtp: failed, imap: failed }
  }
  const [smtp, imap] = await Promise.all([
    checkSmtp(connections.smtp),
    connections.imap ? checkImap(connections.imap) : null,
  ])
  return { smtp, imap }
}
