import { Worker } from 'node:worker_threads'
import { type Attachment, readAttachments } from '@cadenza/mailkit'

/** Smaller mails are read before a thread would have begun, in bytes. */
const SMALL = 2_000_000

/**
 * The attachments of a mail with their contents, read beside the rest of the process: a mail of 30 MB takes more than a second of computing,
 * in which nobody else would be answered. Throws what `signal` was aborted with.
 */
export const readAttachmentsApart = async (raw: Uint8Array, signal: AbortSignal): Promise<Attachment[]> => {
  if (raw.length < SMALL) return readAttachments(raw)
  signal.throwIfAborted()
  const worker = new Worker(new URL('./attachments-worker.ts', import.meta.url), { workerData: raw })
  try {
    return await new Promise<Attachment[]>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the thread that reads a mail ended with ${code}`)))
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
  } finally {
    await worker.terminate()
  }
}
