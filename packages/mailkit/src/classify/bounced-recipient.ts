import type { BouncedRecipient } from './classification.ts'
import { classifySmtpAnswer, isDeadAddress } from './classify-smtp-answer.ts'
import type { SmtpStage } from './refusal.ts'

const MAX_DIAGNOSTIC = 1000

/** The reply code in a diagnostic: before a space, a colon or an enhanced status, not inside a longer number or an address. */
export const smtpCodeIn = (text: string): number | undefined => {
  const match = /(?:^|[\s:;=("'#<[])([45][0-5]\d)(?=\s|-[245]\.\d|[:;,.)\]-](?!\d))/.exec(text)
  return match === null ? undefined : Number(match[1])
}

/** At which command the server refused, as bounces say: `in reply to RCPT TO command`, `after end of data`, `[RCPT_TO]`. */
const stageIn = (text: string): SmtpStage => {
  if (/\brcpt[ _]?to\b/i.test(text)) return 'rcpt'
  if (/\bmail[ _]?from\b/i.test(text)) return 'mail'
  return /end of data|\bdata command|\bafter data\b/i.test(text) ? 'data' : 'unknown'
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MAX_DIAGNOSTIC)

/**
 * What a report says of one recipient, judged.
 * @param words the part of the report's text that is about him
 * @param status the Status field of RFC 3464, which decides whether the failure is final; without it the words do
 */
export const bouncedRecipient = ({
  address,
  diagnostic,
  words,
  status,
}: {
  address: string
  diagnostic?: string | undefined
  words: string
  status?: string | undefined
}): BouncedRecipient => {
  const said = oneLine(diagnostic ?? words)
  const code = smtpCodeIn(said)
  const first = classifySmtpAnswer({ code, text: said, enhanced: status, stage: stageIn(said) })
  // A diagnostic may say no more than "554 transaction failed" while the text above it gives the reason.
  const verdict =
    first.reason === 'unknown' && diagnostic !== undefined && words !== ''
      ? { ...classifySmtpAnswer({ code, text: oneLine(words), enhanced: status, stage: 'unknown' }) }
      : first
  const permanent = status === undefined ? verdict.permanence === 'permanent' : status.startsWith('5')
  const known = verdict.status ?? status
  return {
    address,
    ...(known === undefined ? {} : { status: known }),
    ...(code === undefined ? {} : { smtpCode: code }),
    ...(said === '' ? {} : { diagnostic: said }),
    permanent,
    hard: permanent && isDeadAddress(verdict.reason),
    reason: verdict.reason,
  }
}
