import { classifySmtpAnswer, isDeadAddress } from '@cadenza/mailkit'
import { nextAttempt, TRY_FOR } from './retry-gaps.ts'
import type { OpenFailure, SendResult } from './send-result.ts'

/** What a failure leads to. */
export type Verdict =
  /** As if it had not been taken. */
  | { do: 'requeue' }
  /** This mail waits. */
  | { do: 'retry'; at: Date; words: string }
  /** Every mail of the mailbox waits: the failure is not about this one. */
  | { do: 'wait'; at: Date; words: string }
  /** The mailbox pauses with the server's words; the mail stays queued. */
  | { do: 'pause'; by: 'refusal' | 'authentication'; words: string; resumeAt: Date | null }
  /** The recipient's server takes no mail for him. `hard`: and never will. */
  | { do: 'refuse'; hard: boolean; words: string }
  /** `byUs`: we gave the connection up, so it says nothing of the server. */
  | { do: 'doubt'; words: string; byUs: boolean }

/** `attempts`: failed ones, this one counted. */
type Tries = { attempts: number; queuedAt: Date; now: Date; random: number }

const HOUR = 3_600_000
/** A limit on sending is mostly one of an hour or of a day. */
const RATE_PAUSE = { temporary: HOUR, permanent: 24 * HOUR }

/** Whose fault it is that a mail was not taken, and what follows (DESIGN, "Whose fault a refusal is"). */
export const judgeSend = (result: Exclude<SendResult, { kind: 'accepted' }>, tries: Tries): Verdict => {
  switch (result.kind) {
    case 'not_begun':
      return { do: 'requeue' }
    case 'uncertain':
      return { do: 'doubt', words: result.words, byUs: result.byUs }
    case 'lost':
      return waitOrPause(result.words, tries)
    case 'refused':
      return judgeRefusal(result, tries)
  }
}

const judgeRefusal = (
  { stage, code, words }: Extract<SendResult, { kind: 'refused' }>,
  tries: Tries,
): Verdict => {
  const { blame, permanence, reason } = classifySmtpAnswer({ code, text: words, stage })
  if (blame === 'rate') return ratePause(permanence, words, tries.now)
  if (permanence === 'permanent')
    return blame === 'recipient'
      ? // A server that refuses a recipient for good without saying why mostly means that there is none.
        { do: 'refuse', hard: isDeadAddress(reason) || reason === 'unknown', words }
      : { do: 'pause', by: stage === 'auth' ? 'authentication' : 'refusal', words, resumeAt: null }
  if (stage !== 'rcpt' && stage !== 'data') return waitOrPause(words, tries)
  if (isOverdue(tries)) return { do: 'refuse', hard: false, words: `Refused for three days: ${words}` }
  return { do: 'retry', at: nextAttempt(tries), words }
}

/** What follows when a mailbox's server cannot be reached, or does not let it in. `tries` are those of its next mail. */
export const judgeOpening = ({ stage, code, words, signInAgain }: OpenFailure, tries: Tries): Verdict => {
  if (signInAgain) return { do: 'pause', by: 'authentication', words, resumeAt: null }
  // nodemailer refuses to sign in without a word to the server, for want of a password or of a method both know.
  if (code === null)
    return stage === 'auth'
      ? { do: 'pause', by: 'authentication', words, resumeAt: null }
      : waitOrPause(words, tries)
  const { blame, permanence } = classifySmtpAnswer({ code, text: words, stage })
  if (blame === 'rate') return ratePause(permanence, words, tries.now)
  if (permanence === 'temporary') return waitOrPause(words, tries)
  return { do: 'pause', by: stage === 'auth' ? 'authentication' : 'refusal', words, resumeAt: null }
}

const ratePause = (permanence: 'temporary' | 'permanent', words: string, now: Date): Verdict => ({
  do: 'pause',
  by: 'refusal',
  words,
  resumeAt: new Date(now.getTime() + RATE_PAUSE[permanence]),
})

const waitOrPause = (words: string, tries: Tries): Verdict =>
  isOverdue(tries)
    ? { do: 'pause', by: 'refusal', words: `Three days without success: ${words}`, resumeAt: null }
    : { do: 'wait', at: nextAttempt(tries), words }

const isOverdue = ({ queuedAt, now }: Tries): boolean => now.getTime() - queuedAt.getTime() >= TRY_FOR
