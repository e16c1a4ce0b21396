import {
  type Classification,
  classifyMessage,
  messageHash,
  newTextOf,
  normaliseMessageId,
  type ParsedMessage,
  parseMessage,
} from '@cadenza/mailkit'
import type { FetchedMail } from './read-folder.ts'

/** A fetched mail, read and classified; everything that needs no database. */
export type IncomingMail = {
  fetched: FetchedMail
  parsed: ParsedMessage
  /** What one mail is known by across folders: its Message-ID, or a hash where it has none. */
  key: string
  classification: Classification
  /** What the sender newly wrote, without quotes and signature. */
  newText: string
}

export const parseFetched = async (fetched: FetchedMail): Promise<IncomingMail> => {
  const parsed = await parseMessage(fetched.raw)
  const { newText } = newTextOf({
    ...(parsed.text === undefined ? {} : { text: parsed.text }),
    ...(parsed.html === undefined ? {} : { html: parsed.html }),
  })
  return {
    fetched,
    parsed,
    key: (parsed.messageId && normaliseMessageId(parsed.messageId)) ?? messageHash(parsed),
    classification: classifyMessage(parsed),
    newText,
  }
}
