import type { Queryable } from '#platform/db/index.ts'
import type { OutboundDeps, SendWindow } from '../outbound-deps.ts'
import { type LateMail, moveMails } from './settle-queries.ts'

/**
 * Lets queued mails that would leave after their delivery window wait for the next one. Answers the new windows, by mail; one without stays
 * as it is and is looked at again when it is due.
 */
export const placeInWindows = async (
  { ports }: Pick<OutboundDeps, 'ports'>,
  tx: Queryable,
  { companyId, late }: { companyId: string; late: readonly LateMail[] },
): Promise<Map<string, SendWindow>> => {
  const wanted = late.flatMap(({ enrolmentId, notBefore }) =>
    enrolmentId === null ? [] : [{ enrolmentId, from: notBefore }],
  )
  if (wanted.length === 0) return new Map()
  const windows = await ports.sendWindows(tx, { companyId, wanted })
  const moved = late.flatMap(({ id, enrolmentId }) => {
    const window = windows.get(enrolmentId ?? '')
    return window ? [{ id, ...window }] : []
  })
  await moveMails(tx, { companyId, moved })
  return new Map(moved.map(({ id, notBefore, sendBefore }) => [id, { notBefore, sendBefore }]))
}
