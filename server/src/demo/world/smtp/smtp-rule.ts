/** Where a rule may step in: when a client connects, signs in, names the sender, names a recipient, or has sent a whole mail. */
export type SmtpMoment =
  | { stage: 'connect' }
  | { stage: 'auth'; user: string }
  | { stage: 'mail'; user: string; from: string }
  | { stage: 'rcpt'; user: string; from: string; to: string }
  | { stage: 'data'; user: string; from: string; to: readonly string[]; raw: Buffer }

/**
 * Instead of the usual answer: a refusal in these words (with their enhanced code, RFC 3463, in front), or the connection lost without an
 * answer; after a whole mail that may be before or after it was taken.
 */
export type SmtpMischief = { code: number; text: string } | { lost: 'before' | 'after' }

/** Undefined: as usual. */
export type SmtpRule = (moment: SmtpMoment) => SmtpMischief | undefined
