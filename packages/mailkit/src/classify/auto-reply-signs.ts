import { headerOf } from '../parse/header-block.ts'
import type { ParsedMessage } from '../parse/parsed-message.ts'
import { foldText } from './fold-text.ts'
import { autoSubmitted, bulkSign, hasHeader, isAnswer, isNobody, precedences } from './mail-signs.ts'

/** Headers that only answering programs set, whatever their value. */
const MARKS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-respond',
  'x-autoresponse',
  'x-auto-reply',
  'x-auto-reply-from',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-auto-response-from',
  'x-vacation',
  'x-vacation-id',
  'x-apple-action',
  'autoreply',
]

const SUBJECT = new RegExp(
  [
    '^(?:\\[[^\\]]{1,40}\\] ?)?(?:re|aw|sv|r|rif|res|antw|vs|odp)? ?:? ?(?:auto(?:matic|mated|mat\\w*)?[- ]?(?:re(?:ply|sponse|sponder)|antwort|svar)|autoreply|autoresponse|autoresponder|auto ?:|ooo\\b|oof\\b|vacation\\b|away\\b|out of (?:the )?office|on (?:vacation|leave|holiday)|not in (?:the )?office)',
    "out of (?:the )?office|out-of-office|automat(?:ic|ed) (?:reply|response|answer|message)|(?:currently|i am|i'm|i will be) (?:away|on (?:vacation|leave|holiday)|out of)|(?:away|absent) (?:until|from)|no longer (?:with|at|employed|works?)|has left (?:the )?company|on (?:annual|parental|maternity|paternity|sick) leave",
    'abwesenheit|automatische (?:antwort|ruckantwort)|bin (?:derzeit |zurzeit |zur zeit )?(?:nicht im (?:buro|haus)|im urlaub|abwesend)|nicht im (?:buro|haus)|urlaub(?:svertretung|snotiz)?\\b',
    "reponse automatique|message automatique|absence du bureau|absent(?:e)? (?:du bureau|jusqu)|notification d'absence|en conge|conges",
    'respuesta automatica|fuera de (?:la )?oficina|ausente|ausencia|vacaciones',
    'risposta automatica|fuori (?:ufficio|sede)|in ferie|assente|assenza',
    'resposta automatica|fora do escritorio|ausencia|de ferias',
    'automatisch antwoord|automatische reactie|afwezig|niet op kantoor|vakantie',
    'automat(?:iskt|isk) svar|autosvar|franvaro|fravaer|ferie\\b|ikke pa kontoret|inte pa kontoret',
    'automaattinen vastaus|poissa|lomalla',
    'automatyczna odpowiedz|odpowiedz automatyczna|autoodpowiedz|poza biurem|urlop',
    'автоответ|автоматическ|ответ автоматически|вне офиса|нет на (?:месте|работе)|в отпуске|отпуск',
    'automaticka odpoved|mimo kancelar|automatikus valasz|szabadsag|otomatik (?:yanit|cevap)|raspuns automat|αυτοματη απαντηση',
    '自動(?:応答|返信)|不在(?:通知|の)|外出中|自动(?:回复|答复)|自動回覆|不在办公室|休假|부재중|자동 ?(?:응답|회신)',
  ].join('|'),
)

const SUPPRESS = /\b(?:all|oof|autoreply)\b/i

/** Whether a subject is one that absence programs write. */
export const isAbsenceSubject = (subject: string): boolean => SUBJECT.test(foldText(subject.slice(0, 500)))

const ANSWERS = /^(?:re|aw|antw|sv|vs|odp|res|rif)\s*:/i

/**
 * The sign by which a mail is an automatic answer to one mail (RFC 3834), as against a newsletter or a notification. Nothing if there is
 * none: then a text about a holiday is a person's.
 * @param quotes whether it quotes a mail, as people's programs do: a "Re:" is then before a subject of ours, whatever that is about
 */
export const autoReplySign = (message: ParsedMessage, quotes: boolean): string | undefined => {
  const submitted = autoSubmitted(message)
  if (submitted !== undefined && submitted !== 'auto-generated' && submitted !== 'auto-notified')
    return 'auto-submitted'
  const mark = MARKS.find(
    (name) =>
      hasHeader(message, name) && !/^\s*(?:no|false|0)\s*$/i.test(headerOf(message.headers, name) ?? ''),
  )
  if (mark !== undefined) return mark
  if (precedences(message).some((value) => /^auto[-_ ]?reply/.test(value))) return 'precedence'
  if (
    /mailbox rules agent/i.test(headerOf(message.headers, 'x-ms-exchange-generated-message-source') ?? '')
  ) {
    return 'x-ms-exchange-generated-message-source'
  }
  const isBulk = bulkSign(message) !== undefined && !isAnswer(message)
  const subjectIsOurs = quotes && ANSWERS.test(message.subject.trim())
  if (!isBulk && !subjectIsOurs && isAbsenceSubject(message.subject)) return 'subject'
  if (submitted === 'auto-generated' && isAnswer(message)) return 'auto-submitted'
  // Exchange marks its absence notes so, and ticket systems their notifications; those come from addresses nobody reads, or to many.
  const suppress = headerOf(message.headers, 'x-auto-response-suppress') ?? ''
  const fromNobody =
    isNobody(message.from?.address ?? '') || bulkSign(message) !== undefined || submitted !== undefined
  return SUPPRESS.test(suppress) && !fromNobody ? 'x-auto-response-suppress' : undefined
}

const LEFT =
  /no longer (?:with|at|employed|works?|working|part of|a member|an employee)|(?:has|have|is|'ve) left (?:the )?(?:company|organi[sz]ation|firm|business|our)|(?:left|leaving) [\w .&-]{2,40} (?:as of|effective|on \d)|my last (?:working )?day (?:was|at|is)|nicht mehr (?:bei|fur|im unternehmen|in unserem|beschaftigt|tatig|erreichbar)|unternehmen verlassen|ausgeschieden|ne (?:travaille|fait) plus|(?:a|ai) quitte|plus partie de|ya no (?:trabaja|trabajo|forma|pertenece)|nao (?:trabalha|trabalho|faz parte) mais|mais nao trabalha|non (?:lavora|lavoro|fa) piu|niet (?:meer|langer) (?:werkzaam|in dienst)|werkt niet (?:meer|langer)|(?:slutat|inte langre (?:kvar|anstalld|arbetar)|ikke lenger (?:ansatt|jobber)|ikke laengere ansat)|nie pracuje|больше не работа/

/** Whether an automatic answer says that the person has left. */
export const saysLeftCompany = (text: string): boolean => LEFT.test(foldText(text.slice(0, 3000)))
