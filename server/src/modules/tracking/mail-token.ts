import { isId } from '#platform/ids/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'

/** The mail of ours that a link stands in. */
export type MailRef = { companyId: string; messageId: string }

/** What a token is good for: one made for a pixel unsubscribes nobody. */
export type TokenPurpose = 'open' | 'click' | 'unsubscribe' | 'unsubscribe-mail'

type Signer = Pick<Secrets, 'sign' | 'verify'>

/** 24 bytes of ids and 16 of signature, each in base64url of its own. */
const TOKEN = /^([\w-]{32})([\w-]{22})$/

/**
 * A text of 54 URL-safe characters that names a mail and proves that we wrote it; valid as long as the instance's key. `target` is signed
 * with it but not contained.
 */
export const writeToken = (
  secrets: Signer,
  { companyId, messageId, purpose, target = '' }: MailRef & { purpose: TokenPurpose; target?: string },
): string => {
  if (!isId(companyId) || !isId(messageId))
    throw new Error(`a link needs two ids of 24 hex digits, not "${companyId}" and "${messageId}"`)
  const ids = Buffer.from(companyId + messageId, 'hex').toString('base64url')
  return ids + secrets.sign({ purpose, text: signedText(ids, target) })
}

/** The mail that a token names; null when it was not made by this instance, for this purpose and this target. */
export const readToken = (
  secrets: Signer,
  { token, purpose, target = '' }: { token: string; purpose: TokenPurpose; target?: string },
): MailRef | null => {
  const [, ids, signature] = TOKEN.exec(token) ?? []
  if (ids === undefined || signature === undefined) return null
  if (!secrets.verify({ purpose, text: signedText(ids, target), signature })) return null
  const hex = Buffer.from(ids, 'base64url').toString('hex')
  return { companyId: hex.slice(0, 24), messageId: hex.slice(24) }
}

const signedText = (ids: string, target: string): string => (target === '' ? ids : `${ids} ${target}`)
