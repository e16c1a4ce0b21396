import type { ListUnsubscribe } from '@cadenza/mailkit'
import type { Secrets } from '#platform/secrets/index.ts'
import { unsubscribeLink } from './links.ts'
import { type MailRef, readToken, writeToken } from './mail-token.ts'

type Options = { secrets: Pick<Secrets, 'sign' | 'verify'>; publicUrl: string | undefined }

/** How a recipient asks for no more mails: the link for the body, null without a public URL, and the header (RFC 2369, RFC 8058). */
export type Unsubscribe = { link: string | null; header: ListUnsubscribe }

/**
 * The mail address is always in the header, since the mailbox is read anyway. The URL joins it where one click is
 * allowed.
 */
export const unsubscribeOf = (
  { secrets, publicUrl }: Options,
  { mailboxAddress, ...mail }: MailRef & { mailboxAddress: string },
): Unsubscribe => {
  const token = writeToken(secrets, { ...mail, purpose: 'unsubscribe-mail' })
  const mailto = `mailto:${escapedAddress(mailboxAddress)}?subject=unsubscribe%20${token}`
  if (publicUrl === undefined) return { link: null, header: { mailto, oneClick: false } }
  const link = unsubscribeLink({ secrets, publicUrl }, mail)
  const header = allowsOneClick(publicUrl)
    ? { mailto, url: link, oneClick: true }
    : { mailto, oneClick: false }
  return { link, header }
}

/** The mail that the subject of an unsubscribe mail names; answered and forwarded ones (`Re: Fwd: …`) count as well. */
export const unsubscribeTokenIn = (secrets: Options['secrets'], subject: string): MailRef | null => {
  for (const [token] of subject.matchAll(/(?<![\w-])[\w-]{54}(?![\w-])/g)) {
    const mail = readToken(secrets, { token, purpose: 'unsubscribe-mail' })
    if (mail) return mail
  }
  return null
}

/** RFC 6068: what would end the address or the URL is escaped; the last @ parts name and domain. */
const escapedAddress = (address: string): string => {
  const at = address.lastIndexOf('@')
  return `${encodeURIComponent(address.slice(0, at))}@${encodeURIComponent(address.slice(at + 1))}`
}

/** RFC 8058 asks for https; loopback is for tests. */
export const allowsOneClick = (publicUrl: string): boolean => {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}
