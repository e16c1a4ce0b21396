import type { Queryable } from '#platform/db/index.ts'
import { nextSendWindow, type SendWindow } from './core/send-window.ts'
import type { EngineDeps } from './engine-deps.ts'
import { enrolmentsById } from './enrolment-queries.ts'
import { createScenes } from './scene.ts'
import { reportedMailboxes } from './waiting-queries.ts'

/**
 * When recorded mails may leave that cannot go when they were to: by enrolment, the next moment at or after `from` at which its sequence and
 * its mailbox send, and the end of that window. Left out are those that no window is to come for. Locks nothing: what else became of an enrolment
 * is looked at when its mail is marked as being sent.
 */
export const sendWindows = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, wanted }: { companyId: string; wanted: readonly { enrolmentId: string; from: Date }[] },
): Promise<Map<string, SendWindow>> => {
  const from = new Map(wanted.map((one) => [one.enrolmentId, one.from]))
  const enrolments = await enrolmentsById(tx, { companyId, enrolmentIds: [...from.keys()] })
  const scenes = await createScenes(deps, tx, companyId, enrolments)
  const mailboxIds = [...new Set(enrolments.flatMap(({ mailboxId }) => mailboxId ?? []))]
  const mailboxes = await reportedMailboxes(tx, { companyId, mailboxIds })
  return new Map(
    enrolments.flatMap((enrolment) => {
      const start = from.get(enrolment.id)
      const limits = mailboxes.get(enrolment.mailboxId ?? '')?.limits
      if (!start || !limits) return []
      const times = scenes.of(enrolment).calendar
      const window = nextSendWindow({ times, limits, from: start })
      return window ? [[enrolment.id, window] as const] : []
    }),
  )
}
