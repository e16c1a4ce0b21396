import type { Secrets } from '#platform/secrets/index.ts'

const PURPOSE = 'invitation'
const TOKEN = /^([0-9a-f]{24})([0-9a-f]{24})([\w-]{22})$/

type Which = { companyId: string; id: string }

const signed = ({ companyId, id }: Which, expiresAt: Date): string =>
  `${companyId} ${id} ${expiresAt.toISOString()}`

/**
 * The path of the page on which an invitation is accepted. Its end is a signature, also of when it expires: so nothing secret is kept, and
 * an invitation that was renewed ends the links before.
 */
export const invitationPath = (
  secrets: Pick<Secrets, 'sign'>,
  { expiresAt, ...which }: Which & { expiresAt: Date },
): string =>
  `/invitation/${which.companyId}${which.id}${secrets.sign({ purpose: PURPOSE, text: signed(which, expiresAt) })}`

/** Which invitation a link names; undefined for what has not its form. Whether it is signed says `isSigned`. */
export const readInvitationToken = (token: string): (Which & { signature: string }) | undefined => {
  const [, companyId, id, signature] = TOKEN.exec(token) ?? []
  return companyId && id && signature ? { companyId, id, signature } : undefined
}

/** Compares in constant time. */
export const isSigned = (
  secrets: Pick<Secrets, 'verify'>,
  { signature, expiresAt, ...which }: Which & { signature: string; expiresAt: Date },
): boolean => secrets.verify({ purpose: PURPOSE, text: signed(which, expiresAt), signature })
