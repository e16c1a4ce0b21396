import { AppError, invalidInput } from '#platform/errors/index.ts'
import type { SecretBox, ServerAddress } from './mailbox.ts'

/** What an OAuth2 mailbox signs in with; the access token itself is fetched when it is needed. */
export type OAuth2Secret = {
  tokenUrl: string
  clientId: string
  clientSecret: string | null
  refreshToken: string
}

export type OpenedSecrets =
  | { kind: 'password'; smtp: string | null; imap: string | null }
  | { kind: 'oauth2'; oauth2: OAuth2Secret }

type Which = { companyId: string; mailboxId: string }

const contextOf = ({ companyId, mailboxId }: Which, purpose: 'smtp' | 'imap'): string =>
  `mailbox/${companyId}/${mailboxId}/${purpose}`

/** As the columns keep them. OAuth2 has one secret for both servers, kept beside SMTP. */
export const sealSecrets = (
  box: SecretBox,
  which: Which,
  secrets: OpenedSecrets,
): { smtpSecret: string | null; imapSecret: string | null } => {
  if (secrets.kind === 'oauth2')
    return {
      smtpSecret: box.encrypt(JSON.stringify(secrets.oauth2), contextOf(which, 'smtp')),
      imapSecret: null,
    }
  const seal = (purpose: 'smtp' | 'imap'): string | null => {
    const plain = secrets[purpose]
    return plain === null ? null : box.encrypt(plain, contextOf(which, purpose))
  }
  return { smtpSecret: seal('smtp'), imapSecret: seal('imap') }
}

/** The opposite of sealSecrets; throws what the box throws when the key is another. */
export const openSecrets = (
  box: SecretBox,
  which: Which,
  sealed: { kind: 'password' | 'oauth2'; smtpSecret: string | null; imapSecret: string | null },
): OpenedSecrets => {
  const open = (text: string | null, purpose: 'smtp' | 'imap'): string | null =>
    text === null ? null : box.decrypt(text, contextOf(which, purpose))
  if (sealed.kind === 'password')
    return { kind: 'password', smtp: open(sealed.smtpSecret, 'smtp'), imap: open(sealed.imapSecret, 'imap') }
  const oauth2: OAuth2Secret = JSON.parse(open(sealed.smtpSecret, 'smtp') ?? '{}')
  return { kind: 'oauth2', oauth2 }
}

/** Throws `invalid_input` unless every server that has a user has something to sign in with. */
export const checkCredentials = (input: {
  smtp: ServerAddress
  imap: ServerAddress | null
  secrets: OpenedSecrets
}): void => {
  const { smtp, imap, secrets } = input
  if (secrets.kind === 'oauth2') {
    checkOAuth2(secrets.oauth2, smtp)
    return
  }
  if (smtp.user !== null && secrets.smtp === null)
    throw missingPassword('smtp', 'smtp: the URL names a user but no password; give the password too.')
  if (imap && secrets.imap === null)
    throw missingPassword('imap', 'imap: a password is needed to read the mailbox; give it too.')
}

/** With a code of its own, by which whoever can ask a person for the password knows that it is time to. */
const missingPassword = (field: string, message: string): AppError =>
  new AppError({ code: 'invalid_input', publicCode: 'missing_password', field, message })

const checkOAuth2 = (secret: OAuth2Secret, smtp: ServerAddress): void => {
  if (smtp.user === null)
    throw invalidInput('smtp', 'smtp: OAuth2 needs the user in the URL: smtps://user@host.')
  if (secret.refreshToken === '') throw invalidInput('oauth2.refreshToken', 'oauth2.refreshToken is missing.')
  if (secret.clientId === '') throw invalidInput('oauth2.clientId', 'oauth2.clientId is missing.')
  const isUrl = URL.canParse(secret.tokenUrl)
  const { protocol, hostname } = isUrl ? new URL(secret.tokenUrl) : { protocol: '', hostname: '' }
  const isSafe =
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname))
  if (!isSafe)
    throw invalidInput(
      'oauth2.tokenUrl',
      'oauth2.tokenUrl must be an https address, such as https://oauth2.googleapis.com/token.',
    )
}
