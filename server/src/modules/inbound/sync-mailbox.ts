import type { ImapFlow } from 'imapflow'
import { chooseFolders, type FolderRole, type ListedFolder } from './choose-folders.ts'
import { folderPositions } from './folder-queries.ts'
import { connectImap } from './imap-client.ts'
import type { InboundDeps } from './inbound-deps.ts'
import { readFolder } from './read-folder.ts'
import { takeBatch } from './take-batch.ts'

export type Mailbox = { companyId: string; mailboxId: string }
export type WatchedFolder = { path: string; role: FolderRole }

/** The folders of a mailbox that can hold an answer, and Sent. */
export const watchedFolders = async (client: ImapFlow): Promise<WatchedFolder[]> =>
  (await readableFolders(client)).watched

/** Those folders, and the paths of all that can be opened. */
export const readableFolders = async (
  client: ImapFlow,
): Promise<{ watched: WatchedFolder[]; paths: ReadonlySet<string> }> => {
  const listed = (await client.list()).map(
    (folder): ListedFolder => ({
      path: folder.path,
      specialUse: folder.specialUse,
      noSelect: folder.flags.has('\\Noselect') || folder.flags.has('\\NonExistent'),
    }),
  )
  const paths = new Set(listed.filter(({ noSelect }) => !noSelect).map(({ path }) => path))
  return { watched: chooseFolders(listed), paths }
}

/** Reads what is new in some folders of a mailbox; each batch of mails acts in one transaction with the position it ends at. */
export const syncFolders = async (
  deps: InboundDeps,
  client: ImapFlow,
  { mailbox, folders }: { mailbox: Mailbox; folders: readonly WatchedFolder[] },
): Promise<number> => {
  const positions = await folderPositions(deps.db, mailbox)
  let taken = 0
  for (const folder of folders)
    await readFolder(client, {
      folder,
      position: positions.get(folder.path),
      now: deps.clock.now(),
      take: async (mails, position) => {
        await takeBatch(deps, { mailbox, mails, position })
        taken += mails.length
      },
    })
  return taken
}

/** Connects once, reads everything new and leaves. Answers how many mails were looked at. */
export const syncMailbox = async (deps: InboundDeps, mailbox: Mailbox): Promise<number> => {
  const client = await connectImap(await deps.ports.connectionOf(mailbox))
  try {
    return await syncFolders(deps, client, { mailbox, folders: await watchedFolders(client) })
  } finally {
    client.close()
  }
}
