import { OUR_HEADER } from '@cadenza/mailkit'
import type { ImapFlow } from 'imapflow'
import { notFound } from '#platform/errors/index.ts'
import { connectImap } from './imap-client.ts'
import type { InboundDeps } from './inbound-deps.ts'
import { type Mailbox, watchedFolders } from './sync-mailbox.ts'

export type SentDeps = { ports: Pick<InboundDeps['ports'], 'connectionOf'> }

/**
 * Looks for a mail of ours in Sent: by its Message-ID, or by our own header where the server put an id of its own in place of it; then
 * `seenMessageId` is that one. Throws when the mailbox cannot be looked into, or has no Sent: then nothing is known.
 */
export const findInSent = (
  deps: SentDeps,
  { messageId, ourId, ...mailbox }: Mailbox & { messageId: string; ourId: string },
): Promise<{ found: boolean; seenMessageId: string | null }> =>
  withSent(deps, mailbox, async (client, paths) => {
    for (const path of paths) {
      const lock = await client.getMailboxLock(path, { readOnly: true })
      try {
        if ((await uidsWith(client, 'Message-ID', messageId)).length > 0)
          return { found: true, seenMessageId: messageId }
        const [uid] = await uidsWith(client, OUR_HEADER, ourId)
        if (uid === undefined) continue
        const copy = await client.fetchOne(String(uid), { envelope: true }, { uid: true })
        return { found: true, seenMessageId: copy === false ? null : (copy.envelope?.messageId ?? null) }
      } finally {
        lock.release()
      }
    }
    return { found: false, seenMessageId: null }
  })

/** Puts a copy of a mail that was sent into Sent, as read. Throws when the mailbox cannot be reached or has no Sent. */
export const appendToSent = (
  deps: SentDeps,
  { raw, at, ...mailbox }: Mailbox & { raw: Uint8Array; at: Date },
): Promise<void> =>
  withSent(deps, mailbox, async (client, [path]) => {
    const appended = await client.append(path, Buffer.from(raw), ['\\Seen'], at)
    if (!appended) throw new Error(`the server did not take a copy into the folder “${path}”`)
  })

/** Signs in, and works on the folders of sent mails. */
export const withSent = async <Result>(
  deps: SentDeps,
  mailbox: Mailbox,
  work: (client: ImapFlow, paths: [string, ...string[]]) => Promise<Result>,
): Promise<Result> => {
  const client = await connectImap(await deps.ports.connectionOf(mailbox))
  try {
    const folders = await watchedFolders(client)
    const [first, ...others] = folders.filter(({ role }) => role === 'sent').map(({ path }) => path)
    if (first === undefined) throw notFound('The mailbox has no folder for sent mails.')
    return await work(client, [first, ...others])
  } finally {
    client.close()
  }
}

const uidsWith = async (client: ImapFlow, header: string, value: string): Promise<number[]> => {
  const found = await client.search({ header: { [header]: value } }, { uid: true })
  if (!found) throw new Error('the server did not search its folder of sent mails')
  return found
}
