import type { WhichMailbox } from '../outbound-deps.ts'
import type { OpenFailure } from './send-result.ts'
import type { SmtpLine } from './smtp-line.ts'

/** A mailbox whose mails want to leave. `host` is "name:port". */
export type LineOwner = WhichMailbox & { host: string; connections: number }

export type Opened = { line: SmtpLine } | { failure: OpenFailure }

/** Mails over one connection; some servers end a session after a hundred. */
const MOST_MAILS = 100

/** The open connections of all mailboxes. A mail is marked `sending` only for one that `take` handed out. */
export type MailboxLines = {
  /** Opens connections until `count` are idle or opening, as far as the limits of mailbox and host allow. */
  want(owner: LineOwner, count: number): void
  /** An idle connection, now busy; undefined when there is none. */
  take(mailboxId: string): Line | undefined
  giveBack(line: Line): void
  /** Closes what has been idle since `before`. */
  closeIdle(before: Date): void
  /** Opens nothing more and closes all but the connections whose mail the server has yet to answer; those go when they are given back. */
  windDown(): void
  closeAll(): void
  isOpening(mailboxId: string): boolean
}

export type Line = SmtpLine & { readonly owner: LineOwner }

type Kept = { line: Line; mails: number; idleSince: Date | null }

export const createMailboxLines = (deps: {
  now: () => Date
  connectionsPerHost: number
  open(owner: LineOwner, options: { onClosed: () => void; signal: AbortSignal }): Promise<Opened>
  /** A connection became idle, or room for one. */
  onReady(): void
  onFailure(owner: LineOwner, failure: OpenFailure): void
}): MailboxLines => {
  const kept = new Map<Line, Kept>()
  const opening = new Map<string, { owner: LineOwner; count: number }>()
  const shutdown = new AbortController()

  const linesOf = (key: string): Kept[] =>
    [...kept.values()].filter(({ line }) => line.owner.mailboxId === key)
  const openingOf = (mailboxId: string): number => opening.get(mailboxId)?.count ?? 0
  const usedOfHost = (host: string): number => {
    let used = 0
    for (const { owner, count } of opening.values()) if (owner.host === host) used += count
    for (const line of kept.keys()) if (line.owner.host === host) used += 1
    return used
  }

  const drop = (line: Line): void => {
    kept.delete(line)
    line.close()
  }

  const openOne = async (owner: LineOwner): Promise<void> => {
    opening.set(owner.mailboxId, { owner, count: openingOf(owner.mailboxId) + 1 })
    let line: Line | undefined
    const opened = await deps.open(owner, {
      onClosed: () => {
        if (line && kept.delete(line)) deps.onReady()
      },
      signal: shutdown.signal,
    })
    const count = openingOf(owner.mailboxId) - 1
    if (count === 0) opening.delete(owner.mailboxId)
    else opening.set(owner.mailboxId, { owner, count })
    if ('failure' in opened) {
      if (!shutdown.signal.aborted) deps.onFailure(owner, opened.failure)
    } else if (shutdown.signal.aborted) opened.line.close()
    else {
      line = { ...opened.line, owner }
      kept.set(line, { line, mails: 0, idleSince: deps.now() })
    }
    deps.onReady()
  }

  /** Makes room on a host by closing an idle connection of another mailbox. */
  const hasRoom = ({ host, mailboxId }: LineOwner): boolean => {
    if (usedOfHost(host) < deps.connectionsPerHost) return true
    for (const { line, idleSince } of kept.values())
      if (idleSince !== null && line.owner.host === host && line.owner.mailboxId !== mailboxId) {
        drop(line)
        return true
      }
    return false
  }

  return {
    want: (owner, count) => {
      const lines = linesOf(owner.mailboxId)
      const idle = lines.filter(({ idleSince }) => idleSince !== null).length
      let missing = Math.min(
        count - idle - openingOf(owner.mailboxId),
        owner.connections - lines.length - openingOf(owner.mailboxId),
      )
      while (missing > 0 && !shutdown.signal.aborted && hasRoom(owner)) {
        missing -= 1
        void openOne(owner)
      }
    },
    take: (mailboxId) => {
      for (const entry of kept.values()) {
        if (entry.line.owner.mailboxId !== mailboxId || entry.idleSince === null || entry.line.closed())
          continue
        entry.idleSince = null
        entry.mails += 1
        return entry.line
      }
      return undefined
    },
    giveBack: (line) => {
      const entry = kept.get(line)
      if (!entry) return
      if (line.closed() || entry.mails >= MOST_MAILS || shutdown.signal.aborted) drop(line)
      else entry.idleSince = deps.now()
      deps.onReady()
    },
    closeIdle: (before) => {
      for (const { line, idleSince } of [...kept.values()])
        if (idleSince !== null && idleSince <= before) drop(line)
    },
    windDown: () => {
      shutdown.abort()
      for (const line of [...kept.keys()]) if (!line.awaitsAnswer()) drop(line)
    },
    closeAll: () => {
      for (const line of [...kept.keys()]) drop(line)
    },
    isOpening: (mailboxId) => openingOf(mailboxId) > 0,
  }
}
