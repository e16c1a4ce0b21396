import { headerOf, messageIdsIn, parseMessage } from '@cadenza/mailkit'

/** One of our mails as it lies before a reader. */
export type DeliveredMail = {
  /** Who got it: the address, and the name that the sender knows. */
  to: { address: string; name: string }
  /** Where an answer goes. */
  answerTo: string
  fromName: string
  subject: string
  messageId: string
  references: readonly string[]
  text: string
  /** Exactly what came. */
  raw: Buffer
  /** The image that tells of reading. */
  pixel: string | undefined
  /** Where links lead, the one to unsubscribe left out. */
  links: readonly string[]
  unsubscribe: {
    url: string | undefined
    mailto: string | undefined
    oneClick: boolean
    link: string | undefined
  }
}

const IMAGE = /<img\b[^>]*?\bsrc="([^"]+)"/gi
const LINK = /<a\b[^>]*?\bhref="(https?:[^"]+)"/gi

/** Reads a mail as its recipient's program does. */
export const readDelivered = async (raw: Buffer, recipient: string): Promise<DeliveredMail> => {
  const mail = await parseMessage(raw)
  const html = mail.html ?? ''
  const found = (pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, url = '']) => decoded(url))
  const header = headerOf(mail.headers, 'list-unsubscribe') ?? ''
  const ways = [...header.matchAll(/<([^>]+)>/g)].map(([, way = '']) => way)
  const links = found(LINK)
  const isWayOut = (url: string): boolean => new URL(url).pathname.startsWith('/u/')
  return {
    to: { address: recipient, name: mail.to[0]?.name ?? '' },
    answerTo: mail.replyTo[0]?.address ?? mail.from?.address ?? '',
    fromName: mail.from?.name || (mail.from?.address ?? ''),
    subject: mail.subject,
    messageId: mail.messageId ?? '',
    references: messageIdsIn(headerOf(mail.headers, 'references') ?? ''),
    text: mail.text ?? '',
    raw,
    pixel: found(IMAGE).find((url) => URL.canParse(url) && new URL(url).pathname.startsWith('/o/')),
    links: links.filter((url) => !isWayOut(url)),
    unsubscribe: {
      url: ways.find((way) => /^https?:/i.test(way)),
      mailto: ways.find((way) => /^mailto:/i.test(way)),
      oneClick: headerOf(mail.headers, 'list-unsubscribe-post') !== undefined,
      link: links.find(isWayOut),
    },
  }
}

const decoded = (url: string): string => url.replaceAll('&amp;', '&')
