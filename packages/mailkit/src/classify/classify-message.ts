import { headerOf } from '../parse/header-block.ts'
import type { ParsedMessage } from '../parse/parsed-message.ts'
import { newTextOf, type ReplyText } from '../reply/new-text-of.ts'
import { autoReplySign, saysLeftCompany } from './auto-reply-signs.ts'
import { automatedSign } from './automated-sign.ts'
import { bouncePartsOf, originalIdsOf } from './bounce-parts.ts'
import type { Classification } from './classification.ts'
import { classifyBounce } from './classify-bounce.ts'
import { bulkSign, isDiscussionList } from './mail-signs.ts'
import { returnDateIn } from './return-date.ts'
import { isUnsubscribeMail, isUnsubscribeRequest } from './unsubscribe-request.ts'

const COMPLAINT_SUBJECT =
  /\b(?:complaint about (?:a )?message|abuse (?:report|complaint)|spam (?:report|complaint)|feedback loop)\b/i

const complaintOf = (message: ParsedMessage): Classification | undefined => {
  const fields = message.feedbackReport
  const isReport = fields !== undefined || message.reportType === 'feedback-report'
  if (!isReport && !(message.returned !== undefined && COMPLAINT_SUBJECT.test(message.subject)))
    return undefined
  const type = headerOf(fields ?? [], 'feedback-type')?.toLowerCase() ?? 'abuse'
  // Types of before RFC 5965 by which providers pass on the wish to get no more.
  if (type.startsWith('opt-out')) return { kind: 'unsubscribe-request' }
  return { kind: 'complaint', type, originalMessageIds: originalIdsOf(message, bouncePartsOf(message)) }
}

const autoReplyOf = (message: ParsedMessage, { newText, quoted }: ReplyText): Classification | undefined => {
  const reason = autoReplySign(message, quoted !== '')
  if (reason === undefined) return undefined
  const text = `${message.subject}\n${newText}`
  const returnsOn =
    message.localDay === undefined ? undefined : returnDateIn({ text, writtenOn: message.localDay })
  return {
    kind: 'auto-reply',
    reason,
    ...(returnsOn === undefined ? {} : { returnsOn }),
    ...(saysLeftCompany(text) ? { leftCompany: true } : {}),
  }
}

/**
 * What a received mail is. The order is by how sure the signs are: reports by their parts, automatic answers by their headers, then what
 * is written. Never throws; what nothing speaks against was written by a person.
 */
export const classifyMessage = (message: ParsedMessage): Classification => {
  const report = complaintOf(message) ?? classifyBounce(message)
  if (report !== undefined) return report
  if (isUnsubscribeMail(message)) return { kind: 'unsubscribe-request' }
  const written = newTextOf(message)
  const autoReply = autoReplyOf(message, written)
  if (autoReply !== undefined) return autoReply
  const sign = automatedSign(message)
  if (sign !== undefined) return { kind: 'automated', reason: sign }
  if (isUnsubscribeRequest(written.newText)) return { kind: 'unsubscribe-request' }
  return { kind: 'human', viaList: isDiscussionList(message) || bulkSign(message) !== undefined }
}
