import type { Queryable } from '#platform/db/index.ts'
import { takeLetterBack } from './letters/take-letter-back.ts'
import { writeLetter } from './letters/write-letter.ts'
import { writeManualMail } from './letters/write-manual-mail.ts'
import type { OutboundDeps } from './outbound-deps.ts'
import { cancelAllMails, cancelQueuedMails } from './record/cancel-mails.ts'
import { recordStepMails } from './record/record-step-mails.ts'
import { sendTest } from './record/send-test.ts'
import { createLiquid } from './render/create-liquid.ts'
import { fillIn } from './render/fill-in.ts'
import { missingFields } from './render/missing-fields.ts'
import { preview } from './render/preview.ts'
import { createTextCache } from './render/text-cache.ts'
import { variablesOf } from './render/variables-of.ts'
import { nextAttemptAt } from './send/due-mails.ts'
import { createInHand } from './send/in-hand.ts'
import { createSender } from './send/sender.ts'
import { markEngaged } from './settle/evidence-queries.ts'
import { learnSentCopies } from './settle/learn-sent-copies.ts'
import { copySeen, messageAnswered, provenSent } from './settle/report-evidence.ts'
import { settleUncertain } from './settle/settle-uncertain.ts'
import { takeForDoubtful } from './settle/take-for-doubtful.ts'
import { listUncertain, settleMessage } from './settle/user-judgement.ts'

export type { Letter, QueuedLetter } from './letters/letter.ts'
export type { MailOutcome, OutboundDeps, OutboundPorts, SentCopy } from './outbound-deps.ts'
export type { RenderedMail } from './render/render-mail.ts'
export { addMailRoutes } from './routes.ts'
export type { UncertainMail } from './settle/user-judgement.ts'
export type { StepMail, StepMailResult } from './step-mail.ts'

/** A use case without its leading dependencies, in the caller's transaction. */
const inTx =
  <Deps, Input, Answer>(deps: Deps, useCase: (deps: Deps, tx: Queryable, input: Input) => Answer) =>
  (tx: Queryable, input: Input): Answer =>
    useCase(deps, tx, input)

/** Mails: rendered, recorded, sent, and what became of them. Functions that take `tx` run in the caller's transaction. */
export const createOutbound = (deps: OutboundDeps) => {
  const now = (): Date => deps.clock.now()
  const withAll = {
    ...deps,
    compile: createTextCache(createLiquid({ now })),
    inHand: createInHand({ now }),
  }
  const sender = createSender(withAll)
  return {
    recordStepMails: inTx(withAll, recordStepMails),
    cancelQueuedMails: inTx(withAll, cancelQueuedMails),
    cancelAllMails: inTx(withAll, cancelAllMails),
    fillIn: inTx(withAll, fillIn),
    missingFields: inTx(withAll, missingFields),
    variablesOf: (text: string, kind: 'subject' | 'html') => variablesOf(withAll, text, kind),
    preview: (input: Parameters<typeof preview>[1]) => preview(withAll, input),
    sendTest: async (input: Parameters<typeof sendTest>[1]) => {
      const queued = await sendTest(withAll, input)
      sender.wake()
      return queued
    },

    /** Queues a mail that a person wrote, in the caller's transaction; `wake` the sender after it. */
    writeLetter: inTx(withAll, writeLetter),
    writeManualMail: async (input: Parameters<typeof writeManualMail>[1]) => {
      const queued = await writeManualMail(withAll, input)
      sender.wake()
      return queued
    },
    takeLetterBack: (input: Parameters<typeof takeLetterBack>[1]) => takeLetterBack(deps, input),

    /** Sends what is queued until `signal` is aborted; then ends what is in flight, within seconds. Once only. */
    run: (signal: AbortSignal) => sender.run(signal),
    /** Something was queued: an idle sender looks at once. */
    wake: () => sender.wake(),
    /** Sends all that may be sent now; answers how many mails were settled or withdrawn. For the simulated world. */
    sendDue: () => sender.sendDue(),
    /** When a mail that waits for another attempt will be due, or null. */
    nextSendAt: () => nextAttemptAt(deps.db, now()),

    settleUncertain: () => settleUncertain(deps),
    learnSentCopies: () => learnSentCopies(deps),
    listUncertain: (input: { companyId: string; userId?: string | undefined }) => listUncertain(deps, input),
    settleMessage: (input: Parameters<typeof settleMessage>[1]) => settleMessage(deps, input),

    /** After a restore: what was on its way when the backup was made. */
    takeForDoubtful: inTx(deps, takeForDoubtful),

    provenSent: inTx(deps, provenSent),
    messageAnswered: inTx(deps, messageAnswered),
    /** A human opened a mail or clicked in it. That it was sent is said apart, also of machines. */
    messageEngaged: markEngaged,
    copySeen: inTx(deps, copySeen),
  }
}

export type Outbound = ReturnType<typeof createOutbound>
