import { notAllowed } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import type { Compile } from '../render/render-mail.ts'
import { recipientById } from '../render/show-mail.ts'
import type { QueuedLetter } from './letter.ts'
import { writeLetter } from './write-letter.ts'

/**
 * A mail of one's own to a prospect, which begins a thread; from the mailbox given, else the oldest running one of whoever writes. Throws
 * what `writeLetter` throws, or `not_allowed` on `mailboxId` when he has none.
 */
export const writeManualMail = async (
  deps: OutboundDeps & { compile: Compile },
  input: {
    companyId: string
    userId: string
    prospectId: string
    mailboxId?: string | undefined
    cc?: readonly string[] | undefined
    subject: string
    html: string
    delaySeconds?: number | undefined
  },
): Promise<QueuedLetter> => {
  const { companyId, userId, prospectId } = input
  const recipient = await recipientById(deps, { companyId, prospectId })
  const name = recipient.fullName ?? [recipient.firstName, recipient.lastName].filter(Boolean).join(' ')
  return deps.db.transaction(async (tx) => {
    const [own] =
      input.mailboxId === undefined
        ? await deps.ports.usableMailboxes(tx, { companyId, userIds: [userId] })
        : []
    const mailboxId = input.mailboxId ?? own?.id
    if (mailboxId === undefined)
      throw notAllowed('You have no mailbox that can send: connect one, or resume yours.', 'mailboxId')
    return writeLetter(deps, tx, {
      companyId,
      userId,
      mailboxId,
      prospectId,
      to: { address: recipient.email, name },
      cc: input.cc ?? [],
      subject: input.subject,
      html: input.html,
      delaySeconds: input.delaySeconds ?? 0,
      thread: null,
    })
  })
}
