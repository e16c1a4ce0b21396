import { isIP } from 'node:net'
import type { MailboxServers, ServerParts } from '@cadenza/contracts'
import { invalidInput } from '#platform/errors/index.ts'
import type { ServersInput } from './read-servers.ts'

type Protocol = 'smtp' | 'imap'

/** Ports on which TLS begins with the first byte. */
const TLS_PORTS: readonly number[] = [465, 993]

/** Servers as the app's API takes them, by URL or in parts, in the one form that use cases read. Throws `invalid_input` on a host. */
export const serversOf = ({ smtp, imap, ...others }: MailboxServers): ServersInput => ({
  ...others,
  smtp: urlOf('smtp', smtp),
  smtpPassword: passwordOf(smtp),
  imap: imap && urlOf('imap', imap),
  imapPassword: passwordOf(imap),
})

const passwordOf = (server: string | ServerParts | null | undefined): string | undefined =>
  typeof server === 'object' ? server?.password : undefined

const urlOf = (protocol: Protocol, server: string | ServerParts): string => {
  if (typeof server === 'string') return server
  const { host, port, security, user, verifyCertificate } = server
  const scheme =
    security === undefined && port !== undefined && TLS_PORTS.includes(port) ? `${protocol}s` : protocol
  const query = new URLSearchParams({
    ...(security !== undefined && { tls: security }),
    ...(verifyCertificate === false && { verify: 'no' }),
  })
  const credentials = user ? `${encodeURIComponent(user)}@` : ''
  const place = port === undefined ? hostOf(protocol, host) : `${hostOf(protocol, host)}:${port}`
  return `${scheme}://${credentials}${place}?${query}`
}

/** A host as a URL has it; what would end it there cannot be part of one. */
const hostOf = (protocol: Protocol, host: string): string => {
  if (isIP(host) === 6) return `[${host}]`
  if (/[\s:/?#@[\]]/.test(host))
    throw invalidInput(
      `${protocol}.host`,
      `${protocol}.host: "${host}" is no host name; write it as mail.acme.com, without port or user.`,
    )
  return host
}
