import { newMessageId } from '@cadenza/mailkit'

/** What a provider does with mails that its users send. */
export type ProviderHabits = {
  /** Lays a copy into Sent by itself. */
  keepsCopies: boolean
  /** Gives every mail a Message-ID of its own, which recipients and the copy in Sent bear. */
  rewritesMessageId: boolean
}

const MESSAGE_ID = /^message-id:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*\r\n/im

/** The mail with a Message-ID of the provider in place of the sender's, or with one where it has none. */
export const withOwnMessageId = (raw: Buffer, id: string, domain: string): Buffer => {
  const text = raw.toString('latin1')
  const blank = text.indexOf('\r\n\r\n')
  const headEnd = blank === -1 ? text.length : blank + 2
  const line = `Message-ID: ${newMessageId({ id, domain })}\r\n`
  const head = text.slice(0, headEnd)
  const changed = MESSAGE_ID.test(head) ? head.replace(MESSAGE_ID, () => line) : line + head
  return Buffer.from(changed + text.slice(headEnd), 'latin1')
}

/** The trace that delivery leaves in front of a mail (RFC 5321, 4.4). */
export const withTrace = (raw: Buffer, input: { from: string; to: string; at: Date }): Buffer =>
  Buffer.concat([
    Buffer.from(
      `Return-Path: <${input.from}>\r\nDelivered-To: ${input.to}\r\n` +
        `Received: from submission.test by mx.test with ESMTP for <${input.to}>; ${input.at.toUTCString().replace('GMT', '+0000')}\r\n`,
      'latin1',
    ),
    raw,
  ])
