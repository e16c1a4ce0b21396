export { domainToAscii } from './addresses/domain-to-ascii.ts'
export { isValidAddress } from './addresses/is-valid-address.ts'
export { domainOf, normaliseAddress, sameAddress } from './addresses/normalise-address.ts'
export { type Mailbox, parseAddress, parseAddressList } from './addresses/parse-address.ts'
export type { BouncedRecipient, Classification } from './classify/classification.ts'
export { classifyMessage } from './classify/classify-message.ts'
export {
  classifySmtpAnswer,
  isDeadAddress,
  type SmtpAnswer,
  type SmtpVerdict,
} from './classify/classify-smtp-answer.ts'
export type { Blame, BounceReason, SmtpStage } from './classify/refusal.ts'
export { composeMessage, type ListUnsubscribe, type OutgoingMail } from './compose/compose-message.ts'
export { OUR_HEADER } from './compose/our-header.ts'
export { htmlToText } from './html-to-text.ts'
export { MailInputError } from './mail-input-error.ts'
export type { DeliveryStatus } from './parse/delivery-status.ts'
export { type Header, headerOf, headersOf } from './parse/header-block.ts'
export { messageHash } from './parse/message-hash.ts'
export { parseMessage, readAttachments } from './parse/parse-message.ts'
export type { Attachment, AttachmentMeta, ParsedMessage, ReturnedMessage } from './parse/parsed-message.ts'
export { newTextOf, type ReplyText } from './reply/new-text-of.ts'
export { messageIdsIn, newMessageId, normaliseMessageId } from './threading/message-id.ts'
export { baseSubject, replySubject } from './threading/reply-subject.ts'
export { type ThreadHeaders, threadHeaders } from './threading/thread-headers.ts'
