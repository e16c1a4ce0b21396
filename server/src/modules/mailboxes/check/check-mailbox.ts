import { AppError, invalidInput, messageOf } from '#platform/errors/index.ts'
import type { AccessTokens } from '../access-token.ts'
import { readFrom } from '../add-mailbox.ts'
import { connectionsOf, type MailboxConnections, type ServerConnection } from '../connection-of.ts'
import type { MailboxDeps, ServerAddress } from '../mailbox.ts'
import { readServers, type ServersInput } from '../read-servers.ts'
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
  return checkConnections(connections)
}

/**
 * The same for a mailbox that is not there yet: nothing is kept. Throws `invalid_input` as addMailbox does; OAuth2 is tried after the mailbox
 * was added.
 */
export const tryMailbox = async (
  deps: Pick<MailboxDeps, 'mayReach'>,
  input: ServersInput & { from: string },
): Promise<MailboxCheck> => {
  const { smtp, imap, secrets } = readServers(deps, { ...input, address: readFrom(input.from).address })
  if (secrets.kind !== 'password')
    throw invalidInput('oauth2', 'OAuth2 can be tried once the mailbox is added. Add it, then check it.')
  return checkConnections({
    smtp: signIn(smtp, secrets.smtp) ?? { ...smtp, user: null, auth: null },
    imap: imap && signIn(imap, secrets.imap),
  })
}

const signIn = (server: ServerAddress, password: string | null): ServerConnection | null =>
  server.user === null || password === null
    ? null
    : { ...server, user: server.user, auth: { kind: 'password', password } }

const checkConnections = async ({ smtp, imap }: MailboxConnections): Promise<MailboxCheck> => {
  const [ofSmtp, ofImap] = await Promise.all([checkSmtp(smtp), imap ? checkImap(imap) : null])
  return { smtp: ofSmtp, imap: ofImap }
}
