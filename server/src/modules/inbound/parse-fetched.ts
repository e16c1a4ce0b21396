import {
  type Classification,
  classifyMessage,
  messageHash,
  newTextOf,
  type ParsedMessage,
  parseMessage,
} from '@cadenza/mailkit'
import type { FetchedMail } from './read-folder.ts'

/** Keys are indexed; no Message-ID of a program's making is near this, in bytes. */
const LONGEST_KEY = 500

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

/** Reads a mail as fetched. Needs no database. */
export const parseFetched = async (fetched: FetchedMail): Promise<IncomingMail> => {
  const parsed = await parseMessage(fetched.raw)
  return {
    fetched,
    parsed,
    key: keyOf(parsed),
    classification: classifyMessage(parsed),
    newText: newTextOf(parsed).newText,
  }
}

/** What a mail is known by: its Message-ID (RFC 5322, 3.6.4), or a hash where it has none that can be kept. */
export const keyOf = (parsed: ParsedMessage): string =>
  parsed.messageId !== undefined && Buffer.byteLength(parsed.messageId) <= LONGEST_KEY
    ? parsed.messageId
    : messageHash(parsed)
