import { isIP } from 'node:net'
import { invalidInput } from '#platform/errors/index.ts'
import type { ConnectionSecurity, ServerAddress } from './mailbox.ts'

type Protocol = 'smtp' | 'imap'

const PORTS: Record<string, number> = { smtp: 587, smtps: 465, imap: 143, imaps: 993 }
const FORM = /^([a-z]+):\/\/(?:(.*)@)?(\[[^\]]*\]|[^:/?#@]*)(?::([^/?#]*))?\/?(?:\?(.*))?$/is
const HOST_NAME = /^(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?$/i

/** A server as its URL says; the password stands apart, because it is kept apart. */
export type ParsedServer = { address: ServerAddress; password: string | null }

/**
 * Reads `smtp://user:password@host:port`, `smtps://`, `imap://` or `imaps://`. User and password may be percent-encoded; a raw `@` in a
 * user is understood. Without a port the usual one is taken. A plain scheme means STARTTLS, without which nothing is sent; on loopback, or
 * with `?tls=none` (or `allowPlain`), no TLS. `?tls=starttls|tls|none` says it outright, `?verify=no` accepts any certificate. Throws
 * `invalid_input` on `field`; no message ever shows the password.
 */
export const parseServerUrl = (input: {
  protocol: Protocol
  url: string
  field: string
  allowPlain?: boolean | undefined
}): ParsedServer => {
  const { protocol, field } = input
  const refuse = (message: string, cause?: unknown) =>
    invalidInput(field, `${field}: ${message} Write it as ${protocol}://user@host:port.`, cause)
  const match = FORM.exec(input.url.trim())
  if (!match) throw refuse('this is no server URL.')
  const [, rawScheme = '', credentials, rawHost = '', rawPort, query] = match
  const scheme = rawScheme.toLowerCase()
  if (scheme !== protocol && scheme !== `${protocol}s`) throw refuse(`"${scheme}://" is not understood here.`)
  const host = readHost(rawHost)
  if (host === null) throw refuse(rawHost === '' ? 'the host is missing.' : `"${rawHost}" is no host name.`)
  const port = readPort(rawPort, PORTS[scheme] ?? 0)
  if (port === null) throw refuse(`"${rawPort}" is no port; it is a number from 1 to 65535.`)
  const { user, password } = readCredentials(credentials, refuse)
  const { tls, verify } = readQuery(query ?? '', refuse)
  return {
    address: {
      host,
      port,
      security: tls ?? defaultSecurity({ scheme, host, allowPlain: input.allowPlain ?? false }),
      user,
      verifyCertificate: verify,
    },
    password,
  }
}

/** Whether a host is this machine, so that nobody can listen on the way. */
export const isLoopback = (host: string): boolean => {
  const name = host.toLowerCase().replace(/\.$/, '')
  if (isIP(name) === 4) return name.startsWith('127.')
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost')
}

const defaultSecurity = (input: {
  scheme: string
  host: string
  allowPlain: boolean
}): ConnectionSecurity => {
  if (input.scheme.endsWith('s')) return 'tls'
  return input.allowPlain || isLoopback(input.host) ? 'none' : 'starttls'
}

const readHost = (text: string): string | null => {
  const bracketed = /^\[(.*)\]$/.exec(text)?.[1]
  if (bracketed !== undefined) return isIP(bracketed) === 6 ? bracketed : null
  const ascii = /^[\x20-\x7e]*$/.test(text) ? text : toAscii(text)
  return isIP(ascii) === 4 || HOST_NAME.test(ascii) ? ascii.toLowerCase() : null
}

const toAscii = (host: string): string =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host

const readPort = (text: string | undefined, usual: number): number | null => {
  if (text === undefined || text === '') return usual
  const port = Number(text)
  return /^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535 ? port : null
}

type Refuse = (message: string, cause?: unknown) => Error

const readCredentials = (
  text: string | undefined,
  refuse: Refuse,
): { user: string | null; password: string | null } => {
  if (text === undefined || text === '') return { user: null, password: null }
  const colon = text.indexOf(':')
  const user = decoded(colon === -1 ? text : text.slice(0, colon), 'user', refuse)
  const password = colon === -1 ? null : decoded(text.slice(colon + 1), 'password', refuse)
  if (user === '') throw refuse('the user is empty.')
  return { user, password: password === '' ? null : password }
}

const decoded = (text: string, what: string, refuse: Refuse): string => {
  let plain: string
  try {
    plain = decodeURIComponent(text)
  } catch (cause) {
    throw refuse(`the ${what} has a % that begins no escape; write it as %25.`, cause)
  }
  if (/\p{Cc}/u.test(plain)) throw refuse(`the ${what} has a control character.`)
  return plain
}

const readQuery = (query: string, refuse: Refuse): { tls: ConnectionSecurity | null; verify: boolean } => {
  let tls: ConnectionSecurity | null = null
  let verify = true
  for (const [key, value] of new URLSearchParams(query)) {
    if (key === 'tls' && (value === 'none' || value === 'starttls' || value === 'tls')) tls = value
    else if (key === 'verify' && (value === 'no' || value === 'yes')) verify = value === 'yes'
    else
      throw refuse(`"${key}=${value}" is not known; there are tls=none, tls=starttls, tls=tls and verify=no.`)
  }
  return { tls, verify }
}
