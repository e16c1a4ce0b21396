import { parentPort, workerData } from 'node:worker_threads'
import { readAttachments } from '@cadenza/mailkit'

// A thread of its own, begun by read-apart.ts: it gets the raw mail, answers with its attachments, and ends.
const attachments = await readAttachments(workerData)
parentPort?.postMessage(attachments)
