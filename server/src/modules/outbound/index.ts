import type { Queryable } from '#platform/db/index.ts'
import type { OutboundDeps } from './outbound-deps.ts'
import { cancelAllMails, cancelQueuedMails } from './record/cancel-mails.ts'
import { recordStepMails } from './record/record-step-mails.ts'
import { sendTest } from './record/send-test.ts'
import { createLiquid } from './render/create-liquid.ts'
import { fillIn } from './render/fill-in.ts'
import { preview } from './render/preview.ts'
import { createTextCache } from './render/text-cache.ts'
import { nextAttemptAt } from './send/due-mails.ts'
import { createInHand } from './send/in-hand.ts'
import { createSender } from './send/sender.ts'
import { learnSentCopies } from './settle/learn-sent-copies.ts'
import { copySeen, messageAnswered, messageEngaged, provenSent } from './settle/report-evidence.ts'
import { settleUncertain } from './settle/settle-uncertain.ts'
import { listUncertain, settleMessage } from './settle/user-judgement.ts'

export type { MailOutcome, OutboundDeps, OutboundPorts, SentCopy } from './outbound-deps.ts'
export type { RenderedMail } from './render/render-mail.ts'
export { addMailRoutes } from './routes.ts'
export type { UncertainMail } from './settle/user-judgement.ts'
export type { StepMail, StepMailResult } from './step-mail.ts'

/** A use case without its leading dependencies, in the caller's transaction. */
type InTx<UseCase> = UseCase extends (deps: never, tx: Queryable, input: infer Input) => infer Answer
  ? (tx: Queryable, input: Input) => Answer
  : never

/** Mails: rendered, recorded, sent, and what became of them. Functions that take `tx` run in the caller's transaction. */
export const createOutbound = (deps: OutboundDeps) => {
  const inHand = createInHand({ now: () => deps.clock.now() })
  const compile = createTextCache(createLiquid({ now: () => deps.clock.now() }))
  const withAll = { ...deps, compile, inHand }
  const sender = createSender(withAll)
  const recordSteps: InTx<typeof recordStepMails> = (tx, input) => recordStepMails(withAll, tx, input)
  const cancelQueued: InTx<typeof cancelQueuedMails> = (tx, input) => cancelQueuedMails(withAll, tx, input)
  const cancelAll: InTx<typeof cancelAllMails> = (tx, input) => cancelAllMails(withAll, tx, input)
  const fill: InTx<typeof fillIn> = (tx, input) => fillIn(withAll, tx, input)
  const proven: InTx<typeof provenSent> = (tx, input) => provenSent(deps, tx, input)
  const answered: InTx<typeof messageAnswered> = (tx, input) => messageAnswered(deps, tx, input)
  const engaged: InTx<typeof messageEngaged> = (tx, input) => messageEngaged(deps, tx, input)
  const seen: InTx<typeof copySeen> = (tx, input) => copySeen(deps, tx, input)
  return {
    recordStepMails: recordSteps,
    cancelQueuedMails: cancelQueued,
    cancelAllMails: cancelAll,
    fillIn: fill,
    preview: (input: Parameters<typeof preview>[1]) => preview(withAll, input),
    sendTest: async (input: Parameters<typeof sendTest>[1]) => {
      const queued = await sendTest(withAll, input)
      sender.wake()
      return queued
    },

    /** Sends what is queued until `signal` is aborted; then ends what is in flight, within seconds. Once only. */
    run: (signal: AbortSignal) => sender.run(signal),
    /** Something was queued: an idle sender looks at once. */
    wake: () => sender.wake(),
    /** Sends all that may be sent now; answers how many mails were settled or withdrawn. For the simulated world. */
    sendDue: () => sender.sendDue(),
    /** When a mail that waits for another attempt will be due, or null. */
    nextSendAt: () => nextAttemptAt(deps.db, deps.clock.now()),

    settleUncertain: () => settleUncertain(deps),
    learnSentCopies: () => learnSentCopies(deps),
    listUncertain: (input: { companyId: string }) => listUncertain(deps, input),
    settleMessage: (input: Parameters<typeof settleMessage>[1]) => settleMessage(deps, input),

    provenSent: proven,
    messageAnswered: answered,
    messageEngaged: engaged,
    copySeen: seen,
  }
}

export type Outbound = ReturnType<typeof createOutbound>
