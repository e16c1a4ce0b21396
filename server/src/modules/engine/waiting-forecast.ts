import type { Queryable } from '#platform/db/index.ts'
import { zoneOfThrottle } from './claim/throttles.ts'
import { forecast, type Throttle } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import type { PublishedSequence } from './ports.ts'
import { waitingHeads } from './waiting-heads.ts'
import { type ReportedMailbox, sequencePaces } from './waiting-queries.ts'

/**
 * Enrolments that a forecast looks at over all its mailboxes, and at least in each end of a lane. Some 30 µs each to read and 15 µs to give a
 * time, so that a page of the report waits for one or two tenths of a second.
 */
const MOST_HEADS = 4000
const LEAST_HEADS = 200

/** One that is due, in the lane of its mailbox. */
type Due = { id: string; sequenceId: string; mailboxId: string; firstMail: boolean; dueAt: Date }

/** When a mail is expected to go, or, where so many wait before it that nobody looked at it, after which moment. */
export type MailTime = { expectedAt: Date; expectedAfter: null } | { expectedAt: null; expectedAfter: Date }

export type MailForecast = {
  of(due: Due): MailTime
  throttles: ReadonlyMap<string, Throttle>
}

/** Forecasts when mails will leave these mailboxes, over everything that waits in them. */
export const forecastMails = async (
  deps: EngineDeps,
  tx: Queryable,
  input: { companyId: string; mailboxes: readonly ReportedMailbox[]; now: Date },
): Promise<MailForecast> => {
  const { companyId, now } = input
  const running = [...new Set(input.mailboxes)].filter(({ state }) => state === 'running')
  const { heads, sequences } = await waitingHeads(deps, tx, {
    ...{ companyId, mailboxes: running, now },
    ...{ most: MOST_HEADS, least: LEAST_HEADS },
  })
  const throttles = await throttlesOf(deps, tx, companyId, sequences)
  const { mailsPerPersonAndDay } = await deps.ports.companySettings(tx, companyId)
  const byMailbox = Map.groupBy(heads, ({ mailboxId }) => mailboxId)
  const expected = new Map<string, Date>()
  /** The last expected time of each end of a lane, and of each mailbox. */
  const last = new Map<string, Date>()
  for (const { mailboxId, pace, limits } of running) {
    const waiting = byMailbox.get(mailboxId) ?? []
    const times = forecast({ pace, limits, heads: waiting, now, throttles, mailsPerPersonAndDay })
    for (const head of waiting) {
      const at = times.get(head.id)
      if (!at) continue
      expected.set(head.id, at)
      for (const key of [mailboxId, laneEndOf(head)]) last.set(key, latest(at, last.get(key) ?? now))
    }
  }
  return {
    throttles,
    of: (due) => {
      const expectedAt = expected.get(due.id)
      if (expectedAt) return { expectedAt, expectedAfter: null }
      // Everybody looked at will have gone by then.
      if (due.dueAt > (last.get(due.mailboxId) ?? now)) return { expectedAt: due.dueAt, expectedAfter: null }
      return { expectedAt: null, expectedAfter: latest(due.dueAt, last.get(laneEndOf(due)) ?? now) }
    },
  }
}

const laneEndOf = ({ sequenceId, mailboxId, firstMail }: Omit<Due, 'id' | 'dueAt'>): string =>
  `${mailboxId} ${sequenceId} ${firstMail}`

const latest = (a: Date, b: Date): Date => (a > b ? a : b)

export const throttlesOf = async (
  deps: EngineDeps,
  tx: Queryable,
  companyId: string,
  sequences: ReadonlyMap<string, PublishedSequence>,
): Promise<Map<string, Throttle>> => {
  const throttled = [...sequences.values()].filter(({ definition }) => definition.settings.throttle !== null)
  if (throttled.length === 0) return new Map()
  const company = await deps.ports.companySettings(tx, companyId)
  const paces = await sequencePaces(tx, { companyId, sequenceIds: throttled.map(({ id }) => id) })
  return new Map(
    throttled.map((sequence) => [
      sequence.id,
      {
        limit: sequence.definition.settings.throttle ?? 0,
        zone: zoneOfThrottle(sequence, company.zone),
        ...(paces.get(sequence.id) ?? { day: '', begun: 0 }),
      },
    ]),
  )
}
