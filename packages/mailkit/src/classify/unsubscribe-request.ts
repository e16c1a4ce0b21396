import { headerOf } from '../parse/header-block.ts'
import type { ParsedMessage } from '../parse/parsed-message.ts'
import { foldText } from './fold-text.ts'
import { POLITE, REQUESTS, SUBJECTS } from './unsubscribe-words.ts'

/** Nothing but the word, or with whom or which list it is about. */
const SUBJECT = new RegExp(
  `^(?:please )?${SUBJECTS}(?: (?:me|us|please|request|now|all|e-?mails?|\\S{0,100}\\d\\S{0,100})){0,3}(?: from .{1,60})?[.! ]*$`,
  'u',
)
const REQUEST = new RegExp(`^(?:${POLITE}[, ]+)*(?:${REQUESTS.join('|')})`, 'u')
/** A longer answer that asks so among other things is for a person to read. */
const MAX_REQUEST = 300
/** What turns a request about all mails into one about something else: "please remove me from the meeting". */
const OTHER_MATTER =
  /\b(?:meetings?|invit\w*|calendar|threads?|cc|copy|channel|group|event|webinar|agenda|deck|slides?|instead|unless|until|till|before|but (?:please|do|i|we|keep|feel)|termin|einladung|bis|reunion|riunione)\b/
/** Ends of sentences; a comma too, since "not interested, please remove me" is one to who writes it. */
const SENTENCE_END = /[.!?;,:\n]+(?=\s|$)|\s[-–—]\s/

/**
 * Whether a mail is what mail programs send when someone uses `List-Unsubscribe` by mail. Some mark it as an automatic answer (Apple), so
 * this is asked before that is.
 */
export const isUnsubscribeMail = (message: ParsedMessage): boolean =>
  headerOf(message.headers, 'x-apple-unsubscribe')?.trim().toLowerCase() === 'true' ||
  SUBJECT.test(foldText(message.subject.slice(0, 200)))

/**
 * Whether what a person wrote asks for no more mails and is not much else.
 * @param newText what the person newly wrote, so that the unsubscribe line of our own quoted mail does not count
 */
export const isUnsubscribeRequest = (newText: string): boolean => {
  if (newText.length > 2 * MAX_REQUEST) return false
  const text = foldText(newText)
  if (text.length > MAX_REQUEST || OTHER_MATTER.test(text)) return false
  return newText.split(SENTENCE_END).some((sentence) => REQUEST.test(foldText(sentence)))
}
