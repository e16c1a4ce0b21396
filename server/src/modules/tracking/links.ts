import type { Secrets } from '#platform/secrets/index.ts'
import { type MailRef, readToken, writeToken } from './mail-token.ts'

type Linking = { secrets: Pick<Secrets, 'sign' | 'verify'>; publicUrl: string }

/** Old mail programs and proxies cut URLs at about 2,000 characters; a longer target is better left alone. */
const LONGEST_TARGET = 1_400

export const pixelLink = ({ secrets, publicUrl }: Linking, mail: MailRef): string =>
  `${publicUrl}/o/${writeToken(secrets, { ...mail, purpose: 'open' })}.gif`

export const unsubscribeLink = ({ secrets, publicUrl }: Linking, mail: MailRef): string =>
  `${publicUrl}/u/${writeToken(secrets, { ...mail, purpose: 'unsubscribe' })}`

/**
 * A link that leads to `address` by way of us, or null for one that is not to be wrapped: mailto:, tel:, relative ones and anchors, our
 * own tracking and unsubscribe links, and very long ones.
 */
export const clickLink = ({ secrets, publicUrl }: Linking, mail: MailRef, address: string): string | null => {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  // As a browser would write it, since it becomes the Location header: ASCII, without spaces and line breaks.
  const target = url.href
  if (target.length > LONGEST_TARGET || isOwnLink(publicUrl, target)) return null
  const token = writeToken(secrets, { ...mail, purpose: 'click', target })
  return `${publicUrl}/c/${token}/${Buffer.from(target).toString('base64url')}`
}

/** What a click link says, or null when its signature is not ours for just this target. */
export const readClickLink = (
  secrets: Pick<Secrets, 'sign' | 'verify'>,
  { token, target: encoded }: { token: string; target: string },
): { mail: MailRef; target: string } | null => {
  const target = Buffer.from(encoded, 'base64url').toString('utf8')
  const mail = readToken(secrets, { token, purpose: 'click', target })
  return mail && { mail, target }
}

const isOwnLink = (publicUrl: string, target: string): boolean =>
  ['o', 'c', 'u'].some((path) => target.startsWith(`${publicUrl}/${path}/`))
