import type { ReceivedMail } from '#modules/inbound/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { type AnswerInput, answerThread } from './answer-thread.ts'
import { changeThreads, handOverThreads } from './change-threads.ts'
import { countThreads } from './count-threads.ts'
import type { InboxDeps } from './inbox-deps.ts'
import { type ListThreadsInput, listThreads } from './list-threads.ts'
import { mailToFrame, mailWithImages } from './mail-images.ts'
import { noteReceived } from './note-received.ts'
import { completeAttachments, readAttachment } from './read-attachment.ts'
import { readThread } from './read-thread.ts'

export type { InboxDeps, InboxPorts } from './inbox-deps.ts'
export { addInboxRoutes } from './routes.ts'
export type { ListedThread, ThreadKind, ThreadState } from './thread.ts'

/** What came into the mailboxes, as threads: read, answered, put off, given to somebody, done. */
export const createInbox = (deps: InboxDeps) => ({
  /** For inbound: a mail was stored, in whose transaction this is. */
  noteReceived: (tx: Queryable, mail: ReceivedMail) => noteReceived(deps, tx, mail),
  listThreads: (input: ListThreadsInput) => listThreads(deps.db, { ...input, now: deps.clock.now() }),
  countThreads: (input: { companyId: string; userId?: string | undefined }) =>
    countThreads(deps.db, { ...input, now: deps.clock.now() }),
  mailToFrame: (input: Parameters<typeof mailToFrame>[1]) => mailToFrame(deps, input),
  mailWithImages: (input: Parameters<typeof mailWithImages>[1]) => mailWithImages(deps, input),
  completeAttachments: (input: Parameters<typeof completeAttachments>[1]) => completeAttachments(deps, input),
  readAttachment: (input: Parameters<typeof readAttachment>[1]) => readAttachment(deps, input),
  readThread: (input: Parameters<typeof readThread>[1]) => readThread(deps, input),
  changeThreads: (input: Parameters<typeof changeThreads>[1]) => changeThreads(deps, input),
  handOverThreads: (input: Parameters<typeof handOverThreads>[1]) => handOverThreads(deps.db, input),
  answerThread: (input: AnswerInput) => answerThread(deps, input),
})

export type Inbox = ReturnType<typeof createInbox>
