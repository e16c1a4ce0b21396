/** What a folder is to us. `sent` is read for our own copies only; `other` is not read. */
export type FolderRole = 'inbox' | 'junk' | 'archive' | 'all' | 'sent' | 'other'

export type ListedFolder = {
  path: string
  /** Special-use flag as RFC 6154 writes it, `\Inbox` for the Inbox. */
  specialUse?: string | undefined
  /** Cannot be opened, as a mere parent of others. */
  noSelect: boolean
}

const ROLE_OF_FLAG: Record<string, FolderRole> = {
  '\\inbox': 'inbox',
  '\\junk': 'junk',
  '\\archive': 'archive',
  '\\all': 'all',
  '\\sent': 'sent',
}

/** Names that servers without special-use flags give these folders, lower-cased, as the last part of the path. */
const ROLE_OF_NAME: Record<string, FolderRole> = {
  inbox: 'inbox',
  junk: 'junk',
  spam: 'junk',
  'junk e-mail': 'junk',
  'junk email': 'junk',
  'junk-e-mail': 'junk',
  'bulk mail': 'junk',
  archive: 'archive',
  archives: 'archive',
  archiv: 'archive',
  'all mail': 'all',
  'alle nachrichten': 'all',
  sent: 'sent',
  'sent items': 'sent',
  'sent mail': 'sent',
  'sent messages': 'sent',
  gesendet: 'sent',
  'gesendete elemente': 'sent',
  envoyés: 'sent',
  enviados: 'sent',
}

/**
 * The folders that can hold an answer, and Sent, with their roles: by special-use flag (RFC 6154), else by name; the Inbox first, since an
 * answer is looked for there first.
 */
export const chooseFolders = (folders: readonly ListedFolder[]): { path: string; role: FolderRole }[] => {
  const flagged = new Set(
    folders.flatMap((folder) => ROLE_OF_FLAG[(folder.specialUse ?? '').toLowerCase()] ?? []),
  )
  return folders
    .filter((folder) => !folder.noSelect)
    .map((folder) => ({ path: folder.path, role: roleOf(folder, flagged) }))
    .filter(({ role }) => role !== 'other')
    .sort((a, b) => Number(b.role === 'inbox') - Number(a.role === 'inbox'))
}

const roleOf = (folder: ListedFolder, flagged: ReadonlySet<FolderRole>): FolderRole => {
  if (folder.path.toUpperCase() === 'INBOX') return 'inbox'
  const byFlag = ROLE_OF_FLAG[(folder.specialUse ?? '').toLowerCase()]
  if (byFlag) return byFlag
  const name = folder.path.split(/[/.]/).at(-1)?.trim().toLowerCase() ?? ''
  const byName = ROLE_OF_NAME[name]
  // A folder that merely bears the name of one that a flag already points out is the user's own.
  return byName && byName !== 'inbox' && !flagged.has(byName) ? byName : 'other'
}
