/** Why a mail was not taken, in our words. */
export type BounceReason =
  /** There is no such mailbox. */
  | 'unknown-user'
  /** The domain does not exist or takes no mail. */
  | 'unknown-host'
  /** The mailbox was there and is closed, suspended or not in use. */
  | 'disabled'
  | 'moved'
  | 'mailbox-full'
  /** The recipient, or a group's rule, does not take mail from this sender. */
  | 'refused'
  | 'too-large'
  /** The text of this mail looked like spam or malware. */
  | 'spam'
  /** The sending server or domain is on a list or has a bad reputation. */
  | 'blocked'
  /** SPF, DKIM or DMARC failed. */
  | 'authentication'
  /** The sender's address or domain was not taken. */
  | 'sender-refused'
  /** The mailbox could not sign in to its own server, or must. */
  | 'login'
  | 'relay-denied'
  /** Too many mails in too short a time, or more than the sender may send. */
  | 'rate'
  | 'greylisted'
  | 'policy'
  /** Tried for as long as the server tries. */
  | 'expired'
  | 'network'
  | 'system'
  | 'protocol'
  | 'unknown'

/** Who has to change something before a mail gets through. */
export type Blame = 'recipient' | 'sender' | 'content' | 'rate' | 'server'

/** The step of an SMTP conversation at which the answer came; `unknown` when read in a bounce that does not say. */
export type SmtpStage = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data' | 'unknown'
