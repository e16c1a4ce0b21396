import type { ReceivedKind } from '#modules/inbound/index.ts'
import type { ThreadKind } from './thread.ts'

const KIND_OF_MAIL: Readonly<Record<ReceivedKind, ThreadKind>> = {
  reply: 'reply',
  unsubscribe: 'unsubscribe',
  complaint: 'unsubscribe',
  bounce: 'bounce',
  auto_reply: 'auto_reply',
  own_answer: 'own_answer',
  delivery_notice: 'other',
  automated: 'other',
}

/** Who speaks: what a person wrote is never hidden by a machine's mail after it, nor a machine's by an answer of our own. */
const WEIGHT: Readonly<Record<ThreadKind, number>> = {
  reply: 2,
  unsubscribe: 2,
  bounce: 1,
  auto_reply: 1,
  other: 1,
  own_answer: 0,
}

/** What is asked of a thread when a mail comes into it. */
export type ThreadBefore = { kind: ThreadKind; state: 'open' | 'done'; unread: boolean; isSnoozed: boolean }

export type ThreadAfter = {
  kind: ThreadKind
  state: 'open' | 'done'
  unread: boolean
  /** It stays put off until when it was. */
  staysSnoozed: boolean
}

/**
 * What becomes of a thread by a mail that came into it; null: it is new. A person's mail opens it again, wakes it up and is unread. A
 * machine's does so only to a thread that is new. Our own answer, from another mail program, needs nobody's attention.
 */
export const afterMail = (before: ThreadBefore | null, mail: ReceivedKind): ThreadAfter => {
  const kind = KIND_OF_MAIL[mail]
  if (!before)
    return {
      kind,
      state: kind === 'own_answer' ? 'done' : 'open',
      unread: kind !== 'own_answer',
      staysSnoozed: false,
    }
  const shown = WEIGHT[kind] >= WEIGHT[before.kind] ? kind : before.kind
  if (WEIGHT[kind] === 2) return { kind: shown, state: 'open', unread: true, staysSnoozed: false }
  // What has only held answers of our own becomes a thread that somebody is to look at.
  if (before.kind === 'own_answer' && kind !== 'own_answer')
    return { kind: shown, state: 'open', unread: true, staysSnoozed: false }
  return {
    kind: shown,
    state: before.state,
    unread: before.unread && kind !== 'own_answer',
    staysSnoozed: before.isSnoozed,
  }
}
