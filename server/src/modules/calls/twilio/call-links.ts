import { isId } from '#platform/ids/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'

export type CallRef = { companyId: string; callId: string }

/** What Twilio posts to us: that the user answered, how either leg ended, and who answered. */
export type CallLink = 'connect' | 'user' | 'prospect' | 'machine'

type Signer = Pick<Secrets, 'sign' | 'verify'>

const PURPOSE = 'twilio-call'
/** 24 bytes of ids and 16 of signature, each in base64url of its own. */
const TOKEN = /^([\w-]{32})([\w-]{22})$/

/** The address of a call for Twilio. */
export const callLink = (
  { secrets, publicUrl }: { secrets: Signer; publicUrl: string },
  { companyId, callId, link }: CallRef & { link: CallLink },
): string => {
  if (!isId(companyId) || !isId(callId)) throw new Error('a link needs two ids of 24 hex digits')
  const ids = Buffer.from(companyId + callId, 'hex').toString('base64url')
  return `${publicUrl}/calls/twilio/${ids}${secrets.sign({ purpose: PURPOSE, text: ids })}/${link}`
}

/** The call that a link is of; null when we did not write it. */
export const readCallToken = (secrets: Signer, token: string): CallRef | null => {
  const [, ids, signature] = TOKEN.exec(token) ?? []
  if (ids === undefined || signature === undefined) return null
  if (!secrets.verify({ purpose: PURPOSE, text: ids, signature })) return null
  const hex = Buffer.from(ids, 'base64url').toString('hex')
  return { companyId: hex.slice(0, 24), callId: hex.slice(24) }
}
