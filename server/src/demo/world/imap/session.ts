import type { MailAccount, StoredFolder } from '../store/mail-account.ts'
import type { MailStore } from '../store/mail-store.ts'
import type { FolderView } from './folder-view.ts'
import type { ImapOptions } from './imap-options.ts'

/** What a client asked to be told unasked (RFC 5465). */
export type Notify = { selected: boolean; others: boolean }

/** The state of one connection. */
export type Session = {
  readonly store: MailStore
  readonly options: ImapOptions
  /** Undefined until somebody signed in. */
  account: MailAccount | undefined
  /** The selected folder. */
  view: FolderView | undefined
  notify: Notify
  idling: boolean
  /** Between the coming of a command and its answer. */
  inCommand: boolean
  /** Takes the next line of the client, which is no command: the end of IDLE, or an answer to AUTHENTICATE. */
  takeLine: ((line: string) => void) | undefined
  /** Writes an untagged answer, `* ` and the line's end added. */
  tell(text: string): void
  /** The same for what is not text alone. */
  tellBytes(parts: readonly (string | Buffer)[]): void
  /** Writes a line as it is. */
  send(line: string): void
  /** Ends the connection when what was written has left. */
  hangUp(): void
}

/** The account that is signed in. The table of commands lets nobody else in. */
export const accountOf = ({ account }: Session): MailAccount => {
  if (!account) throw new Error('nobody is signed in on this connection')
  return account
}

export const viewOf = ({ view }: Session): FolderView => {
  if (!view) throw new Error('no folder is selected on this connection')
  return view
}

export const placeOf = (session: Session): { account: string; folder: string } => ({
  account: accountOf(session).user,
  folder: viewOf(session).folder.name,
})

export const isSelected = (session: Session, folder: StoredFolder): boolean => session.view?.folder === folder
