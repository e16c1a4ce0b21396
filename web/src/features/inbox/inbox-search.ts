/** The parts of the inbox, by the words that stand in the address. */
export const FOLDERS = [
  'all',
  'replies',
  'away',
  'bounces',
  'unsubscribed',
  'notices',
  'own',
  'snoozed',
  'done',
  'uncertain',
] as const
export type Folder = (typeof FOLDERS)[number]

export type InboxSearch = {
  /** Absent: all that is open. */
  folder?: Exclude<Folder, 'all'>
  /** The thread that is read. */
  thread?: string
  q?: string
  /** Whose: one's own, nobody's, a member's by his id. Absent: everybody's. */
  who?: string
  mailbox?: string
  unread?: true
}

/** What the address of the inbox says; whatever it cannot mean is left out. */
export const readInboxSearch = (search: Record<string, unknown>): InboxSearch => {
  const text = (name: string): string | undefined => {
    const value = search[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const [folder, thread, q, who, mailbox] = [
    FOLDERS.find((one) => one === search.folder),
    ...['thread', 'q', 'who', 'mailbox'].map(text),
  ]
  return {
    ...(folder !== undefined && folder !== 'all' && { folder }),
    ...(thread !== undefined && { thread }),
    ...(q !== undefined && { q: q.slice(0, 200) }),
    ...(who !== undefined && { who }),
    ...(mailbox !== undefined && { mailbox }),
    ...(search.unread === true && { unread: true }),
  }
}
