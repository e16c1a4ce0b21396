import { type SuppressionReason, strongestReason } from '#modules/prospects/index.ts'
import type { SourceStatus } from './read-answers.ts'

/** How somebody stood on the server, as it is carried over. */
export type Standing = {
  /** Why he may not be mailed; null: he may. */
  suppressed: SuppressionReason | null
  /** What is shown of him. */
  shown: 'contacted' | 'replied' | null
  /** The server's word, where nobody here knows it. */
  unknownWord: string | null
}

const SUPPRESSED: Readonly<Record<string, SuppressionReason>> = {
  unsubscribed: 'unsubscribed',
  bounced: 'bounced',
  donotcontact: 'do_not_contact',
}
const MAILABLE: Readonly<Record<string, Standing['shown']>> = {
  notcontacted: null,
  contacted: 'contacted',
  replied: 'replied',
}

const wordOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '')

/**
 * Nobody becomes mailable by a move: whoever has unsubscribed or bounced, by either of the two words, may not be mailed here, and neither may
 * whoever stands in a way that nobody here knows, until somebody has looked.
 */
export const standingOf = ({ prospectStatus, cadenceStatus }: SourceStatus): Standing => {
  const word = wordOf(prospectStatus)
  const reason = strongestReason([word, wordOf(cadenceStatus)].flatMap((one) => SUPPRESSED[one] ?? []))
  const shown = MAILABLE[word]
  if (reason !== null) return { suppressed: reason, shown: shown ?? null, unknownWord: null }
  if (shown !== undefined) return { suppressed: null, shown, unknownWord: null }
  return { suppressed: 'do_not_contact', shown: null, unknownWord: prospectStatus }
}
