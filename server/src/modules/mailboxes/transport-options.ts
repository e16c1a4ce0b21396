import type { ServerConnection, SmtpConnection } from './connection-of.ts'

const tlsOf = ({ verifyCertificate }: { verifyCertificate: boolean }) =>
  verifyCertificate ? {} : { tls: { rejectUnauthorized: false } }

/** What nodemailer's SMTP transports are given to reach this server, apart from pooling and time limits. */
export const smtpOptions = (connection: SmtpConnection) => ({
  host: connection.host,
  port: connection.port,
  secure: connection.security === 'tls',
  requireTLS: connection.security === 'starttls',
  ignoreTLS: connection.security === 'none',
  ...tlsOf(connection),
  ...(connection.auth?.kind === 'password' && {
    auth: { user: connection.user, pass: connection.auth.password },
  }),
  ...(connection.auth?.kind === 'oauth2' && {
    auth: { type: 'OAuth2' as const, user: connection.user, accessToken: connection.auth.accessToken },
  }),
})

/** What ImapFlow is given to reach this server and sign in. */
export const imapOptions = (connection: ServerConnection) => ({
  host: connection.host,
  port: connection.port,
  secure: connection.security === 'tls',
  ...(connection.security !== 'tls' && { doSTARTTLS: connection.security === 'starttls' }),
  ...tlsOf(connection),
  auth:
    connection.auth.kind === 'password'
      ? { user: connection.user, pass: connection.auth.password }
      : { user: connection.user, accessToken: connection.auth.accessToken },
})
