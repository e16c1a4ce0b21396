import { notAllowed } from '#platform/errors/index.ts'
import type { AccessTokens } from './access-token.ts'
import { openSecrets } from './credentials.ts'
import type { MailboxDeps, ServerAddress } from './mailbox.ts'
import { mailboxById, selectSecrets } from './mailbox-queries.ts'
import { outOfReach } from './read-servers.ts'

/** Opened secrets are in it: never logged, never kept. */
export type ServerConnection = Omit<ServerAddress, 'user'> & {
  user: string
  auth: { kind: 'password'; password: string } | { kind: 'oauth2'; accessToken: string }
}
/** SMTP may need no sign-in. */
export type SmtpConnection = ServerConnection | (Omit<ServerAddress, 'user'> & { user: null; auth: null })

export type MailboxConnections = { smtp: SmtpConnection; imap: ServerConnection | null }

type Which = { companyId: string; mailboxId: string }

/**
 * Both servers of a mailbox with what to sign in with, decrypted or fetched now. Throws `not_found`, `not_allowed` for a server that may
 * not be reached, or what accessToken throws.
 */
export const connectionsOf = async (
  deps: MailboxDeps & { tokens: AccessTokens },
  which: Which,
): Promise<MailboxConnections> => {
  const mailbox = await mailboxById(deps.db, which)
  for (const server of [mailbox.smtp, mailbox.imap])
    if (server && deps.mayReach?.(server) === false)
      throw notAllowed(`Nothing is sent or read: ${outOfReach(server)}`)
  const sealed = await selectSecrets(deps.db, which)
  const opened = openSecrets(deps.secrets, which, { kind: mailbox.credentialKind, ...sealed })
  const token = opened.kind === 'oauth2' ? await deps.tokens.accessToken(which) : null
  const sign = <Server extends ServerAddress>(
    server: Server,
    purpose: 'smtp' | 'imap',
  ): ServerConnection | null => {
    if (server.user === null) return null
    const base = { ...server, user: server.user }
    if (token !== null) return { ...base, auth: { kind: 'oauth2', accessToken: token } }
    const password = opened.kind === 'password' ? opened[purpose] : null
    return password === null ? null : { ...base, auth: { kind: 'password', password } }
  }
  return {
    smtp: sign(mailbox.smtp, 'smtp') ?? { ...mailbox.smtp, user: null, auth: null },
    imap: mailbox.imap && sign(mailbox.imap, 'imap'),
  }
}

/** The IMAP server of a mailbox; throws `not_allowed` for one that only sends. */
export const imapConnectionOf = async (
  deps: MailboxDeps & { tokens: AccessTokens },
  which: Which,
): Promise<ServerConnection> => {
  const { imap } = await connectionsOf(deps, which)
  if (!imap) throw notAllowed('This mailbox only sends: it has no IMAP server.')
  return imap
}
