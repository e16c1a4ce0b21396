import { messageOf } from '#platform/errors/index.ts'
import { sendingMailboxes, unknownMails } from './doubt-queries.ts'
import type { RecoveryDeps, SentMail } from './recovery-deps.ts'

/** A mail that left after the backup: it lies in Sent, and nothing here knows of it. */
export type LostMail = {
  mailbox: string
  to: string
  subject: string
  at: Date | null
  /** Null: no prospect has this address. */
  prospectId: string | null
}

/** What the folders of sent mails tell of the time since the backup. */
export type Look = {
  mails: LostMail[]
  /** Mailboxes of which nothing is known, and why. */
  unseen: { mailbox: string; reason: string }[]
}

const AT_ONCE = 5

/** Looks for mails of ours that are not known here in Sent of every mailbox of a company. */
export const lookIntoSent = async (
  deps: RecoveryDeps,
  { companyId, since }: { companyId: string; since: Date },
): Promise<Look> => {
  const look: Look = { mails: [], unseen: [] }
  const mailboxes = await sendingMailboxes(deps.db, companyId)
  for (let from = 0; from < mailboxes.length; from += AT_ONCE)
    await Promise.all(
      mailboxes.slice(from, from + AT_ONCE).map(async ({ mailboxId, address: mailbox, hasImap }) => {
        if (!hasImap) {
          look.unseen.push({ mailbox, reason: 'It only sends: there is no folder to look into.' })
          return
        }
        try {
          const sent = await deps.ports.sentSince({ companyId, mailboxId, since })
          look.mails.push(...(await lostAmong(deps, { companyId, mailbox, sent })))
        } catch (error) {
          look.unseen.push({ mailbox, reason: messageOf(error) })
        }
      }),
    )
  return look
}

const lostAmong = async (
  { db, ports }: RecoveryDeps,
  { companyId, mailbox, sent }: { companyId: string; mailbox: string; sent: readonly SentMail[] },
): Promise<LostMail[]> => {
  const unknown = await unknownMails(db, { companyId, ids: sent.map(({ ourId }) => ourId) })
  return Promise.all(
    sent
      .filter(({ ourId }) => unknown.has(ourId))
      .flatMap(({ to, subject, at }) => to.map((address) => ({ mailbox, to: address, subject, at })))
      .map(async (mail) => ({
        ...mail,
        prospectId: await ports.prospectIdOf({ companyId, email: mail.to }),
      })),
  )
}
