import { OUR_HEADER } from '@cadenza/mailkit'
import { type SentDeps, withSent } from './sent-folder.ts'
import type { Mailbox } from './sync-mailbox.ts'

/** A mail that bears our header. `at` is when the server got it. */
export type SentMail = { ourId: string; to: string[]; subject: string; at: Date | null }

/** More than a team sends in weeks; of a fuller folder the newest are looked at. */
const MOST = 20_000
const OUR_ID = new RegExp(`^${OUR_HEADER}:\\s*([0-9a-f]{24})\\s*$`, 'im')

/**
 * The mails of ours that lie in Sent since a day (IMAP knows no hours). Read by their headers rather than searched by ours: some servers
 * search only headers that they know. Throws when the mailbox cannot be looked into, or has no Sent.
 */
export const sentSince = (
  deps: SentDeps,
  { since, ...mailbox }: Mailbox & { since: Date },
): Promise<SentMail[]> =>
  withSent(deps, mailbox, async (client, paths) => {
    const found: SentMail[] = []
    for (const path of paths) {
      const lock = await client.getMailboxLock(path, { readOnly: true })
      try {
        const uids = await client.search({ since }, { uid: true })
        if (!uids) throw new Error('the server did not search its folder of sent mails')
        if (uids.length === 0) continue
        const wanted = { envelope: true, internalDate: true, headers: [OUR_HEADER] }
        for await (const mail of client.fetch(uids.slice(-MOST), wanted, { uid: true })) {
          const ourId = OUR_ID.exec(mail.headers?.toString('latin1') ?? '')?.[1]
          if (ourId === undefined) continue
          found.push({
            ourId,
            to: (mail.envelope?.to ?? []).flatMap(({ address }) => address ?? []),
            subject: mail.envelope?.subject ?? '',
            at: mail.internalDate instanceof Date ? mail.internalDate : null,
          })
        }
      } finally {
        lock.release()
      }
    }
    return found
  })
