import type { Queryable } from '#platform/db/index.ts'
import { aboutMessage, outcomesOf, sentOutcomes } from '../message.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { markSent } from '../send/settle-queries.ts'
import { markUnsent } from './uncertain-queries.ts'

/** Who judged an uncertain mail. */
export type Judge = { by: 'evidence' } | { by: 'user'; userId: string | undefined }

/** Uncertain mails were sent after all, when they were handed over. Answers how many were uncertain. */
export const settleAsSent = async (
  { clock, ports }: OutboundDeps,
  tx: Queryable,
  input: {
    companyId: string
    sent: readonly { id: string; seenMessageId?: string | null }[]
    judge: Judge
  },
): Promise<number> => {
  const { companyId, sent, judge } = input
  const now = clock.now()
  const marked = await markSent(tx, { companyId, sent, from: ['uncertain'], now })
  if (marked.length === 0) return 0
  await ports.mailOutcomes(tx, companyId, sentOutcomes(marked))
  await ports.appendEvents(
    tx,
    companyId,
    marked
      .filter(({ kind }) => kind !== 'test')
      .map(({ sentAt: _, isFirst: __, ...message }) => settledEvent(message, { as: 'sent', judge, now })),
  )
  return marked.length
}

/** An uncertain mail was not sent: it goes again. Answers whether it was uncertain. */
export const settleAsUnsent = async (
  { clock, ports }: OutboundDeps,
  tx: Queryable,
  { companyId, id, judge }: { companyId: string; id: string; judge: Judge },
): Promise<boolean> => {
  const now = clock.now()
  const message = await markUnsent(tx, { companyId, id, now })
  if (!message) return false
  if (message.kind === 'test') return true
  if (message.kind === 'sequence')
    await ports.mailOutcomes(tx, companyId, outcomesOf([message], { outcome: 'unsent', at: now }))
  await ports.appendEvents(tx, companyId, [settledEvent(message, { as: 'unsent', judge, now })])
  return true
}

const settledEvent = (
  message: Parameters<typeof aboutMessage>[0],
  { as, judge, now }: { as: 'sent' | 'unsent'; judge: Judge; now: Date },
) => ({
  ...aboutMessage(message),
  kind: 'settled' as const,
  occurredAt: now,
  ...(judge.by === 'user' && { userId: judge.userId }),
  data: { as, by: judge.by },
})
