import type { SmtpStage } from '@cadenza/mailkit'
import type { OpenFailure, SendResult } from './send-result.ts'

/** What nodemailer's errors carry beside their message. */
export type SmtpError = Error & {
  code?: string | undefined
  command?: string | undefined
  response?: string | undefined
  responseCode?: number | undefined
}

const STAGES: Record<string, SmtpStage> = {
  'MAIL FROM': 'mail',
  'RCPT TO': 'rcpt',
  DATA: 'data',
  CONN: 'connect',
}

const wordsOf = ({ response, message }: SmtpError): string =>
  (response ?? message).replace(/\s+/g, ' ').trim()

/**
 * What the failure of a mail means. `begun`: the server had taken DATA and content was on its way (RFC 5321, 4.5.4.1): only a reply of the
 * server tells then that the mail was not taken.
 */
export const failureOf = (error: SmtpError, begun: boolean): SendResult => {
  const { code, command = '', responseCode } = error
  const words = wordsOf(error)
  const refused = responseCode !== undefined && responseCode >= 400
  if (begun)
    return refused
      ? { kind: 'refused', stage: 'data', code: responseCode, words }
      : { kind: 'uncertain', words: `The server did not answer after the content: ${words}`, byUs: false }
  if (refused) return { kind: 'refused', stage: STAGES[command] ?? 'unknown', code: responseCode, words }
  // Found by nodemailer itself, before a word to the server: the size that the server takes, and the form of the address.
  if (code === 'EMESSAGE') return { kind: 'refused', stage: 'data', code: 552, words: `552 5.3.4 ${words}` }
  if (code === 'EENVELOPE') return { kind: 'refused', stage: 'rcpt', code: 553, words: `553 5.1.3 ${words}` }
  return { kind: 'lost', words }
}

/** Why a connection could not be opened or signed in. */
export const openFailureOf = (error: SmtpError): OpenFailure => {
  const { code, command, responseCode } = error
  const stage = code === 'EAUTH' || code === 'EOAUTH2' || command?.startsWith('AUTH') ? 'auth' : 'connect'
  return { stage, code: responseCode ?? null, words: wordsOf(error) }
}
