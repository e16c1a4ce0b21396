import { headerOf } from '../parse/header-block.ts'
import type { ParsedMessage } from '../parse/parsed-message.ts'
import type { BounceParts } from './bounce-parts.ts'
import { smtpCodeIn } from './bounced-recipient.ts'
import { foldText } from './fold-text.ts'
import { statusIn } from './status-reasons.ts'

const DAEMON =
  /^(?:mailer[-_.]?daemon|post[-_.]?master|mail[-_.]?(?:daemon|delivery|system|admin)|mdaemon|daemon|double-bounce|bounces?|mmdf|system|sysadmin)\b/i
const DAEMON_NAME =
  /mail(?:er)? (?:delivery|daemon)|mail ?delivery|mailer-daemon|postmaster|mail administrator|delivery (?:sub)?system|ndr administrator/i
const SUBJECT =
  /undeliver|not deliver|undeliver|non.?(?:deliver|remis)|returned mail|failure notice|delivery (?:status|failure|has failed|failed|error|problem|notification|delay|report)|(?:deliver\w*|message|mail) .{0,30}(?:fail\w*|delayed|error|returned|rejected|could not|not be delivered)|failed delivery|failure delivery|could ?n[o']t be (?:delivered|sent)|mail system error|returned to sender|return to sender|warning: .{0,40}(?:delayed|could not)|unzustellbar|nicht zugestellt|zustellung|fehlgeschlagen|non (?:remis|distribu|recapit|consegn)|no (?:se pudo )?entreg|nao (?:entreg|foi)|impossible de (?:remettre|distribuer)|echec de la (?:remise|distribution)|onbestelbaar|niet (?:worden )?bezorgd|ne mogu|не (?:доставл|удалось)|недоставл|teslim edilemedi|olevererbart|kunne ikke leveres|nie dostarczon|niedostarcz|配信|配送|退信|送信できません|戻って|メールエラー|エラー通知/
const WORDS =
  /(?:could ?n[o']t|can ?not|can't|was not|has not|not yet|unable to|un-?able to|wasn't able|were unable|did not|failed to|impossible to|not be) (?:\w+ ){0,4}(?:deliver|send|sent|reach|be delivered|been delivered)|(?:delivery|message|mail|it) .{0,60}(?:fail\w*|delayed|has been rejected|was rejected|was undeliverable|not (?:be )?delivered|returned)|undeliverable|undelivered|delivery problems|fatal errors|delivery errors|transcript of session|(?:following|these) (?:address|recipient)\S* .{0,40}(?:fail|reject|error|problem)|permanent(?:ly)? (?:fatal )?(?:error|fail)|error message below|non-?delivered|no valid recipients|nicht zugestellt|konnte nicht|n'a pas pu|n'ont pas pu|no pudo ser entregado|no se (?:ha )?(?:podido|pudo)|nao (?:pode|foi possivel)|non e stato possibile|kan niet worden bezorgd|kon niet|не (?:удалось|может|было) |teslim edilemedi|送信できません|送信に失敗|配信できません|届けることができません|无法投递|退回/

/** What a report looks like from outside, each sign weak by itself. */
type Signs = {
  readonly daemon: boolean
  readonly subject: boolean
  readonly words: boolean
  readonly code: boolean
  readonly returned: boolean
  readonly isAnswer: boolean
}

const signsOf = (message: ParsedMessage, parts: BounceParts): Signs => {
  const local = message.from?.address.split('@', 1)[0] ?? ''
  const nullSender = headerOf(message.headers, 'return-path')?.replace(/\s/g, '') === '<>'
  const subject = foldText(message.subject.slice(0, 500))
  const head = foldText(parts.words.slice(0, 6000))
  return {
    daemon: DAEMON.test(local) || DAEMON_NAME.test(message.from?.name ?? '') || nullSender,
    subject: SUBJECT.test(subject) && !/^(?:re|aw|sv|fwd?|wg|tr|rv)\s*:/.test(subject),
    words: WORDS.test(head),
    code: smtpCodeIn(head) !== undefined || statusIn(head) !== undefined,
    returned: parts.originalHeaders.length > 0,
    isAnswer: /^(?:re|aw|sv|fwd?|wg|tr|rv)\s*:/.test(subject),
  }
}

/**
 * Whether a mail without a delivery status is a bounce all the same. A daemon's address needs one more sign; without it a report needs
 * three, since people forward and quote bounces too.
 */
export const looksLikeBounce = (message: ParsedMessage, parts: BounceParts): boolean => {
  if (headerOf(message.headers, 'x-failed-recipients') !== undefined) return true
  const signs = signsOf(message, parts)
  if (message.reportType === 'delivery-status') return signs.daemon || signs.subject || signs.words
  if (signs.daemon) return signs.subject || (signs.words && (signs.code || signs.returned || !signs.isAnswer))
  if (signs.isAnswer) return false
  return (
    [signs.subject, signs.words, signs.code, signs.returned].filter(Boolean).length >= 3 ||
    (signs.words && signs.returned && message.returned !== undefined)
  )
}

const STILL_TRYING =
  /(?:will|continue\w*|keep\w*) .{0,60}(?:retr(?:y|ied)|try(?:ing)?|tried|attempt)|delivery attempts will continue|(?:warning|notice) (?:message )?only|still being (?:re)?tried|not yet been delivered|do not need to resend|has been delayed|is delayed|delivery (?:is )?delayed|delayed mail|delayed \d+ hours/
const GIVEN_UP =
  /not going to (?:re)?try|no further (?:delivery )?attempts|giving up|gave up|permanent (?:fatal )?(?:error|failure)|permanently|final|will not (?:be )?(?:retr|try)|expired|returned to sender|undeliverable/

/** Whether a report in words says only that delivery takes longer. */
export const isDelayNotice = (message: ParsedMessage, parts: BounceParts): boolean => {
  const text = foldText(`${message.subject}\n${parts.words.slice(0, 6000)}`)
  return STILL_TRYING.test(text) && !GIVEN_UP.test(text)
}
