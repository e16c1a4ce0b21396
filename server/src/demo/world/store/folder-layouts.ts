import type { SpecialUse } from './mail-account.ts'

export type FolderSpec = { name: string; specialUse?: SpecialUse | undefined }

/** The folders of a common IMAP server. */
export const PLAIN_FOLDERS: readonly FolderSpec[] = [
  { name: 'INBOX' },
  { name: 'Sent', specialUse: '\\Sent' },
  { name: 'Drafts', specialUse: '\\Drafts' },
  { name: 'Junk', specialUse: '\\Junk' },
  { name: 'Archive', specialUse: '\\Archive' },
  { name: 'Trash', specialUse: '\\Trash' },
]

/** The folders of a provider with labels: every mail outside Spam and Trash is also in All Mail. */
export const LABEL_FOLDERS: readonly FolderSpec[] = [
  { name: 'INBOX' },
  { name: '[Mail]/All Mail', specialUse: '\\All' },
  { name: '[Mail]/Sent Mail', specialUse: '\\Sent' },
  { name: '[Mail]/Drafts', specialUse: '\\Drafts' },
  { name: '[Mail]/Spam', specialUse: '\\Junk' },
  { name: '[Mail]/Trash', specialUse: '\\Trash' },
]

/** The folders of a server that knows no special-use flags and names them in German. */
export const UNFLAGGED_GERMAN_FOLDERS: readonly FolderSpec[] = [
  { name: 'INBOX' },
  { name: 'Gesendet' },
  { name: 'Entwürfe' },
  { name: 'Spam' },
  { name: 'Archiv' },
  { name: 'Papierkorb' },
]
