import { normaliseMessageId } from './message-id.ts'

/** More than this makes headers that some servers refuse; the first id and the latest are the ones that readers thread by. */
const MAX_REFERENCES = 20

/** The headers that put a mail into a thread (RFC 5322 section 3.6.4); empty for the first mail of one. */
export type ThreadHeaders = { readonly inReplyTo?: string; readonly references?: readonly string[] }

/**
 * In-Reply-To and References of the next mail in a thread.
 * @param previousMessageIds the ids of all mails of the thread, oldest first, the one that is answered last; malformed ones are left out
 */
export const threadHeaders = ({
  previousMessageIds,
}: {
  previousMessageIds: readonly string[]
}): ThreadHeaders => {
  const ids = new Map<string, true>()
  for (const text of previousMessageIds) {
    const id = normaliseMessageId(text)
    if (id === undefined || !/^<[\x21-\x7e]+>$/.test(id)) continue
    // The latest mention counts, so that the answered mail stays last.
    ids.delete(id)
    ids.set(id, true)
  }
  const all = [...ids.keys()]
  const inReplyTo = all.at(-1)
  if (inReplyTo === undefined) return {}
  if (all.length <= MAX_REFERENCES) return { inReplyTo, references: all }
  return { inReplyTo, references: [...all.slice(0, 1), ...all.slice(1 - MAX_REFERENCES)] }
}
