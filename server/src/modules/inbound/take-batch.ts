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

type LeftOut = { folder: string; words: string }

/**
 * Lets the mails of a batch act and remembers how far their folder was read, in one transaction. A mail that cannot be read or stored,
 * which is a defect of ours, is left out, named in the log and told to the mailbox's owner: it must not hold up the mails behind it.
 * Throws when the database is at fault; then nothing of the batch has happened.
 */
export const takeBatch = async (
  deps: InboundDeps,
  batch: { mailbox: Mailbox; mails: readonly FetchedMail[]; position: FolderPosition },
): Promise<void> => {
  const { mailbox, position } = batch
  const { mails, unreadable } = await parseAll(deps, batch)
  const finish = async (tx: Queryable, leftOut: readonly LeftOut[]): Promise<void> => {
    await tellOwner(deps, tx, { mailbox, leftOut })
    await saveFolderPosition(tx, { ...mailbox, position })
  }
  try {
    await deps.db.transaction(async (tx) => {
      for (const mail of mails) await takeIn(deps, tx, { mailbox, mail })
      await finish(tx, unreadable)
    })
  } catch {
    // Again, each mail by itself, which shows whose fault it was; a database that is away fails again.
    await deps.db.transaction(async (tx) => {
      const leftOut = [...unreadable]
      for (const mail of mails) leftOut.push(...(await takeOrLeave(deps, tx, { mailbox, mail })))
      await finish(tx, leftOut)
    })
  }
}

const parseAll = async (
  deps: InboundDeps,
  { mailbox, mails }: { mailbox: Mailbox; mails: readonly FetchedMail[] },
): Promise<{ mails: IncomingMail[]; unreadable: LeftOut[] }> => {
  const read: IncomingMail[] = []
  const unreadable: LeftOut[] = []
  for (const mail of mails) {
    try {
      read.push(await parseFetched(mail))
    } catch (error) {
      unreadable.push(logLeftOut(deps, mailbox, mail, error))
    }
  }
  return { mails: read, unreadable }
}

const takeOrLeave = async (
  deps: InboundDeps,
  tx: Queryable,
  { mailbox, mail }: { mailbox: Mailbox; mail: IncomingMail },
): Promise<LeftOut[]> => {
  await tx.query('SAVEPOINT one_mail')
  const leftOut: LeftOut[] = []
  try {
    await takeIn(deps, tx, { mailbox, mail })
  } catch (error) {
    if (isPassing(error)) throw error
    await tx.query('ROLLBACK TO SAVEPOINT one_mail')
    leftOut.push(logLeftOut(deps, mailbox, mail.fetched, error))
  }
  await tx.query('RELEASE SAVEPOINT one_mail')
  return leftOut
}

const isPassing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && PASSING.test(error.code)

const logLeftOut = (
  { log }: InboundDeps,
  mailbox: Mailbox,
  { folder, uid }: FetchedMail,
  error: unknown,
): LeftOut => {
  const words = messageOf(error)
  log.error(
    { ...mailbox, folder, uid, err: error },
    `A received mail could not be taken in and is left out; the mails behind it are read: ${words}`,
  )
  return { folder, words }
}

/** One notice for a batch: it is of one folder, and what fails one mail may fail many. */
const tellOwner = async (
  { ports }: InboundDeps,
  tx: Queryable,
  { mailbox, leftOut }: { mailbox: Mailbox; leftOut: readonly LeftOut[] },
): Promise<void> => {
  const [first] = leftOut
  if (first) await ports.mailsLeftOut(tx, { ...mailbox, ...first, mails: leftOut.length })
}
