import { invalidInput } from '#platform/errors/index.ts'
import { parseServerUrl } from './connection-url.ts'
import { checkCredentials, type OAuth2Secret, type OpenedSecrets } from './credentials.ts'
import type { MailboxDeps, ServerAddress } from './mailbox.ts'

/** How to reach a mailbox, as people give it. */
export type ServersInput = {
  /** `smtp://user:password@host:port`; see parseServerUrl. */
  smtp: string
  /** Null or missing: send only. */
  imap?: string | null | undefined
  /** For both servers, where their URLs have none. */
  password?: string | undefined
  smtpPassword?: string | undefined
  imapPassword?: string | undefined
  oauth2?: OAuth2Secret | undefined
  /** Lets a plain scheme send credentials over the network unencrypted. */
  allowPlain?: boolean | undefined
}

/**
 * Reads both URLs and finds their secrets. IMAP without a user takes SMTP's, else the mailbox's address; without a password of its own it
 * takes SMTP's. Throws `invalid_input` on `smtp`, `imap` or `oauth2`, also for a server that may not be reached.
 */
export const readServers = (
  { mayReach = () => true }: Pick<MailboxDeps, 'mayReach'>,
  input: ServersInput & { address: string },
): { smtp: ServerAddress; imap: ServerAddress | null; secrets: OpenedSecrets } => {
  const { allowPlain } = input
  const smtp = parseServerUrl({ protocol: 'smtp', url: input.smtp, field: 'smtp', allowPlain })
  const parsedImap = input.imap
    ? parseServerUrl({ protocol: 'imap', url: input.imap, field: 'imap', allowPlain })
    : null
  const imap = parsedImap && {
    ...parsedImap.address,
    user: parsedImap.address.user ?? smtp.address.user ?? input.address,
  }
  for (const [field, server] of [
    ['smtp', smtp.address],
    ['imap', imap],
  ] as const)
    if (server && !mayReach(server))
      throw invalidInput(field, `${field}: ${outOfReach(server)} Use the servers of its other mailboxes.`)
  const smtpPassword = smtp.password ?? input.smtpPassword ?? input.password ?? null
  const imapPassword = parsedImap?.password ?? input.imapPassword ?? input.password ?? smtpPassword
  const secrets: OpenedSecrets = input.oauth2
    ? { kind: 'oauth2', oauth2: input.oauth2 }
    : {
        kind: 'password',
        smtp: smtp.address.user === null ? null : smtpPassword,
        imap: imap ? imapPassword : null,
      }
  checkCredentials({ smtp: smtp.address, imap, secrets })
  return { smtp: smtp.address, imap, secrets }
}

/** Why a server that exists may not be used. */
export const outOfReach = ({ host, port }: ServerAddress): string =>
  `this installation is a simulated world and does not reach ${host}:${port}.`
