import type { MailAccount, StoredFolder, StoredMessage } from './mail-account.ts'

/** What happened in a store, told after it happened, so that connections can push it. */
export type StoreChange = { account: MailAccount; folder: StoredFolder } & (
  | { kind: 'arrived'; message: StoredMessage }
  | { kind: 'expunged'; uid: number }
  | { kind: 'flagged'; uid: number }
  /** UIDs lost their meaning: the UIDVALIDITY changed, or the folder is gone. */
  | { kind: 'invalidated' }
)

export type StoreListener = (change: StoreChange) => void

export type Listeners = { add(listener: StoreListener): () => void; tell: StoreListener }

export const createListeners = (): Listeners => {
  const listeners = new Set<StoreListener>()
  return {
    add: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (change) => {
      for (const listener of [...listeners]) listener(change)
    },
  }
}
