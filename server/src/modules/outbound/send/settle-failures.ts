import type { Queryable } from '#platform/db/index.ts'
import { guardBounces, pauseIfThere } from '../bounce-guard.ts'
import { aboutMessage, outcomesOf } from '../message.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { JUDGE_AFTER } from '../settle/judge-after.ts'
import type { DueMail } from './due-mails.ts'
import type { Verdict } from './judge-failure.ts'
import { placeInWindows } from './place-in-windows.ts'
import {
  delayMailbox,
  markQueuedAgain,
  markRefused,
  markUncertain,
  uncertainSince,
} from './settle-queries.ts'

export type Judged = { mail: Pick<DueMail, 'id' | 'mailboxId'>; verdict: Verdict }

type Of<Do extends Verdict['do']> = { mail: Judged['mail']; verdict: Extract<Verdict, { do: Do }> }

/** So many uncertain mails within an hour are the server's doing: the mailbox pauses before more end the same way. */
const MOST_UNCERTAIN = 3
/** After an uncertain mail the others of its mailbox wait, so that a server that is going down is not fed. */
const WAIT_AFTER_DOUBT = 60_000

/** Stores what became of mails that were not taken, with all that follows, in one transaction. */
export const settleFailures = (
  deps: OutboundDeps,
  companyId: string,
  judged: readonly Judged[],
): Promise<void> =>
  deps.db.transaction(async (tx) => {
    const that = <Do extends Verdict['do']>(...kinds: Do[]): Of<Do>[] =>
      judged.filter((one): one is Of<Do> => kinds.some((kind) => kind === one.verdict.do))
    await queueAgain(deps, tx, companyId, that('requeue', 'retry', 'wait', 'pause'))
    await refuse(deps, tx, companyId, that('refuse'))
    await doubt(deps, tx, companyId, that('doubt'))
  })

/** Mails wait again; alone, with all others of their mailbox, or until their mailbox goes on. */
const queueAgain = async (
  deps: OutboundDeps,
  tx: Queryable,
  companyId: string,
  judged: readonly Of<'requeue' | 'retry' | 'wait' | 'pause'>[],
): Promise<void> => {
  const { clock, ports, processId } = deps
  const queued = await markQueuedAgain(tx, {
    companyId,
    processId,
    unsent: judged.map(({ mail, verdict }) => ({
      id: mail.id,
      at: 'at' in verdict ? verdict.at : null,
      words: 'words' in verdict ? verdict.words : null,
    })),
  })
  const late = queued.filter(({ isLate }) => isLate)
  const placed = await placeInWindows(deps, tx, { companyId, late })
  const verdicts = new Map(judged.map(({ mail, verdict }) => [mail.id, verdict]))
  await ports.appendEvents(
    tx,
    companyId,
    queued.flatMap(({ notBefore, isLate: _, ...message }) => {
      const verdict = verdicts.get(message.id)
      if (verdict?.do !== 'retry' || message.kind === 'test') return []
      const until = placed.get(message.id)?.notBefore ?? notBefore
      const data = { message: verdict.words, until: until.toISOString() }
      return [{ ...aboutMessage(message), kind: 'deferred' as const, occurredAt: clock.now(), data }]
    }),
  )
  await holdMailboxes(deps, tx, companyId, judged)
}

/** Lets mailboxes wait or pause, each once; a pause is stronger. Also where no connection could be had. */
export const holdMailboxes = async (
  deps: OutboundDeps,
  tx: Queryable,
  companyId: string,
  judged: readonly Judged[],
): Promise<void> => {
  for (const [mailboxId, some] of Map.groupBy(judged, ({ mail }) => mail.mailboxId)) {
    const pause = some.find(({ verdict }) => verdict.do === 'pause')?.verdict
    if (pause?.do === 'pause') {
      const { by, words: reason, resumeAt } = pause
      await pauseIfThere(deps.ports, tx, { companyId, mailboxId, by, reason, resumeAt })
      continue
    }
    const waits = some.flatMap(({ verdict }) => (verdict.do === 'wait' ? [verdict] : []))
    const [longest] = waits.sort((a, b) => b.at.getTime() - a.at.getTime())
    if (longest)
      await letMailboxWait(deps, tx, { companyId, mailboxId, until: longest.at, words: longest.words })
  }
}

