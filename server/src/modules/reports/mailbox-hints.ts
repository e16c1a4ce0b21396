import { LAST_MAILS, type MailboxNow } from './mailbox-health-query.ts'

/** `bad`: it stands still or is about to; `watch`: somebody should look. */
export type HintLevel = 'bad' | 'watch'

/** A sentence about what is wrong with a mailbox, and what to do about it. */
export type Hint = { level: HintLevel; text: string }

const MINUTE = 60_000
/** Folders are looked at every minute; a mailbox that was not read for so long is not being read. */
const UNREAD_FOR = 60 * MINUTE
const WAITS_FOR = 30 * MINUTE
/** Lists of prospects that are looked after have fewer. */
const SOME_BOUNCES = 0.02
/** Judged only of so many: the first bounce of ten mails says little. */
const ENOUGH_MAILS = 30

/** What of a mailbox wants somebody, the worst first. `most`: of 100 mails so many may bounce before it is paused. */
export const mailboxHints = (mailbox: MailboxNow, { now, most }: { now: Date; most: number }): Hint[] => {
  const { last } = mailbox
  const hints: (Hint | false)[] = [
    mailbox.state === 'paused' && {
      level: 'bad',
      text: `It is paused: ${sentence(mailbox.pauseReason ?? 'somebody paused it')} Resume it when the cause is gone.`,
    },
    mailbox.syncError !== null && {
      level: 'bad',
      text: `Its answers cannot be read: ${sentence(mailbox.syncError)} Check the IMAP server and the password.`,
    },
    mailbox.syncError === null &&
      mailbox.receives &&
      isBefore(mailbox.syncedAt, now, UNREAD_FOR) && {
        level: 'watch',
        text: 'Its folders were not read for more than an hour, so answers may be missing. Look whether the mail role runs.',
      },
    !mailbox.receives && {
      level: 'watch',
      text: 'It has no IMAP server, so answers and bounces are not seen. Add one in its settings.',
    },
    last.bounced > most
      ? {
          level: 'bad',
          text: `${last.bounced} of its last ${last.mails} mails bounced, more than the company allows. Check where the addresses come from.`,
        }
      : last.mails >= ENOUGH_MAILS &&
        last.bounced / last.mails > SOME_BOUNCES && {
          level: 'watch',
          text: `${last.bounced} of its last ${last.mails} mails bounced. Beyond ${most} of ${LAST_MAILS} it pauses itself: check where the addresses come from.`,
        },
    mailbox.uncertain > 0 && {
      level: 'watch',
      text: `Of ${mailbox.uncertain} ${mailbox.uncertain === 1 ? 'mail' : 'mails'} nobody knows whether ${mailbox.uncertain === 1 ? 'it' : 'they'} left. Settle them in the inbox, under Uncertain.`,
    },
    mailbox.state === 'running' &&
      mailbox.waiting > 0 &&
      isBefore(mailbox.waitingSince, now, WAITS_FOR) && {
        level: 'watch',
        text: `${mailbox.waiting} ${mailbox.waiting === 1 ? 'mail waits' : 'mails wait'} for more than half an hour beyond the time ${mailbox.waiting === 1 ? 'it was' : 'they were'} meant to leave. Look whether the server takes mails.`,
      },
    last.mails >= LAST_MAILS &&
      last.replied === 0 && {
        level: 'watch',
        text: `Nobody answered any of its last ${last.mails} mails. Send a test to an address of yours elsewhere, and look whether it lands in spam.`,
      },
  ]
  return hints.filter((hint) => hint !== false).toSorted((a, b) => rank(a.level) - rank(b.level))
}

const rank = (level: HintLevel): number => (level === 'bad' ? 0 : 1)

const isBefore = (at: Date | null, now: Date, gap: number): boolean =>
  at !== null && now.getTime() - at.getTime() > gap

/** Servers end their words as they please. */
const sentence = (words: string): string => {
  const text = words.trim()
  return /[.!?]$/.test(text) ? text : `${text}.`
}
