import { foldText } from './fold-text.ts'
import type { Blame, BounceReason, SmtpStage } from './refusal.ts'
import { GENERIC_WORDS, SPECIFIC_WORDS } from './refusal-words.ts'
import { isVagueStatus, reasonOfStatus, reasonOfStatusClass, statusIn } from './status-reasons.ts'

/** What a server answered. */
export type SmtpAnswer = {
  /** The three-digit reply code, where there is one. */
  readonly code?: number | undefined
  readonly text: string
  /** The enhanced status code (RFC 3463) if known apart from the text. */
  readonly enhanced?: string | undefined
  readonly stage: SmtpStage
}

/** What an answer means. `permanent` is about this mail only: whether the address is dead is `isDeadAddress`. */
export type SmtpVerdict = {
  readonly status?: string
  readonly reason: BounceReason
  readonly permanence: 'permanent' | 'temporary'
  readonly blame: Blame
}

const MAX_TEXT = 4000

const ABOUT_RECIPIENT: ReadonlySet<BounceReason> = new Set([
  'unknown-user',
  'unknown-host',
  'disabled',
  'moved',
  'mailbox-full',
  'refused',
])
const ABOUT_SENDER: ReadonlySet<BounceReason> = new Set([
  'blocked',
  'authentication',
  'sender-refused',
  'login',
  'relay-denied',
  'policy',
])
const PASSING: ReadonlySet<BounceReason> = new Set(['expired', 'network', 'greylisted', 'rate', 'system'])

/** Whether a permanent refusal for this reason means that no mail will ever reach the address. */
export const isDeadAddress = (reason: BounceReason): boolean =>
  reason === 'unknown-user' || reason === 'unknown-host' || reason === 'disabled' || reason === 'moved'

const byWords = (rules: typeof SPECIFIC_WORDS, folded: string): BounceReason | undefined =>
  rules.find(([, words]) => words.test(folded))?.[0]

const reasonOf = (folded: string, status = ''): BounceReason =>
  byWords(SPECIFIC_WORDS, folded) ??
  reasonOfStatus(status) ??
  byWords(GENERIC_WORDS, folded) ??
  reasonOfStatusClass(status) ??
  'unknown'

const permanenceOf = (code: number | undefined, status: string | undefined, reason: BounceReason) => {
  if (code !== undefined && code >= 400 && code < 600) return code < 500 ? 'temporary' : 'permanent'
  if (status !== undefined) return status.startsWith('5') ? 'permanent' : 'temporary'
  return PASSING.has(reason) ? 'temporary' : 'permanent'
}

const blameOf = (reason: BounceReason, stage: SmtpStage, permanent: boolean): Blame => {
  if (reason === 'rate') return 'rate'
  if (stage === 'auth' || stage === 'mail') return permanent || ABOUT_SENDER.has(reason) ? 'sender' : 'server'
  if (ABOUT_SENDER.has(reason)) return 'sender'
  if (stage === 'connect') return 'server'
  if (ABOUT_RECIPIENT.has(reason)) return 'recipient'
  if (reason === 'spam' || reason === 'too-large') return 'content'
  if (reason !== 'unknown' || !permanent) return 'server'
  // A final refusal without a word of why: at RCPT it can only be about the recipient, after DATA about what was sent.
  return stage === 'rcpt' ? 'recipient' : stage === 'data' ? 'content' : 'server'
}

/**
 * What a refusal over SMTP means and whose fault it is. The words decide before the status code, since servers choose codes loosely;
 * the reply code decides whether trying again makes sense. At AUTH and MAIL FROM nothing is known of the recipient yet, so the sender's
 * mailbox is at fault whatever the text says.
 */
export const classifySmtpAnswer = ({ code, text, enhanced, stage }: SmtpAnswer): SmtpVerdict => {
  const folded = foldText(text.slice(0, MAX_TEXT))
  const found = enhanced !== undefined && !isVagueStatus(enhanced) ? enhanced : (statusIn(folded) ?? enhanced)
  const reason = reasonOf(folded, found)
  const permanence = permanenceOf(code, found, reason)
  const verdict = { reason, permanence, blame: blameOf(reason, stage, permanence === 'permanent') } as const
  return found === undefined ? verdict : { status: found, ...verdict }
}
