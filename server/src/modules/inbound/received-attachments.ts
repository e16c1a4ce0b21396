import type { Attachment } from '@cadenza/mailkit'
import type { ServerConnection } from '#modules/mailboxes/index.ts'
import { AppError, messageOf, notAllowed, notFound } from '#platform/errors/index.ts'
import { findMail } from './find-mail.ts'
import { connectImap } from './imap-client.ts'
import type { InboundDeps } from './inbound-deps.ts'
import { readAttachmentsApart } from './read-apart.ts'
import { type ReceivedPlace, receivedPlace, saveAttachments } from './received-place.ts'
import type { Turns } from './turns.ts'

/** For all of it: signing in, looking for the mail, fetching and reading it, in milliseconds. */
const TIME_LIMIT = 60_000
const INSTEAD = 'Open the mail in your mail program.'

/**
 * The attachments of a received mail with their contents, decoded, fetched from its mailbox now: they are kept nowhere else. In the order
 * in which they were stored when the mail came; those of a mail of which only the beginning was read are stored now. Throws `not_found` when the mail or its mailbox is gone, `not_allowed` when the mailbox
 * cannot be signed in to, `too_large`, and `unavailable` when its server cannot be reached in time; each says what to do instead.
 */
export const receivedAttachments = async (
  deps: Pick<InboundDeps, 'db'> & { ports: Pick<InboundDeps['ports'], 'connectionOf'>; turns: Turns },
  which: { companyId: string; receivedMailId: string },
): Promise<Attachment[]> => {
  const place = await receivedPlace(deps.db, which)
  if (!place) throw notFound(`There is no received mail with the id "${which.receivedMailId}".`)
  const attachments = await deps.turns(place.companyId, () => fetchAttachments(deps, place))
  if (place.isCut)
    await saveAttachments(deps.db, {
      ...which,
      attachments: attachments.map(({ content: _, ...meta }) => meta),
    })
  return attachments
}

const fetchAttachments = async (
  deps: Parameters<typeof receivedAttachments>[0],
  place: ReceivedPlace,
): Promise<Attachment[]> => {
  const signal = AbortSignal.timeout(TIME_LIMIT)
  try {
    const raw = await fetchWhole(await connectionOf(deps, place), place, signal)
    if (!raw)
      throw notFound(
        `This mail is no longer in the folders of ${place.mailboxAddress} that are read here: it was deleted, or moved to another folder. If it is there, open it in your mail program.`,
      )
    return await readAttachmentsApart(raw, signal)
  } catch (error) {
    throw error instanceof AppError ? error : whyNot(error, { place, isLate: signal.aborted })
  }
}

const fetchWhole = async (
  connection: ServerConnection,
  place: ReceivedPlace,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> => {
  const client = await connectImap(connection, signal)
  const stop = () => client.close()
  signal.addEventListener('abort', stop)
  try {
    return await findMail(client, place)
  } finally {
    signal.removeEventListener('abort', stop)
    client.close()
  }
}

/** Whoever asks is signed in here: what the mailbox's provider refuses is no refusal of him. */
const connectionOf = async (
  deps: Parameters<typeof receivedAttachments>[0],
  place: ReceivedPlace,
): Promise<ServerConnection> => {
  const { companyId, mailboxId, mailboxAddress } = place
  try {
    return await deps.ports.connectionOf({ companyId, mailboxId })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not_found')
      throw notFound(
        `The mailbox ${mailboxAddress} was removed from here, so nothing is fetched from it. ${INSTEAD}`,
      )
    if (error.code === 'unauthorized') throw signInFailed(place, error.message)
    throw error
  }
}

const whyNot = (error: unknown, { place, isLate }: { place: ReceivedPlace; isLate: boolean }): AppError => {
  const words = wordsOf(error)
  if (error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true)
    return signInFailed(place, words)
  return new AppError({
    code: 'unavailable',
    message: isLate
      ? `The mail server of ${place.mailboxAddress} took longer than a minute. Try again, or open the mail in your mail program.`
      : `The mail could not be fetched from ${place.mailboxAddress}: ${words}. Try again, or open the mail in your mail program.`,
    cause: error,
  })
}

const signInFailed = ({ mailboxAddress }: ReceivedPlace, words: string): AppError =>
  notAllowed(
    `The mailbox ${mailboxAddress} cannot be signed in to: ${words.replace(/\.$/, '')}. Correct that under Mailboxes, or open the mail in your mail program.`,
  )

/** What the server said, where it said anything. */
const wordsOf = (error: unknown): string => {
  const said = error instanceof Error && 'responseText' in error ? error.responseText : undefined
  return (typeof said === 'string' && said !== '' ? said : messageOf(error)).replace(/\.$/, '')
}
