import type { SmtpStage } from '@cadenza/mailkit'

/** What a server, or the lack of one, answered to a mail. All but `accepted` and `uncertain` are certainly unsent. */
export type SendResult =
  /** The server's 250: the mail is its own now. */
  | { kind: 'accepted'; words: string; serverMessageId: string | null }
  /** The server said no. */
  | { kind: 'refused'; stage: SmtpStage; code: number; words: string }
  /** The connection ended before the server took DATA. */
  | { kind: 'lost'; words: string }
  /** It was not begun: a stop, a shutdown, or a connection that the server had closed meanwhile. Nothing is held against it. */
  | { kind: 'not_begun' }
  /** The content was on its way when the connection ended; no answer came. `byUs`: we ended it. */
  | { kind: 'uncertain'; words: string; byUs: boolean }

/** Why no connection could be had. `code` is the server's reply; without one nobody answered. */
export type OpenFailure = {
  stage: 'connect' | 'auth'
  code: number | null
  words: string
  /** The provider wants the user to sign in again: trying again is useless. */
  signInAgain?: boolean
}
