import type { Queryable } from '#platform/db/index.ts'
import { notAllowed, notFound } from '#platform/errors/index.ts'
import { assignMailboxes } from './assign-mailboxes.ts'
import { firstState } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { insertEnrolments, type NewEnrolment } from './enrolment-queries.ts'
import { addToLanes } from './lane-queries.ts'
import type { PublishedSequence } from './ports.ts'
import { createScenes } from './scene.ts'
import { type ProspectToStart, prospectsToStart } from './start-queries.ts'

/** What became of one prospect's start. `reason` is a sentence for the user. */
export type StartOutcome = { prospectId: string } & (
  | { outcome: 'started'; enrolmentId: string }
  | { outcome: 'already_running' | 'already_had' | 'not_allowed' | 'unknown'; reason: string }
)

/**
 * Starts prospects in a sequence, as many at once as given. Who may not be mailed, runs already, or has been through without the sequence
 * allowing re-entry is left as he is, with the reason.
 *
 * Fails with `not_found` for an unknown sequence and `not_allowed` for one that was never published.
 */
export const startProspects = async (
  deps: EngineDeps,
  input: { companyId: string; userId: string; sequenceId: string; prospectIds: readonly string[] },
  within?: Queryable,
): Promise<StartOutcome[]> => {
  if (within) return startIn(deps, within, input)
  return deps.db.transaction((tx) => startIn(deps, tx, input))
}

const startIn = async (
  deps: EngineDeps,
  tx: Queryable,
  {
    companyId,
    userId,
    sequenceId,
    prospectIds,
  }: { companyId: string; userId: string; sequenceId: string; prospectIds: readonly string[] },
): Promise<StartOutcome[]> => {
  const sequence = await publishedSequence(deps, tx, companyId, sequenceId)
  const found = await prospectsToStart(tx, { companyId, sequenceId, prospectIds })
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
    const step = sequence.definition.steps.find(({ id }) => id === state.stepId)
    return {
      id: deps.newId(),
      sequenceId,
      prospectId: prospect.id,
      startedBy: userId,
      state,
      mailboxId: mailbox?.id ?? null,
      threadId: null,
      laneMailboxId: step?.kind === 'mail' ? (mailbox?.id ?? '') : '',
    }
  })
  const inserted = await insertEnrolments(tx, companyId, enrolments, now)
  const started = enrolments.filter(({ id }) => inserted.has(id))
  await addToLanes(tx, companyId, lanesOf(started))
  await deps.ports.appendEvents(
    tx,
    companyId,
    started.map((one) => ({
      kind: 'started' as const,
      occurredAt: now,
      prospectId: one.prospectId,
      enrolmentId: one.id,
      sequenceId,
      userId,
      data: {},
    })),
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
  if (!sequence) throw notFound('There is no published cadence with this id; publish it first.', 'sequenceId')
  if (sequence.state === 'archived')
    throw notAllowed(`“${sequence.name}” is archived: nobody can be started in it.`, 'sequenceId')
  return sequence
}

type Refusal = { outcome: 'already_running' | 'already_had' | 'not_allowed'; reason: string }

const alreadyRunning = (sequence: PublishedSequence): Refusal => ({
  outcome: 'already_running',
  reason: `The prospect is already in “${sequence.name}”; stop it there before starting again.`,
})

/** Why a prospect may not be started, or null. */
const refusalOf = (prospect: ProspectToStart, sequence: PublishedSequence): Refusal | null => {
  if (prospect.suppressedBy) return { outcome: 'not_allowed', reason: SUPPRESSED[prospect.suppressedBy] }
  if (prospect.open) return alreadyRunning(sequence)
  const end = prospect.lastStatus
  if (end === null || end === 'manually_stopped' || sequence.definition.settings.reentry) return null
  return {
    outcome: 'already_had',
    reason: `The prospect has already been through “${sequence.name}”; allow re-entry in its settings to start again.`,
  }
}

const SUPPRESSED: Record<NonNullable<ProspectToStart['suppressedBy']>, string> = {
  unsubscribed: 'The prospect has unsubscribed and may not be mailed.',
  bounced: "Mail to the prospect's address bounced; correct the address first.",
  do_not_contact: 'The prospect is marked Do Not Contact; revert that first.',
  complaint: 'The prospect has reported our mail as spam and may not be mailed.',
}

const lanesOf = (started: readonly NewEnrolment[]) => {
  const lanes = new Map<string, { sequenceId: string; mailboxId: string; assigned: number }>()
  for (const { sequenceId, laneMailboxId, mailboxId } of started)
    for (const [id, share] of [
      [laneMailboxId, 0],
      [mailboxId ?? '', 1],
    ] as const) {
      const lane = lanes.get(id) ?? { sequenceId, mailboxId: id, assigned: 0 }
      lane.assigned += share
      lanes.set(id, lane)
    }
  return [...lanes.values()]
}
