import type { Queryable } from '#platform/db/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import { type FolderPosition, saveFolderPosition } from './folder-queries.ts'
import type { InboundDeps } from './inbound-deps.ts'
import { type IncomingMail, parseFetched } from './parse-fetched.ts'
import type { FetchedMail } from './read-folder.ts'
import type { Mailbox } from './sync-mailbox.ts'
import { takeIn } from './take-in.ts'

/** SQLSTATE classes of failures that pass: lost connections, conflicts with others, no resources, shutdown, broken disks. */
const PASSING = /^(?:08|40|53|55|57|58)/

type Take = (tx: Queryable, mail: IncomingMail) => Promise<void>

/**
 * Lets the mails of a batch act and remembers how far their folder was read, in one transaction. A mail that cannot be read or stored,
 * which is a defect of ours, is left out and named in the log: it must not hold up the mails behind it. Throws when the database is at
 * fault; then nothing of the batch has happened.
 */
export const takeBatch = async (
  deps: InboundDeps,
  batch: { mailbox: Mailbox; mails: readonly FetchedMail[]; position: FolderPosition },
): Promise<void> => {
  const { mailbox, position } = batch
  const mails = await parseAll(deps, batch)
  const take: Take = (tx, mail) => takeIn(deps, tx, { mailbox, mail })
  const takeAll = (takeOne: Take): Promise<void> =>
    deps.db.transaction(async (tx) => {
      for (const mail of mails) await takeOne(tx, mail)
      await saveFolderPosition(tx, { ...mailbox, position })
    })
  try {
    await takeAll(take)
  } catch {
    // Again, each mail by itself, which shows whose fault it was; a database that is away fails again.
    await takeAll((tx, mail) => takeOrLeave(deps, tx, { mailbox, mail, take }))
  }
}

const parseAll = async (
  deps: InboundDeps,
  { mailbox, mails }: { mailbox: Mailbox; mails: readonly FetchedMail[] },
): Promise<IncomingMail[]> => {
  const read: IncomingMail[] = []
  for (const mail of mails) {
    try {
      read.push(await parseFetched(mail))
    } catch (error) {
      tellLeftOut(deps, mailbox, mail, error)
    }
  }
  return read
}

const takeOrLeave = async (
  deps: InboundDeps,
  tx: Queryable,
  { mailbox, mail, take }: { mailbox: Mailbox; mail: IncomingMail; take: Take },
): Promise<void> => {
  await tx.query('SAVEPOINT one_mail')
  try {
    await take(tx, mail)
  } catch (error) {
    if (isPassing(error)) throw error
    await tx.query('ROLLBACK TO SAVEPOINT one_mail')
    tellLeftOut(deps, mailbox, mail.fetched, error)
  }
  await tx.query('RELEASE SAVEPOINT one_mail')
}

const isPassing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && PASSING.test(error.code)

const tellLeftOut = (
  { log }: InboundDeps,
  mailbox: Mailbox,
  { folder, uid }: FetchedMail,
  error: unknown,
): void =>
  log.error(
    { ...mailbox, folder, uid, err: error },
    `A received mail could not be taken in and is left out; the mails behind it are read: ${messageOf(error)}`,
  )
