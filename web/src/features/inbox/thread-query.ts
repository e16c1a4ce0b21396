import type { Folder, InboxSearch } from './inbox-search.ts'
import type { ThreadKind } from './types.ts'

const KINDS: Partial<Record<Folder, ThreadKind>> = {
  replies: 'reply',
  away: 'auto_reply',
  bounces: 'bounce',
  unsubscribed: 'unsubscribe',
  notices: 'other',
  own: 'own_answer',
}

type State = 'open' | 'snoozed' | 'done' | 'all'

const stateOf = ({ folder, q }: InboxSearch): State => {
  if (folder === 'snoozed' || folder === 'done') return folder
  if (folder === 'own') return 'all'
  return folder === undefined && q !== undefined ? 'all' : 'open'
}

/** What the list of a part of the inbox is asked for. A search in no part looks everywhere. */
export const queryOf = (search: InboxSearch, userId: string) => {
  const { folder = 'all', who, mailbox, q, unread } = search
  const kind = KINDS[folder]
  return {
    state: stateOf(search),
    ...(kind && { kind }),
    ...(who !== undefined && { assigneeId: who === 'me' ? userId : who }),
    ...(mailbox !== undefined && { mailboxId: mailbox }),
    ...(unread && { unread: 'only' as const }),
    ...(q !== undefined && { q }),
  }
}
