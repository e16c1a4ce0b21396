import type { Secrets } from '#platform/secrets/index.ts'

const PURPOSE = 'password'
const TOKEN = /^([0-9a-f]{24})([0-9a-z]{1,11})\.([\w-]{22})$/

type Signed = { userId: string; expiresAt: Date; password: string }

const signed = ({ userId, expiresAt, password }: Signed): string =>
  `${userId} ${expiresAt.getTime()} ${password}`

/**
 * The path of the page on which somebody chooses a new password. It is signed with the hash of the password that he has, so it works until he
 * has another, and nothing is kept.
 */
export const passwordPath = (secrets: Pick<Secrets, 'sign'>, what: Signed): string =>
  `/new-password/${what.userId}${what.expiresAt.getTime().toString(36)}.${secrets.sign({ purpose: PURPOSE, text: signed(what) })}`

export type ReadToken = { userId: string; expiresAt: Date; signature: string }

/** What a link says; undefined for what has not its form. */
export const readPasswordToken = (token: string): ReadToken | undefined => {
  const [, userId, expires, signature] = TOKEN.exec(token) ?? []
  if (!userId || !expires || !signature) return undefined
  return { userId, expiresAt: new Date(Number.parseInt(expires, 36)), signature }
}

/** Compares in constant time. */
export const isPasswordToken = (
  secrets: Pick<Secrets, 'verify'>,
  { signature, ...what }: ReadToken & { password: string },
): boolean => secrets.verify({ purpose: PURPOSE, text: signed(what), signature })
