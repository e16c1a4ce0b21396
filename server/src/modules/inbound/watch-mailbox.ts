import type { ImapFlow } from 'imapflow'
import { messageOf } from '#platform/errors/index.ts'
import { connectImap } from './imap-client.ts'
import { requestNotify } from './imap-notify.ts'
import type { InboundDeps } from './inbound-deps.ts'
import { type Mailbox, syncFolders, type WatchedFolder, watchedFolders } from './sync-mailbox.ts'

/** Folders other than the Inbox are asked for news this often where the server does not tell by itself. */
const STATUS_INTERVAL = 60_000
/** Servers drop a connection that idles for 30 minutes (RFC 2177); it is renewed well before. */
const LONGEST_IDLE = 10 * 60_000
const SHORTEST_RETRY = 2_000
const LONGEST_RETRY = 5 * 60_000

/**
 * Reads a mailbox until `signal` is aborted: everything new, then waiting on one connection for more (NOTIFY where offered, else IDLE on
 * the Inbox and STATUS on the others every 60 s), connecting again with growing gaps when the connection is lost. Never rejects.
 */
export const watchMailbox = async (
  deps: InboundDeps,
  mailbox: Mailbox,
  signal: AbortSignal,
): Promise<void> => {
  let failures = 0
  while (!signal.aborted) {
    try {
      await watchConnection(deps, mailbox, signal, () => {
        failures = 0
      })
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      deps.log.warn({ ...mailbox, error: messageOf(error) }, 'Reading a mailbox failed; it is tried again.')
      // One lost connection is daily life; several in a row are worth telling the owner.
      if (failures >= 3) await reportFailure(deps, mailbox, messageOf(error))
    }
    await deps.clock.sleep(Math.min(LONGEST_RETRY, SHORTEST_RETRY * 2 ** Math.max(0, failures - 1)), signal)
  }
}

const report = (deps: InboundDeps, mailbox: Mailbox, error: string | null): Promise<void> =>
  deps.ports.syncReported({ ...mailbox, error, at: deps.clock.now() })

const reportFailure = async (deps: InboundDeps, mailbox: Mailbox, words: string): Promise<void> => {
  try {
    await report(deps, mailbox, words)
  } catch (error) {
    // A database that is away is often why reading failed in the first place.
    deps.log.warn(
      { ...mailbox, error: messageOf(error) },
      'That a mailbox cannot be read could not be noted.',
    )
  }
}

const watchConnection = async (
  deps: InboundDeps,
  mailbox: Mailbox,
  signal: AbortSignal,
  succeeded: () => void,
): Promise<void> => {
  const client = await connectImap(await deps.ports.connectionOf(mailbox), signal)
  const news = createNews()
  const stop = () => {
    news.stir()
    client.close()
  }
  signal.addEventListener('abort', stop)
  client.on('exists', news.stir)
  client.on('close', news.stir)
  try {
    const told = await requestNotify(client, news.stir)
    const seen = new Map<string, string>()
    let hurries = false
    while (!signal.aborted && client.usable) {
      // Listed each time: a folder may come while the connection lasts.
      const folders = await watchedFolders(client)
      await syncFolders(deps, client, { mailbox, folders: await changed(client, folders, seen) })
      succeeded()
      await report(deps, mailbox, null)
      const [inbox] = folders
      if (!inbox) throw new Error('the server lists no Inbox and no other folder that could hold an answer')
      const { uidValidity, uidNext } = await client.mailboxOpen(inbox.path, { readOnly: true })
      // What came while other folders were read was announced to nobody. Servers whose STATUS lags behind are not asked for ever.
      hurries = !hurries && seen.get(inbox.path) !== stateOf({ uidValidity, uidNext })
      if (hurries) continue
      await waitForNews(deps, client, { news, longest: told ? LONGEST_IDLE : STATUS_INTERVAL, signal })
    }
    if (!signal.aborted) throw new Error('the server closed the connection')
  } finally {
    signal.removeEventListener('abort', stop)
    client.close()
  }
}

type FolderState = { uidValidity?: bigint | undefined; uidNext?: number | undefined }

const stateOf = ({ uidValidity, uidNext }: FolderState): string => `${uidValidity} ${uidNext}`

/** The folders whose STATUS shows other UIDs than when they were last looked at, which `seen` remembers for one connection. */
const changed = async (
  client: ImapFlow,
  folders: readonly WatchedFolder[],
  seen: Map<string, string>,
): Promise<WatchedFolder[]> => {
  const found: WatchedFolder[] = []
  for (const folder of folders) {
    const status = await client.status(folder.path, { uidNext: true, uidValidity: true })
    if (!status || seen.get(folder.path) === stateOf(status)) continue
    seen.set(folder.path, stateOf(status))
    found.push(folder)
  }
  return found
}

/** A bell that remembers being rung while nobody listened. */
type News = { stir: () => void; wait: () => Promise<void> }

const createNews = (): News => {
  let fresh = false
  let wake: (() => void) | undefined
  return {
    stir: () => {
      fresh = true
      wake?.()
    },
    wait: () =>
      new Promise((resolve) => {
        const done = () => {
          fresh = false
          wake = undefined
          resolve()
        }
        if (fresh) return done()
        wake = done
      }),
  }
}

const waitForNews = async (
  deps: InboundDeps,
  client: ImapFlow,
  { news, longest, signal }: { news: News; longest: number; signal: AbortSignal },
): Promise<void> => {
  const over = new AbortController()
  const stop = () => over.abort()
  signal.addEventListener('abort', stop)
  // A failing IDLE closes the connection, which stirs `news`; its own error would only say the same again.
  client.idle().catch(() => news.stir())
  await Promise.race([news.wait(), deps.clock.sleep(longest, over.signal)])
  over.abort()
  signal.removeEventListener('abort', stop)
}
