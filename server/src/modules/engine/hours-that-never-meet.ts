import { hoursApart, hoursInWords } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { waitingHeads } from './waiting-heads.ts'
import { mailboxesWithHours } from './waiting-queries.ts'

/** Prospects of a sequence who wait for a mailbox whose own hours never meet theirs; hours in words. */
export type HoursNeverMet = {
  /** Its address. */
  mailbox: string
  mailboxHours: string
  /** Its name. */
  sequence: string
  sequenceHours: string
  /** Of those looked at, the first of each lane. */
  prospects: number
}

const LOOKED_AT = { most: 4000, least: 200 }

/** Where in a company mails wait for hours that never come, by mailbox, sequence and zone. */
export const hoursThatNeverMeet = async (
  deps: EngineDeps,
  { companyId }: { companyId: string },
): Promise<HoursNeverMet[]> => {
  const mailboxes = await mailboxesWithHours(deps.db, { companyId })
  if (mailboxes.length === 0) return []
  const now = deps.clock.now()
  const { heads, sequences } = await waitingHeads(deps, deps.db, {
    ...{ companyId, mailboxes, now },
    ...LOOKED_AT,
  })
  const byMailbox = Map.groupBy(heads, ({ mailboxId }) => mailboxId)
  return mailboxes.flatMap((mailbox) =>
    [...Map.groupBy(byMailbox.get(mailbox.mailboxId) ?? [], ({ calendar }) => calendar)].flatMap(
      ([calendar, waiting]) => {
        const apart = hoursApart({ limits: mailbox.limits, times: calendar, from: now })
        const sequence = sequences.get(waiting[0]?.sequenceId ?? '')
        if (!apart || !sequence) return []
        return [
          {
            mailbox: mailbox.address,
            mailboxHours: hoursInWords(apart.mailbox),
            sequence: sequence.name,
            sequenceHours: hoursInWords(apart.sequence),
            prospects: waiting.length,
          },
        ]
      },
    ),
  )
}