const letMailboxWait = async (
  deps: OutboundDeps,
  tx: Queryable,
  input: Parameters<typeof delayMailbox>[1],
): Promise<void> => {
  const late = await delayMailbox(tx, input)
  await placeInWindows(deps, tx, { companyId: input.companyId, late })
}

const refuse = async (
  deps: OutboundDeps,
  tx: Queryable,
  companyId: string,
  judged: readonly Of<'refuse'>[],
): Promise<void> => {
  const { ports } = deps
  const now = deps.clock.now()
  const refused = await markRefused(tx, {
    companyId,
    now,
    refused: judged.map(({ mail, verdict }) => ({ id: mail.id, words: verdict.words, hard: verdict.hard })),
  })
  const verdicts = new Map(judged.map(({ mail, verdict }) => [mail.id, verdict]))
  const toOthers = refused.filter(({ toOther }) => toOther)
  const toProspects = refused.filter(({ toOther }) => !toOther)
  await ports.appendEvents(
    tx,
    companyId,
    toOthers.map(({ toOther: _, ...message }) => ({
      ...aboutMessage(message),
      kind: 'refused' as const,
      occurredAt: now,
      data: { message: verdicts.get(message.id)?.words ?? '' },
    })),
  )
  await ports.mailOutcomes(
    tx,
    companyId,
    toProspects.flatMap((message) =>
      outcomesOf([message], { outcome: 'refused', at: now, message: verdicts.get(message.id)?.words ?? '' }),
    ),
  )
  const bounced = toProspects.filter(({ id }) => verdicts.get(id)?.hard)
  for (const { id, prospectId } of bounced) {
    const detail = verdicts.get(id)?.words ?? null
    if (prospectId !== null)
      await ports.suppress(tx, { companyId, prospectId, reason: 'bounced', source: 'bounce', detail })
  }
  await guardBounces(deps, tx, { companyId, bounced })
}

const doubt = async (
  deps: OutboundDeps,
  tx: Queryable,
  companyId: string,
  judged: readonly Of<'doubt'>[],
): Promise<void> => {
  const { clock, ports } = deps
  const now = clock.now()
  const uncertain = await markUncertain(tx, {
    companyId,
    judgeAt: new Date(now.getTime() + JUDGE_AFTER),
    uncertain: judged.map(({ mail, verdict }) => ({ id: mail.id, words: verdict.words })),
  })
  const verdicts = new Map(judged.map(({ mail, verdict }) => [mail.id, verdict]))
  await ports.appendEvents(
    tx,
    companyId,
    uncertain
      .filter(({ kind }) => kind !== 'test')
      .map((message) => ({
        ...aboutMessage(message),
        kind: 'uncertain',
        occurredAt: now,
        data: { message: verdicts.get(message.id)?.words ?? '' },
      })),
  )
  const silent = uncertain.filter(({ id }) => !verdicts.get(id)?.byUs)
  for (const [mailboxId, some] of Map.groupBy(silent, (message) => message.mailboxId)) {
    const said = verdicts.get(some[0]?.id ?? '')?.words ?? ''
    const since = new Date(now.getTime() - 3_600_000)
    if ((await uncertainSince(tx, { companyId, mailboxId, since })) >= MOST_UNCERTAIN)
      await pauseIfThere(ports, tx, {
        companyId,
        mailboxId,
        by: 'refusal',
        reason: `${MOST_UNCERTAIN} mails within an hour were given to the server without an answer. ${said}`,
      })
    else
      await letMailboxWait(deps, tx, {
        companyId,
        mailboxId,
        until: new Date(now.getTime() + WAIT_AFTER_DOUBT),
        words: said,
      })
  }
}
