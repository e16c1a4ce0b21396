import type { Queryable } from '#platform/db/index.ts'
import { foreseeMailboxes } from '../assign-mailboxes.ts'
import { type Foreseen, firstState, type Hold } from '../core/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { mailsToday } from '../mails-today.ts'
import type { PublishedSequence } from '../ports.ts'
import { type Refusal, refusalOf } from '../refusal-of.ts'
import { BATCH } from '../start-prospects.ts'
import { type ProspectToStart, prospectsToStart, type UsableMailbox } from '../start-queries.ts'
import type { ForeseenCalendars } from './calendars.ts'
import { createFactsOf } from './facts-of.ts'

export type NotStarting = { prospectId: string } & (Refusal | { outcome: 'unknown'; reason: string })

export type Newcomers = {
  /** How many would start. */
  starting: number
  /** The first of them. */
  enrolled: Foreseen[]
  refused: NotStarting[]
}

/** Ids of enrolments are hexadecimal: whoever starts now comes after all of them, in the order of the start. */
const idAfterAll = (place: number): string => `~${String(place).padStart(6, '0')}`

/**
 * How each of the first of these prospects would stand if he were started now, and who of all of them would be refused; nothing is written
 * or locked for longer than it is read.
 */
export const foreseeNewcomers = async (
  deps: EngineDeps,
  tx: Queryable,
  input: {
    companyId: string
    userId: string
    sequence: PublishedSequence
    prospectIds: readonly string[]
    /** How many of those who would start are placed. */
    most: number
    calendars: ForeseenCalendars
    now: Date
  },
): Promise<Newcomers> => {
  const { companyId, userId, sequence, calendars, now } = input
  const { found: all, refused } = await welcomeAndRefused(tx, input)
  const found = all.slice(0, input.most)
  const mailboxes = await foreseeMailboxes(tx, { companyId, userId, sequence, prospects: found })
  const placed = found.map((prospect) => {
    const mailbox = mailboxes.get(prospect.id) ?? null
    return {
      prospect,
      mailbox,
      calendar: calendars.of({ sequence, place: prospect, mailboxZone: zoneOf(mailbox) }),
    }
  })
  const prospectIds = found.map(({ id }) => id)
  const today = await mailsToday(tx, {
    companyId,
    people: placed.map(({ prospect, calendar: { zone } }) => ({ prospectId: prospect.id, zone })),
    now,
  })
  const lacking = await lackingOf(deps, tx, { companyId, sequence, prospectIds })
  const factsOf = await createFactsOf(tx, {
    companyId,
    people: prospectIds.map((prospectId) => ({ prospectId, definition: sequence.definition })),
  })
  const enrolled = placed.map(
    ({ prospect, mailbox, calendar }, place): Foreseen => ({
      id: idAfterAll(place),
      prospectId: prospect.id,
      mailsToday: today({ prospectId: prospect.id, zone: calendar.zone }),
      sequenceId: sequence.id,
      definition: sequence.definition,
      calendar,
      mailboxId: mailbox?.id ?? null,
      state: firstState({ definition: sequence.definition, calendar, now, hasMailbox: mailbox !== null }),
      facts: factsOf(prospect.id),
      lacking: lacking.get(prospect.id),
    }),
  )
  return { starting: all.length, enrolled, refused }
}

const zoneOf = (mailbox: UsableMailbox | null): string | null => mailbox?.zone ?? null

/** By the thousand and in the order in which a start takes them. */
const welcomeAndRefused = async (
  tx: Queryable,
  {
    companyId,
    sequence,
    ...given
  }: { companyId: string; sequence: PublishedSequence; prospectIds: readonly string[] },
): Promise<{ found: ProspectToStart[]; refused: NotStarting[] }> => {
  const found: ProspectToStart[] = []
  const refused: NotStarting[] = []
  const asked = [...new Set(given.prospectIds)]
  for (let from = 0; from < asked.length; from += BATCH) {
    const prospectIds = asked.slice(from, from + BATCH)
    const known = await prospectsToStart(tx, { companyId, sequenceId: sequence.id, prospectIds, lock: false })
    for (const prospect of known) {
      const refusal = refusalOf(prospect, sequence)
      if (refusal) refused.push({ prospectId: prospect.id, ...refusal })
      else found.push(prospect)
    }
    const ids = new Set(known.map(({ id }) => id))
    for (const prospectId of prospectIds)
      if (!ids.has(prospectId))
        refused.push({ prospectId, outcome: 'unknown', reason: 'There is no such prospect in this company.' })
  }
  return { found, refused }
}

/** By prospect and option of a mail: what would hold him there. */
const lackingOf = async (
  { ports }: EngineDeps,
  tx: Queryable,
  {
    companyId,
    sequence: { definition },
    prospectIds,
  }: { companyId: string; sequence: PublishedSequence; prospectIds: readonly string[] },
): Promise<Map<string, Map<string, Hold>>> => {
  const parts = 'nodes' in definition ? definition.nodes : definition.steps
  const options = parts.flatMap((part) => (part.kind === 'mail' ? part.options : []))
  const byProspect = new Map<string, Map<string, Hold>>()
  for (const { prospectId, optionId, ...lack } of await ports.missingFields(tx, {
    ...{ companyId, prospectIds },
    options: options.filter(({ weight }) => weight > 0),
  })) {
    const holds = byProspect.get(prospectId) ?? new Map<string, Hold>()
    byProspect.set(prospectId, holds)
    holds.set(
      optionId,
      'mistake' in lack
        ? { reason: 'template_error', message: lack.mistake }
        : { reason: 'missing_variable', variables: lack.variables },
    )
  }
  return byProspect
}
