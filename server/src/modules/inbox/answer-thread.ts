import { replySubject } from '@cadenza/mailkit'
import type { QueuedLetter } from '#modules/outbound/index.ts'
import { AppError, notFound } from '#platform/errors/index.ts'
import type { InboxDeps } from './inbox-deps.ts'
import { quoteOf } from './quote-mail.ts'
import { readDetails, type ThreadAddress } from './received-details.ts'
import {
  type AnsweringThread,
  answeredMail,
  lockForAnswer,
  messageIdsOf,
  noteAnswered,
  type ReceivedRow,
} from './thread-queries.ts'

export type AnswerInput = {
  companyId: string
  userId: string
  /** He writes only from his own mailboxes, and where a thread was given to him. */
  heldToOwn: boolean
  threadId: string
  /** The received mail that is answered; the newest when left out. */
  answers?: string | undefined
  /** Whoever wrote it, or his prospect, when left out. */
  to?: string | undefined
  cc?: readonly string[] | undefined
  subject?: string | undefined
  html: string
  /** Below the answer stands what it answers. */
  quote?: boolean | undefined
  done?: boolean | undefined
  delaySeconds?: number | undefined
}

/**
 * Writes an answer into a thread, from the mailbox that the mail came to. Throws `not_found`, `forbidden` when the mailbox is a
 * colleague's, and what `writeLetter` throws.
 */
export const answerThread = async (
  { db, clock, ports }: InboxDeps,
  input: AnswerInput,
): Promise<QueuedLetter> => {
  const { companyId, userId, threadId } = input
  const queued = await db.transaction(async (tx) => {
    const thread = await lockForAnswer(tx, { companyId, threadId })
    if (!thread) throw notFound(`There is no thread with the id "${threadId}".`, 'id')
    requireOwnMailbox(thread, input)
    const mail = await answeredMail(tx, { companyId, threadId, receivedId: input.answers })
    if (!mail && input.answers !== undefined)
      throw notFound(`There is no mail with the id "${input.answers}" in this thread.`, 'answers')
    const ids = await messageIdsOf(tx, { companyId, threadId })
    const letter = await ports.writeLetter(tx, {
      companyId,
      userId,
      mailboxId: thread.mailboxId,
      prospectId: thread.prospectId,
      to: recipientOf(thread, mail, input.to),
      cc: input.cc ?? [],
      subject: input.subject ?? replySubject(thread.subject),
      html: input.html,
      ...(mail && input.quote !== false && { below: quoteOf(mail, thread.zone) }),
      delaySeconds: input.delaySeconds ?? 0,
      thread: {
        id: threadId,
        messageIds: mail?.messageKey.startsWith('<') ? [...ids, mail.messageKey] : ids,
        answersId: mail?.id ?? null,
      },
    })
    await noteAnswered(tx, { companyId, threadId, at: clock.now(), done: input.done ?? false })
    return letter
  })
  ports.wakeSender()
  return queued
}

const requireOwnMailbox = (thread: AnsweringThread, { heldToOwn, userId }: AnswerInput): void => {
  if (!heldToOwn || thread.mailboxUserId === userId || thread.assigneeId === userId) return
  throw new AppError({
    code: 'forbidden',
    field: 'id',
    message: `This thread runs in ${thread.mailboxAddress}, which is a colleague's. Ask a manager to give it to you, or write a mail of your own.`,
  })
}

/** Machines are not answered: then it goes to the prospect. */
const recipientOf = (
  { prospectEmail, prospectName }: AnsweringThread,
  mail: ReceivedRow | undefined,
  asked: string | undefined,
): ThreadAddress => {
  const prospect = { address: prospectEmail, name: prospectName ?? '' }
  const writer = mail && ANSWERABLE.has(mail.kind) ? writerOf(mail) : prospect
  if (asked === undefined) return writer
  const known = [writer, prospect].find(({ address }) => address.toLowerCase() === asked.trim().toLowerCase())
  return known ?? { address: asked, name: '' }
}

const ANSWERABLE = new Set(['reply', 'auto_reply', 'unsubscribe'])

const writerOf = ({ details, fromAddress, fromName }: ReceivedRow): ThreadAddress =>
  readDetails(details).replyTo[0] ?? { address: fromAddress, name: fromName }
