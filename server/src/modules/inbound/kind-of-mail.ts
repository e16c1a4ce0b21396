import type { Match } from './match-mail.ts'
import type { IncomingMail } from './parse-fetched.ts'
import type { ReceivedKind } from './store-received-mail.ts'

/** Reports in the form of complaints (RFC 5965) that no person's wish stands behind: about signatures, or that a mail is wanted. */
const NO_COMPLAINT = /^(?:auth-failure|dmarc|not-spam)/

/** What a mail that was matched to one of ours is to us. */
export const kindOfMail = ({ classification }: IncomingMail, match: Match): ReceivedKind => {
  if (match.by === 'token') return 'unsubscribe'
  switch (classification.kind) {
    case 'bounce':
      return 'bounce'
    case 'auto-reply':
      return 'auto_reply'
    case 'unsubscribe-request':
      return 'unsubscribe'
    case 'complaint':
      return NO_COMPLAINT.test(classification.type) ? 'automated' : 'complaint'
    case 'delivered':
    case 'delayed':
      return 'delivery_notice'
    // A newsletter system that answers within our thread is a person's or a robot's answer; only a person's counts as reply.
    case 'automated':
      return 'automated'
    case 'human':
      return 'reply'
  }
}
