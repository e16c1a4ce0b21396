import type { NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { notAllowed, notFound } from '#platform/errors/index.ts'
import { assignMailboxes } from './assign-mailboxes.ts'
import { firstState, partAt } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { insertEnrolments, markAlongside, type NewEnrolment } from './enrolment-queries.ts'
import { countAssigned, ensureLanes } from './lane-queries.ts'
import type { PublishedSequence } from './ports.ts'
import { alreadyRunning, refusalOf } from './refusal-of.ts'
import { createScenes } from './scene.ts'
import { prospectsToStart, shareLockSequence } from './start-queries.ts'

/** Prospects started in one transaction. */
export const BATCH = 1000

export type StartInput = {
  companyId: string
  userId: string
  sequenceId: string
  prospectIds: readonly string[]
  /** How many starts by journeys, this one among them, led here; 0 for a start by somebody. */
  chain?: number
}

/** What became of one prospect's start. `reason` is a sentence for the user. */
export type StartOutcome = { prospectId: string } & (
  | { outcome: 'started'; enrolmentId: string }
  | { outcome: 'already_running' | 'already_had' | 'not_allowed' | 'unknown'; reason: string }
)

/**
 * Starts prospects in a sequence, as many as given: in the caller's transaction, else by the thousand in transactions of its own. Who may
 * not be mailed, runs already, or has been through without the sequence allowing re-entry is left as he is, with the reason; so whatever was
 * interrupted can be done again. Without a usable mailbox the start succeeds and the enrolment waits for one.
 *
 * Fails with `not_found` for an unknown sequence and `not_allowed` for one that was never published.
 */
export const startProspects = async (
  deps: EngineDeps,
  input: StartInput,
  within?: Queryable,
): Promise<StartOutcome[]> => {
  if (within) return startIn(deps, within, input)
  const outcomes: StartOutcome[] = []
  for (let from = 0; from === 0 || from < input.prospectIds.length; from += BATCH) {
    const prospectIds = input.prospectIds.slice(from, from + BATCH)
    outcomes.push(...(await deps.db.transaction((tx) => startIn(deps, tx, { ...input, prospectIds }))))
  }
  return outcomes
}

const startIn = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, userId, sequenceId, prospectIds, chain = 0 }: StartInput,
): Promise<StartOutcome[]> => {
  const found = await prospectsToStart(tx, { companyId, sequenceId, prospectIds, lock: true })
  await shareLockSequence(tx, { companyId, sequenceId })
  const sequence = await publishedSequence(deps, tx, companyId, sequenceId)
  const refusals = new Map(found.map((one) => [one.id, refusalOf(one, sequence)]))
  const welcome = found.filter((one) => refusals.get(one.id) === null)
  const now = deps.clock.now()

  const places = await assignMailboxes(tx, { companyId, userId, sequence, prospects: welcome })
  const scenes = await createScenes(deps, tx, companyId, [])
  const enrolments: NewEnrolment[] = welcome.map((prospect) => {
    const mailbox = places.get(prospect.id) ?? null
    const calendar = scenes.calendarFor({ sequence, place: prospect, mailboxZone: mailbox?.zone ?? null })
    const state = firstState({
      definition: sequence.definition,
      calendar,
      now,
      hasMailbox: mailbox !== null,
    })
    const step = partAt(sequence.definition, state.stepId)
    return {
      id: deps.newId(),
      sequenceId,
      prospectId: prospect.id,
      startedBy: userId,
      state,
      mailboxId: mailbox?.id ?? null,
      threadId: null,
      inJourney: sequence.kind === 'journey',
      chain,
      laneMailboxId: step?.kind === 'mail' ? (mailbox?.id ?? '') : '',
    }
  })
  const inserted = await insertEnrolments(tx, companyId, enrolments, now)
  const started = enrolments.filter(({ id }) => inserted.has(id))
  await markAlongside(tx, { companyId, prospectIds: started.map((one) => one.prospectId) })
  const waiting = started.filter(({ state }) => state.phase === 'due')
  await ensureLanes(
    tx,
    companyId,
    waiting.map(({ laneMailboxId }) => ({ sequenceId, mailboxId: laneMailboxId })),
  )
  await countAssigned(tx, { companyId, sequenceId, counts: countMailboxes(started) })
  await deps.ports.appendEvents(
    tx,
    companyId,
    started.flatMap((one) => eventsOfStart(one, now)),
  )
  const startedIds = new Map(started.map((one) => [one.prospectId, one.id]))
  return prospectIds.map((prospectId) => {
    const enrolmentId = startedIds.get(prospectId)
    if (enrolmentId) return { prospectId, outcome: 'started', enrolmentId }
    const refusal = refusals.get(prospectId)
    if (refusal === undefined)
      return { prospectId, outcome: 'unknown', reason: 'There is no such prospect in this company.' }
    return { prospectId, ...(refusal ?? alreadyRunning(sequence)) }
  })
}

const publishedSequence = async (
  deps: EngineDeps,
  tx: Queryable,
  companyId: string,
  sequenceId: string,
): Promise<PublishedSequence> => {
  const sequence = (await deps.ports.definitionsOf(tx, { companyId, sequenceIds: [sequenceId] })).get(
    sequenceId,
  )
  if (!sequence)
    throw notFound('There is no published cadence or journey with this id; publish it first.', 'sequenceId')
  if (sequence.state === 'archived')
    throw notAllowed(`“${sequence.name}” is archived: nobody can be started in it.`, 'sequenceId')
  return sequence
}

const countMailboxes = (started: readonly NewEnrolment[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { mailboxId } of started)
    if (mailboxId !== null) counts.set(mailboxId, (counts.get(mailboxId) ?? 0) + 1)
  return counts
}

const eventsOfStart = (enrolment: NewEnrolment, now: Date): NewEvent[] => {
  const { id, prospectId, sequenceId, startedBy, state } = enrolment
  const about = { occurredAt: now, prospectId, enrolmentId: id, sequenceId }
  const events: NewEvent[] = [{ ...about, kind: 'started', userId: startedBy, data: {} }]
  if (state.hold) events.push({ ...about, kind: 'held', stepId: state.stepId, data: { hold: state.hold } })
  if (state.phase === 'ended') {
    const change = { from: 'in_cadence', to: state.status, startedAt: now.toISOString() }
    events.push({ ...about, kind: 'completed', data: { change } })
  }
  return events
}
